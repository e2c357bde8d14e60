"""Series: a panel on a transformed scale, with the gaps marked and, for the rules that need a number, filled.

`unit[a, t]` is how much the area usually moves in one step, as known at t, shrunk to all areas:
    unit = (sum_j d^j m[a, t-j] + k mean over areas) / (sum_j d^j + k),    m = |z[t] - z[t-1]|
Changes divided by it are alike in a large, calm area and in a small, noisy one.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.transform import Transform, transform_of
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
MEMORY, PRIOR, FLOOR, TINY = 0.95, 6.0, 0.3, 1e-3


@dataclass(frozen=True)
class Series:
    """z (areas, steps) with nan gaps; `filled` holds the last known value, nan before the first one."""

    panel: Panel
    scale: Transform
    z: Floats
    filled: Floats
    unit: Floats


def series_of(panel: Panel, power: float, *, seen: int | None = None) -> Series:
    """The panel's values on the scale that the first `seen` steps suggest (all of them by default)."""
    scale = transform_of(panel.values[:, :seen], power)
    z = scale.forward(panel.values)
    filled = _carry(z)
    return Series(panel, scale, z, filled, _unit(z, filled))


def _carry(z: Floats) -> Floats:
    last = np.where(np.isnan(z), -1, np.arange(z.shape[1]))
    np.maximum.accumulate(last, axis=1, out=last)
    return np.where(last >= 0, np.take_along_axis(z, np.maximum(last, 0), axis=1), np.nan)


def _unit(z: Floats, filled: Floats) -> Floats:
    """Running mean move per step, shrunk to the mean of all areas and never below a part of it."""
    total, weight = np.zeros(len(z)), np.zeros(len(z))
    unit = np.full(z.shape, TINY)
    for t in range(1, z.shape[1]):
        move = np.abs(filled[:, t] - filled[:, t - 1])
        given = np.isfinite(move) & np.isfinite(z[:, t])
        total = MEMORY * total + np.where(given, move, 0.0)
        weight = MEMORY * weight + given
        pooled = total.sum() / max(weight.sum(), 1e-9)
        unit[:, t] = np.maximum((total + PRIOR * pooled) / (weight + PRIOR), max(FLOOR * pooled, TINY))
    return unit
