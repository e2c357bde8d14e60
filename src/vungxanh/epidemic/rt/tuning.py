"""Empirical Bayes: the dispersion, the pace of R and how far it jumps, from groups of areas together."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from itertools import product

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.believing import Belief, beliefs

Array = NDArray[np.float64]
NAMES = ("k", "eta", "anew", "spread")
# Beyond these the grid or the arithmetic ends; counts with k = 10 000 are Poisson for any practical purpose.
BOUNDS = {"k": (0.3, 1e4), "eta": (0.004, 0.4), "anew": (0.001, 0.3), "spread": (0.05, 1.0)}
# Around 1 rather than around a group's R, a narrower spread would be a prejudice against outbreaks.
LEAST_SPREAD_ALONE = 0.12
MOST_SERIES, FIRST_STEP, LAST_STEP = 48, 0.7, 0.09


@dataclass(frozen=True)
class Tuned:
    """Var I = m + m^2 / k; eta: sd of a day's step of log R; anew: rate of starting anew; spread: its sd."""

    k: float
    eta: float
    anew: float
    spread: float


def believed() -> Tuned:
    """The centres of the priors."""
    told = beliefs()
    return Tuned(told.dispersion.value, told.walk.value, told.anew.value, told.spread.value)


def tune(
    score: Callable[[Tuned], float],
    start: Tuned,
    fixed: frozenset[str] = frozenset(),
    *,
    pooled: bool = False,
) -> Tuned:
    """The values with the largest score + log prior, those in `fixed` left alone.

    Question   how dispersed are the counts, how fast does R change?
    Equation   maximise sum over areas of log p(I_t | I_1..t-1) (one-step predictions) + log prior(values)
    Assumption areas of a family share these four values; priors are weak log-normals
    (rules/rt/estimation.toml), so
               that a few short series do not decide alone.
    Method     pattern search on the log scale: each value in turn up or down by a step, which halves where
               nothing
               is gained; deterministic, and every value is tried once only.
    """
    bounds = BOUNDS if pooled else BOUNDS | {"spread": (LEAST_SPREAD_ALONE, BOUNDS["spread"][1])}
    free = [name for name in NAMES if name not in fixed]
    tried: dict[Tuned, float] = {}

    def worth(values: Tuned) -> float:
        if values not in tried:
            tried[values] = score(values) + _log_prior(values)
        return tried[values]

    best, step = start, FIRST_STEP
    while step > LAST_STEP and free:
        before = best
        for name, sign in product(free, (1, -1)):
            moved = _moved(best, name, sign * step, bounds[name])
            if worth(moved) > worth(best):
                best = moved
        if best == before:
            step /= 2
    return best


def _moved(values: Tuned, name: str, by: float, bounds: tuple[float, float]) -> Tuned:
    return replace(values, **{name: float(np.clip(getattr(values, name) * np.exp(by), *bounds))})


def _log_prior(values: Tuned) -> float:
    told = beliefs()
    pairs = ((values.k, told.dispersion), (values.eta, told.walk), (values.anew, told.anew))
    return sum(_log_density(value, belief) for value, belief in (*pairs, (values.spread, told.spread)))


def _log_density(value: float, belief: Belief) -> float:
    return -0.5 * float((np.log(value / belief.value) / belief.log_sd) ** 2)


def informative(counts: Array, most: int = MOST_SERIES) -> NDArray[np.intp]:
    """At most `most` series to tune on: from the largest to the smallest with a case, more of the large."""
    total = np.nansum(counts, axis=1)
    ranked = np.argsort(-total, kind="stable").astype(np.intp)
    ranked = ranked[total[ranked] > 0]
    if len(ranked) > most:
        ranked = ranked[(np.linspace(0, 1, most) ** 2 * (len(ranked) - 1)).astype(np.intp)]
    return np.asarray(ranked, np.intp)
