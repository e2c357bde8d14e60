"""Trend: the recent slope goes on, more weakly each step, as far as the past of all areas supports it.

Question: where does the present growth lead? With the smoothed slope
    g[a, t] = a0 g[a, t-1] + (1 - a0) (z[a, t] - z[a, t-1]),
    centre[a, t, h] = z[a, t] + b[h] (D + D^2 + ... + D^(h+1)) g[a, t]
D = 0.85 damps; b[h] in 0..1 is the least-squares fit over all areas and past steps, shrunk to 0.
Source: damped trend of Gardner and McKenzie (1985) on the log scale; the pooled b is ours.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.series import Series, series_of
from vungxanh.epidemic.forecast.spread import errors_of
from vungxanh.epidemic.panel import Panel

SMOOTH, DAMP, RIDGE = 0.5, 0.85, 1.0


def slopes_of(filled: NDArray[np.float64]) -> NDArray[np.float64]:
    """Exponentially smoothed differences g[a, t]."""
    slopes = np.zeros_like(filled)
    for t in range(1, filled.shape[1]):
        slopes[:, t] = SMOOTH * slopes[:, t - 1] + (1 - SMOOTH) * (filled[:, t] - filled[:, t - 1])
    return slopes


def trend_at(
    panel: Panel,
    origins: list[int],
    horizon: int,
    levels: NDArray[np.float64],
    _seed: int = 0,
    _parents: NDArray[np.intp] | None = None,
    *,
    power: float,
) -> NDArray[np.float64]:
    """Quantiles of values, (origins, areas, horizon, levels)."""
    out = []
    for o in origins:
        series = series_of(panel.until(o + 1), power)
        path = slopes_of(series.filled)[:, :, None] * np.cumsum(DAMP ** np.arange(1, horizon + 1))
        strength = _strength(series, path, o)
        centre = series.filled[:, :, None] + strength * path
        errors = errors_of(series.z, centre)
        out.append(series.scale.back(centre[:, o, :, None] + errors.quantiles(o, levels)))
    return np.stack(out)


def _strength(series: Series, path: NDArray[np.float64], origin: int) -> NDArray[np.float64]:
    """b[h]: how much of the damped trend came true in all areas up to `origin`."""
    horizon = path.shape[2]
    strength = np.zeros(horizon)
    for h in range(horizon):
        known = origin - h
        if known < 2:
            continue
        moved = series.z[:, h + 1 : origin + 1] - series.filled[:, :known]
        expected = path[:, :known, h]
        given = np.isfinite(moved) & np.isfinite(expected)
        m, x = moved[given], expected[given]
        strength[h] = np.clip((m @ x) / (x @ x + RIDGE), 0.0, 1.0)
    return strength
