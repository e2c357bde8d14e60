"""Negative binomial forecast of 7-day sums, with the spread that would have scored best in the last weeks.

    X[a, h] ~ NB(mu[a, h], k[h] c[h, class of mu])
mu, k from `counts_fit`. c: the same fit is made as of the last LOOKS weeks, and c is the factor on k for which its
quantiles would have had the least WIS on log(1 + x), by class of mu (below 3, 30, 300, above): the smallest areas are
nearly Poisson, the larger ones are not. c is drawn to 1 by PULL looks' worth of score.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.counts_features import Features, features_of
from vungxanh.epidemic.forecast.counts_fit import WEEK, Fit, fit_at
from vungxanh.epidemic.forecast.negative_binomial import quantiles_of
from vungxanh.epidemic.scores import log_wis

Floats = NDArray[np.float64]
ROWS, ROWS_OF_A_LOOK, AREAS_OF_A_LOOK = 20_000, 5_000, 800
LOOKS = 6
FADE = 0.85
CLASSES = np.array([3.0, 30.0, 300.0])
FACTORS = np.array([0.2, 0.35, 0.6, 1.0, 1.6, 2.8, 5.0])
CHECKED = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
PULL = 0.004  # share of the score by which a step of c must pay


def counts_ar(values: Floats, group: NDArray[np.intp], weeks: int, levels: Floats) -> Floats:
    """Quantiles (areas, weeks, levels) of the 7-day sums after the last day of values (areas, days)."""
    features = features_of(values, group)
    today = features.days - 1
    result = np.empty((len(values), weeks, len(levels)))
    for h in range(1, weeks + 1):
        fit, grown = _best_fit(features, today, h)
        mu = fit.mean(features, today)
        k = fit.dispersion * _factors(features, fit)[_class_of(mu)] / grown
        result[:, h - 1] = quantiles_of(mu, k, levels)
    result[np.isnan(values).all(axis=1)] = np.nan
    return result


def _best_fit(features: Features, today: int, ahead: int) -> tuple[Fit, float]:
    """The fit for `ahead` weeks, or of the most weeks that the past allows, with how much wider it must be."""
    for h in range(ahead, 0, -1):
        fit = fit_at(features, today, h, ROWS)
        if fit is not None:
            return fit, ahead / h
    flat = np.zeros(features.level.shape[2])
    flat[0], flat[-1] = 0.8, 1.0
    return Fit(0, flat, np.zeros(features.growth.shape[2]), 1.0), float(ahead)


def _class_of(mu: Floats) -> NDArray[np.intp]:
    return np.searchsorted(CLASSES, mu)


def _factors(features: Features, fit: Fit) -> Floats:
    """c per class of mu."""
    looks = list(_looks(features, fit.ahead))
    result = np.ones(len(CLASSES) + 1)
    if not looks:
        return result
    mu, y, k, weight = (np.concatenate(part) for part in zip(*looks, strict=True))
    cost = np.stack([log_wis(quantiles_of(mu, k * c, CHECKED), CHECKED, y) * weight for c in FACTORS])
    kinds = _class_of(mu)
    together = cost.sum(axis=1)
    for kind in range(len(result)):
        here = cost[:, kinds == kind]
        # A class with few areas leans on all of them.
        total = here.sum(axis=1) + together * min(1.0, 300 / len(y))
        penalty = PULL * total[FACTORS == 1.0] * np.abs(np.log(FACTORS))
        result[kind] = FACTORS[int(np.argmin(total + penalty))]
    return result


def _looks(features: Features, ahead: int):  # type: ignore[no-untyped-def]
    """(mu, y, k, weight) of forecasts as they would have been made in the last weeks."""
    some = slice(None, None, max(1, len(features.sums) // AREAS_OF_A_LOOK))
    newest = features.days - 1 - WEEK * ahead
    step = WEEK if newest >= 5 * WEEK + WEEK * ahead else 2
    for j in range(LOOKS if ahead else 0):
        day = newest - step * j
        fit = fit_at(features, day, ahead, ROWS_OF_A_LOOK)
        if fit is None:
            return
        mu = fit.mean(features, day)[some]
        y = features.sums[some, day + WEEK * ahead]
        yield mu, y, np.full(mu.shape, fit.dispersion), np.full(mu.shape, FADE**j)
