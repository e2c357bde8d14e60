"""Caps: no forecast may grow faster than anything like it ever did, so that one wave cannot wreck the rest.

Question: what is the most that can come h+1 steps from now? With
r = log((x[t+h+1] + k) / (top[t] + k)), where top is the highest of the last three values and k the amount
below which growth is chance:
    cap[h]   = max(STEEPEST * (h+1), 1.5 * 99.8 % quantile of r over all areas and past steps)
    quantile <= (top + k) exp(cap[h]) - k
Why: without a cap one variant wave made the error of a pooled regression ten times that of the baseline.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
STEEPEST = float(np.log(2.0))  # doubling at every step is always allowed
MARGIN = 1.5
RARE = 0.998
CHANCE = 20.0  # units of the panel: below this, growth is chance


def ceilings(values: Floats, unit: float, horizon: int) -> Floats:
    """The highest value (areas, horizon) that a forecast after the last step may take; inf where unknown."""
    values = np.maximum(values, 0.0)
    chance = CHANCE * unit
    top = _top(values)
    caps = STEEPEST * np.arange(1.0, horizon + 1)
    for h in range(min(horizon, values.shape[1] - 1)):
        growth = np.log((values[:, h + 1 :] + chance) / (top[:, : values.shape[1] - h - 1] + chance))
        known = growth[np.isfinite(growth)]
        if known.size:
            caps[h] = max(caps[h], MARGIN * float(np.quantile(known, RARE)))
    caps = np.maximum.accumulate(caps)
    last = _last(top)
    return np.where(np.isfinite(last)[:, None], (last[:, None] + chance) * np.exp(caps) - chance, np.inf)


def _top(values: Floats) -> Floats:
    """Highest known value of the last three steps, nan if none."""
    top = values.copy()
    for k in (1, 2):
        top[:, k:] = np.fmax(top[:, k:], values[:, :-k])
    return top


def _last(values: Floats) -> Floats:
    """Last known value of each area, nan if none."""
    at = np.where(np.isfinite(values), np.arange(values.shape[1]), -1).max(axis=1)
    return np.where(at >= 0, np.take_along_axis(values, np.maximum(at, 0)[:, None], axis=1)[:, 0], np.nan)
