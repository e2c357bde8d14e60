"""What is usual: each area's share of the cases from its own past, and how far shares are known to stray.

Question    which share of a day's cases does each area usually have, and how sure is that?
Shapes      past (areas, days) = counts before the window; prior (areas) = share of the population
Equation    share_i ~ prior_i (h_i + alpha) / (H prior_i + alpha), h_i = cases of area i, H of all: a gamma
            prior around the population share, so that an area with few past cases is not held to 0
Straying    steady_i: shape of a gamma around 1 for the whole window: 1/steady_i = 1/(h_i + alpha) + 1/drift,
            drift from how the newer half of the past departs from what the older half foretold;
            even: the same for each single area and day, from the scatter of the past's days
            around share x total of the day. All by moments weighted by the expected counts.
Assumption  what the past strays is what the present may stray without alarm; an old outbreak in the past
            therefore makes the search less eager, never more
Source      Clayton and Kaldor 1987, 10.2307/2532003 (gamma-Poisson smoothing of areas)
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
_LEAST = 1e-6
_DRAWS = 8


@dataclass(frozen=True)
class Usual:
    """share (areas) sums to 1; steady (areas) and even: shapes of the gammas around it, inf = none."""

    share: Array
    steady: Array
    even: float


def usual_shares(past: Array, prior: Array) -> Usual:
    """From the counts of the days before the window."""
    cases = past.sum(axis=1)
    alpha, share = _shrunk(cases, prior)
    half = past.shape[1] // 2
    older, newer = past[:, :half].sum(axis=1), past[:, half:].sum(axis=1)
    before, foretold = _shrunk(older, prior)
    drift = _shape(newer, foretold * newer.sum(), known=older + before)
    daily = np.outer(share, past.sum(axis=0))
    even = _shape(past, daily)
    return Usual(share, 1.0 / (1.0 / (cases + alpha) + 1.0 / drift), even)


def _shrunk(cases: Array, prior: Array) -> tuple[float, Array]:
    """How far areas differ from their population's share (a gamma shape), and the shares shrunk by it."""
    expected = prior * cases.sum()
    alpha = min(_shape(cases, expected), 1e6)
    share = prior * (cases + alpha) / (expected + alpha)
    return alpha, share / share.sum()


def _shape(seen: Array, expected: Array, known: Array | None = None) -> float:
    """The gamma shape k with Var = m + m^2 / k (+ m^2 / known) by moments; inf where Poisson is enough.

    Over the areas (first axis) without the twentieth that strays most: those had outbreaks, and what is
    looked for must not be taken for usual. What the same count loses on counts without excess
    scatter is given back.
    """
    m = expected.reshape(len(expected), -1)
    rng = np.random.default_rng(0)
    sure = np.ones((len(m), 1)) if known is None else known[:, None]

    def plain() -> Array:
        return rng.poisson(m if known is None else m * rng.gamma(sure) / sure).astype(np.float64)

    usual = np.mean([_straying(plain(), m) for _ in range(_DRAWS)])
    excess = (_straying(seen.reshape(m.shape), m) - usual) / max(m.sum(), _LEAST)
    return float(1.0 / excess) if excess > _LEAST else np.inf


def _straying(seen: Array, m: Array) -> float:
    """Sum of (x - m)^2 / m over all areas but the twentieth with most."""
    strays = np.where(m > 0, (seen - m) ** 2 / np.where(m > 0, m, 1.0), 0.0).sum(axis=1)
    return float(np.sort(strays)[: len(strays) - len(strays) // 20].sum())
