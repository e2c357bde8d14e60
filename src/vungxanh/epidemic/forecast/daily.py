"""Forecast of daily counts: quantiles of the coming days, and of the coming 7-day sums, from the same model."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import blocks_of
from vungxanh.epidemic.forecast.engine import forecast
from vungxanh.epidemic.forecast.paths import sample_paths
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
DRAWS = 400


def forecast_days(
    panel: Panel, *, horizon: int, levels: Floats, parents: NDArray[np.intp] | None = None, seed: int = 0
) -> Floats:
    """Quantiles (areas, horizon, levels) of the days after the panel's last."""
    paths = sample_paths(panel, horizon=horizon, draws=DRAWS, parents=parents, seed=seed)
    return np.moveaxis(np.quantile(paths, levels, axis=0, method="inverted_cdf"), 0, -1).astype(np.float64)


def forecast_sums(
    panel: Panel, *, weeks: int, levels: Floats, parents: NDArray[np.intp] | None = None, seed: int = 0
) -> Floats:
    """Quantiles (areas, weeks, levels) of the sums of days 1-7, 8-14, ... after the panel's last."""
    return forecast(blocks_of(panel), horizon=weeks, levels=levels, parents=parents, seed=seed).quantiles
