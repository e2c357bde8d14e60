"""Flat: the median stays at the last value, as in the baseline of every forecast hub.

Question: what if nothing changes but chance? centre[a, t, h] = z[a, t] for all h; errors made symmetric, so
the median is exactly the last value. Assumption: past changes over h steps, up or down, tell the spread.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.series import series_of
from vungxanh.epidemic.forecast.spread import errors_of
from vungxanh.epidemic.panel import Panel


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
        out.append(series.scale.back(centre[:, o, :, None] + errors.quantiles(o, levels, symmetric=True)))
    return np.stack(out)
