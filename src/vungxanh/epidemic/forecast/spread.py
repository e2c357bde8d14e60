"""Spread: from a point forecast to a distribution, by what the same rule got wrong before.

Question: how far does z end up from `centre[area, step, h]`, forecast at `step` for h+1 steps on?
    e[a, t, h] = z[a, t+h+1] - centre[a, t, h]           known from step t+h+1 on
    s[a, t, h] = (sum_j d^j |e[a, t-h-1-j, h]| + k p[t, h]) / (sum_j d^j + k)
                 p: the same mean over all areas
    quantile   = centre + s * Q(e/s)                     Q pooled over all areas and past steps, per h
Assumption: areas differ in how noisy they are, but not in the shape of the noise.
Source: scaled empirical residuals, as in quantile baselines of the forecast hubs; the shrinkage is ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

MEMORY = 0.95  # d: weight of an error one step older
WARM = 4  # errors needed before there is a scale
TINY = 1e-3  # on the log scale: a thousandth
LARGEST = 6.0  # a standardised error counts as no larger
PRIOR = 6.0  # k: the errors of all areas count like this many of one's own


@dataclass(frozen=True)
class Errors:
    """Errors e[a, t, h] of a rule at every past step, and the scale s[a, t, h] known at t."""

    error: NDArray[np.float64]
    scale: NDArray[np.float64]

    def quantiles(
        self, origin: int, levels: NDArray[np.float64], *, symmetric: bool = False
    ) -> NDArray[np.float64]:
        """Offsets from the centre at `origin`, (areas, horizon, levels); zero where nothing is known yet."""
        areas, _, horizon = self.error.shape
        offsets = np.zeros((areas, horizon, len(levels)))
        for h in range(horizon):
            known = max(origin - h, 0)
            standard = self.error[:, :known, h] / self.scale[:, :known, h]
            standard = standard[np.isfinite(standard)]
            if standard.size == 0:
                continue
            standard = np.clip(standard, -LARGEST, LARGEST)
            if symmetric:
                standard = np.concatenate([standard, -standard])
            scale = np.nan_to_num(self.scale[:, origin, h, None])
            offsets[:, h] = scale * np.quantile(standard, levels)
        return offsets


def errors_of(z: NDArray[np.float64], centre: NDArray[np.float64]) -> Errors:
    """Errors of `centre` (areas, steps, horizon) against z (areas, steps), and their running scale."""
    areas, steps, horizon = centre.shape
    error = np.full(centre.shape, np.nan)
    scale = np.full(centre.shape, np.nan)
    for h in range(min(horizon, steps - 1)):
        error[:, : steps - h - 1, h] = z[:, h + 1 :] - centre[:, : steps - h - 1, h]
    for h in range(horizon):
        total, weight = np.zeros(areas), np.zeros(areas)
        for t in range(steps):
            if t > h:
                new = np.abs(error[:, t - h - 1, h])
                given = np.isfinite(new)
                total = MEMORY * total + np.where(given, new, 0.0)
                weight = MEMORY * weight + given
            if t - h < WARM:
                continue
            pooled = total.sum() / weight.sum() if weight.sum() > 0 else 0.0
            own = (total + PRIOR * pooled) / (weight + PRIOR)
            scale[:, t, h] = np.maximum(own, max(pooled / 4, TINY))
    return Errors(error, scale)
