"""Negative binomial forecast of 7-day sums, with the spread that would have scored best in the last weeks.

    X[a, h] ~ NB(mu[a, h], k[h] c[h, class of mu])
mu, k from `counts_fit`, made on the leaves. c: the same fit is made as of the last LOOKS weeks, and c is
the factor on k for which its quantiles would have had the least WIS on log(1 + x), by class of mu (below
3, 30, 300, above): the smallest areas are nearly Poisson, the larger ones are not. c is drawn to 1 by PULL.
What the last looks were too high or too low, all areas together, is half believed of the next weeks too:
after a lockdown the pool's past growth goes on saying too much, after a relaxation too little.
The areas above the leaves take the same coefficients and a k of their own, the best for their rows in the
same looks.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.counts_features import Features
from vungxanh.epidemic.forecast.counts_fit import GRID, WEEK, Fit, fit_at
from vungxanh.epidemic.forecast.negative_binomial import log_likelihood, quantiles_of
from vungxanh.epidemic.scores import log_wis

Floats = NDArray[np.float64]
ROWS, ROWS_OF_A_LOOK, AREAS_OF_A_LOOK = 20_000, 5_000, 800
LOOKS = 6
FARTHEST = 4  # weeks that are fitted; later ones keep the mean of this and grow wider
FADE = 0.85
CLASSES = np.array([3.0, 30.0, 300.0])
FACTORS = np.array([0.2, 0.35, 0.6, 1.0, 1.6, 2.8, 5.0])
CHECKED = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
SLACK, FADE_OF_LEAN, BELIEVED, FARTHEST_LEAN = 20.0, 0.5, 0.5, (0.25, 2.0)
PULL = 0.004  # share of the score by which a step of c must pay
USUAL_ABOVE, ROWS_ABOVE = (
    10.0,
    10.0,
)  # k of the areas above before anything is seen, and how many rows that counts


@dataclass(frozen=True)
class Look:
    """A past day, what would have been forecast on it with what was known then, and how much it counts."""

    day: int
    fit: Fit
    weight: float


def counts_ar(leaves: Features, above: Features | None, weeks: int, levels: Floats) -> tuple[Floats, Floats]:
    """Quantiles (rows, weeks, levels) of the coming 7-day sums, of the leaves and of the areas above."""
    today = leaves.days - 1
    low = np.empty((len(leaves.sums), weeks, len(levels)))
    high = np.empty((0 if above is None else len(above.sums), weeks, len(levels)))
    fit = Fit(-1, np.zeros(0), np.zeros(0), 1.0)
    for h in range(1, weeks + 1):
        before, (fit, wider) = fit.ahead, _best_fit(leaves, today, h)
        if fit.ahead != before:
            looks = list(_looks(leaves, fit.ahead))
            lean = _lean(leaves, looks)
            mu = fit.mean(leaves, today) * lean
            k = fit.dispersion * _factors(leaves, looks)[_class_of(mu)]
        low[:, h - 1] = quantiles_of(mu, k / wider, levels)
        if above is not None:
            up = fit.mean(above, today) * lean
            high[:, h - 1] = quantiles_of(up, np.full(up.shape, _dispersion(above, looks) / wider), levels)
    return low, high


def _best_fit(features: Features, today: int, ahead: int) -> tuple[Fit, float]:
    """The fit for `ahead` weeks, or the furthest the past allows, and how much wider it must be."""
    for h in range(min(ahead, FARTHEST), 0, -1):
        fit = fit_at(features, today, h, ROWS)
        if fit is not None:
            return fit, ahead / h
    flat = np.zeros(features.level.shape[2])
    flat[0], flat[-1] = 0.8, 1.0
    return Fit(0, flat, np.zeros(features.growth.shape[2]), 1.0), float(ahead)


def _looks(features: Features, ahead: int) -> Iterator[Look]:
    """Fits as they could have been made in the last weeks, each with its target known by now."""
    newest = features.days - 1 - WEEK * ahead
    step = WEEK if newest >= 5 * WEEK + WEEK * ahead else 2
    for j in range(LOOKS if ahead else 0):
        fit = fit_at(features, newest - step * j, ahead, ROWS_OF_A_LOOK)
        if fit is None:
            return
        yield Look(newest - step * j, fit, FADE**j)


def _class_of(mu: Floats) -> NDArray[np.intp]:
    return np.searchsorted(CLASSES, mu)


def _factors(features: Features, looks: list[Look]) -> Floats:
    """c per class of mu."""
    result = np.ones(len(CLASSES) + 1)
    if not looks:
        return result
    some = slice(None, None, max(1, len(features.sums) // AREAS_OF_A_LOOK))
    mu = np.concatenate([look.fit.mean(features, look.day)[some] for look in looks])
    y = np.concatenate([features.sums[some, look.day + WEEK * look.fit.ahead] for look in looks])
    k, weight = (
        np.repeat(values, len(mu) // len(looks))
        for values in ([look.fit.dispersion for look in looks], [look.weight for look in looks])
    )
    cost = np.stack([log_wis(quantiles_of(mu, k * c, CHECKED), CHECKED, y) * weight for c in FACTORS])
    kinds, together = _class_of(mu), cost.sum(axis=1)
    for kind in range(len(result)):
        here = cost[:, kinds == kind]
        # A class with few areas leans on all of them.
        total = here.sum(axis=1) + together * min(1.0, 300 / len(y))
        penalty = PULL * total[FACTORS == 1.0] * np.abs(np.log(FACTORS))
        result[kind] = FACTORS[int(np.argmin(total + penalty))]
    return result


def _lean(features: Features, looks: list[Look]) -> float:
    """The factor on all means: half (in logarithms) of what the last looks were too high or too low."""
    said = come = SLACK
    for j, look in enumerate(looks):
        said += FADE_OF_LEAN**j * float(look.fit.mean(features, look.day).sum())
        come += FADE_OF_LEAN**j * float(features.sums[:, look.day + WEEK * look.fit.ahead].sum())
    return float(np.clip(come / said, *FARTHEST_LEAN) ** BELIEVED)


def _dispersion(above: Features, looks: list[Look]) -> float:
    """k of the areas above the leaves: the most likely, given what the looks would have said of them."""
    score = -ROWS_ABOVE / 2 * np.log(GRID / USUAL_ABOVE) ** 2 / 4
    for look in looks:
        mu = look.fit.mean(above, look.day)
        y = above.sums[:, look.day + WEEK * look.fit.ahead]
        score = score + look.weight * log_likelihood(y, mu, GRID[:, None]).sum(axis=1)
    return float(GRID[int(np.argmax(score))])
