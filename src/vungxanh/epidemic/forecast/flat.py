"""Flat: the median stays at the last value, as in the baseline of every forecast hub.

Question: what if nothing changes but chance? centre[a, t, h] = z[a, t] for all h; errors made symmetric, so
the median is exactly the last value. Assumption: past changes over h steps, up or down, tell the spread.
Where none has been seen yet, USUAL stands for it.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

from vungxanh.epidemic.forecast.series import Series, series_of
from vungxanh.epidemic.forecast.spread import errors_of
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
USUAL = 0.4  # sd of the log change per step where nothing is known: what weekly counts of an outbreak do


def flat_at(
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
        centre = np.repeat(series.filled[:, :, None], horizon, axis=2)
        errors = errors_of(series.z, centre)
        known = series.scale.back(centre[:, o, :, None] + errors.quantiles(o, levels, symmetric=True))
        guessed = np.isnan(errors.scale[:, o, :, None])
        out.append(np.where(guessed, _guess(series, horizon, levels), known))
    return np.stack(out)


def _guess(series: Series, horizon: int, levels: Floats) -> Floats:
    """Quantiles when no change has been seen yet: log-normal, and what chance does to such a count."""
    unit = series.scale.unit[:, None, None]
    last = series.scale.back(series.filled[:, -1])[:, None, None] + unit
    ahead = np.arange(1.0, horizon + 1)[:, None]
    spread = np.sqrt(USUAL**2 * ahead + unit / last)
    guess: Floats = np.maximum(last * np.exp(spread * norm.ppf(levels)) - unit, 0.0)
    return guess
