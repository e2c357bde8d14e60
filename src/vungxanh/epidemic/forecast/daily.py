"""Forecast of daily counts: quantiles of the coming days and of the coming 7-day sums, from one model."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.marginals import week_marginals
from vungxanh.epidemic.forecast.paths import sample_paths
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
DRAWS = 400


def forecast_days(
    panel: Panel, *, horizon: int, levels: Floats, parents: NDArray[np.intp] | None = None, seed: int = 0
) -> Floats:
    """Quantiles (areas, horizon, levels) of the days after the panel's last; nan for an area without data."""
    paths = sample_paths(panel, horizon=horizon, draws=DRAWS, parents=parents, seed=seed)
    place = np.clip(np.ceil(levels * DRAWS - 1e-9).astype(np.intp) - 1, 0, DRAWS - 1)
    result = np.empty((len(panel.areas), horizon, len(levels)))
    for a in range(len(panel.areas)):
        result[a] = np.sort(np.ascontiguousarray(paths[:, a].T), axis=-1)[:, place]
    result[np.isnan(panel.values).all(axis=1)] = np.nan
    return result


def forecast_sums(
    panel: Panel, *, weeks: int, levels: Floats, parents: NDArray[np.intp] | None = None
) -> Floats:
    """Quantiles (areas, weeks, levels) of the sums of days 1-7, 8-14, ... after the panel's last."""
    above = np.full(len(panel.areas), -1) if parents is None else np.asarray(parents, np.intp)
    return week_marginals(panel.values, above, weeks, levels)
