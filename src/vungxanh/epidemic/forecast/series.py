"""Series: a panel on the log scale, with the gaps marked and, for the rules that need a number, filled."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.transform import LogScale, log_scale_of
from vungxanh.epidemic.panel import Panel


@dataclass(frozen=True)
class Series:
    """z (areas, steps) with nan gaps; `filled` holds the last known value, nan before the first one."""

    panel: Panel
    scale: LogScale
    z: NDArray[np.float64]
    filled: NDArray[np.float64]


def series_of(panel: Panel) -> Series:
    """The panel's values on its own log scale."""
    scale = log_scale_of(panel.values)
    z = scale.forward(panel.values)
    return Series(panel, scale, z, _carry(z))


def _carry(z: NDArray[np.float64]) -> NDArray[np.float64]:
    last = np.where(np.isnan(z), -1, np.arange(z.shape[1]))
    np.maximum.accumulate(last, axis=1, out=last)
    return np.where(last >= 0, np.take_along_axis(z, np.maximum(last, 0), axis=1), np.nan)
