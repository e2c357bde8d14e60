"""Pooled autoregression of 7-day sums: one mean for all areas, fitted on all of them at once.

Question: what does area a have in the days t + 7(h-1) + 1 .. t + 7h, seen from day t?
    mu[a, t] = exp(sum_g b_g growth[a, t, g]) * sum_j w_j level[a, t, j],        w_j >= 0,  0 <= b_g <= 0.8
w, b are least squares with weights decay^(weeks before t) / (mu + mu^2 / k), over all areas and past
days; k is the best of a grid by the likelihood of the same rows. b is drawn to PRIOR like RIDGE times the
data: a few weeks of many areas are few observations of what all areas have in common.
Assumption: areas differ by what the features say, not in w and b. The bound on b caps the growth.
Source: negative binomial autoregression as in Held, Hohle, Hofmann 2005 (Stat Model 5:187); pooling and
caps ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import nnls

from vungxanh.epidemic.forecast.counts_features import Features
from vungxanh.epidemic.forecast.negative_binomial import log_likelihood

Floats = NDArray[np.float64]
WEEK = 7
DECAY = 0.9
PRIOR = np.array([0.2, 0.1, 0.1])
RIDGE = np.array([1.0, 1.0, 1.0])
LARGEST = 0.8
ROUNDS = 4
GRID = np.geomspace(0.15, 200.0, 24)
LEAST = 1e-3  # a mean is no smaller: nothing is impossible
DENSE = 6  # past days that are used one by one; before that one a week


@dataclass(frozen=True)
class Fit:
    """w (levels), b (growths), k, for targets `ahead` weeks on."""

    ahead: int
    weights: Floats
    growth: Floats
    dispersion: float

    def mean(self, features: Features, day: int) -> Floats:
        """mu (areas) seen from `day`."""
        return _mean(features.level[:, day], features.growth[:, day], self.weights, self.growth)


def fit_at(features: Features, day: int, ahead: int, rows: int) -> Fit | None:
    """The fit that was possible on `day`, from about `rows` rows; None where there are too few days."""
    last = day - WEEK * ahead
    if last < WEEK - 1:
        return None
    areas = len(features.sums)
    days = _training_days(last, max(4, rows // areas))
    some = slice(None, None, max(1, areas * len(days) // (2 * rows)))
    level = features.level[some, days].reshape(-1, features.level.shape[2])
    growth = features.growth[some, days].reshape(-1, features.growth.shape[2])
    y = features.sums[some, days + WEEK * ahead].ravel()
    age = np.broadcast_to((last - days) / WEEK, (len(y) // len(days), len(days))).ravel()
    return _fitted(level, growth, y, DECAY**age, ahead)


def _training_days(last: int, most: int) -> NDArray[np.intp]:
    """Days with a known target, newest first: every one where there are few, else up to every seventh."""
    step = min(max(1, -(-(last - WEEK + 2) // most)), WEEK)
    return np.arange(last, WEEK - 2, -step, dtype=np.intp)[:most]


def _fitted(level: Floats, growth: Floats, y: Floats, recent: Floats, ahead: int) -> Fit:
    b, k = PRIOR, 5.0
    mu = level[:, 0] + 0.1
    weights = np.zeros(level.shape[1])
    for _ in range(ROUNDS):
        precision = recent / (mu + mu * mu / k + 0.05)
        weights = _levels(level * np.exp(growth @ b)[:, None], y, precision)
        mu = _mean(level, growth, weights, b)
        b = _growths(mu, growth, y, recent / (mu + mu * mu / k + 0.05), b)
        mu = _mean(level, growth, weights, b)
        k = _dispersion(y, mu, recent)
    return Fit(ahead, weights, b, k)


def _mean(level: Floats, growth: Floats, weights: Floats, b: Floats) -> Floats:
    return np.maximum(level @ weights * np.exp(growth @ b), LEAST)


def _levels(x: Floats, y: Floats, precision: Floats) -> Floats:
    """Weighted least squares with w >= 0, from the normal equations."""
    normal = (x * precision[:, None]).T @ x
    normal += np.diag(np.diag(normal) * 1e-3 + 1e-9)
    root = np.linalg.cholesky(normal)
    weights: Floats = nnls(root.T, np.linalg.solve(root, (x * precision[:, None]).T @ y))[0]
    return weights


def _growths(mu: Floats, growth: Floats, y: Floats, precision: Floats, b: Floats) -> Floats:
    """One Gauss-Newton step of b towards the data and PRIOR."""
    slope = mu[:, None] * growth
    normal = (slope * precision[:, None]).T @ slope
    pull = np.diag(normal) * RIDGE + 1e-6
    ahead = (slope * precision[:, None]).T @ (y - mu) + pull * (PRIOR - b)
    return np.clip(b + np.linalg.solve(normal + np.diag(pull), ahead), 0.0, LARGEST)


def _dispersion(y: Floats, mu: Floats, recent: Floats) -> float:
    some = slice(None, None, max(1, len(y) // 6000))
    score = log_likelihood(y[some], mu[some], GRID[:, None]) @ recent[some]
    return float(GRID[int(np.argmax(score))])
