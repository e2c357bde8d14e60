"""The forecast engine: a panel of past values in, quantiles of the coming steps out."""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.flat import flat_at
from vungxanh.epidemic.forecast.series import series_of
from vungxanh.epidemic.forecast.trend import trend_at
from vungxanh.epidemic.panel import Panel
from vungxanh.messages import Message, message


@dataclass(frozen=True)
class Forecast:
    """Quantiles (areas, horizon, levels) of the steps 1..horizon after `last_end`; nan for an area without data.

    `weights` (members, horizon) say how much each member counts; every column sums to 1.
    """

    areas: tuple[str, ...]
    last_end: date
    step: int
    levels: NDArray[np.float64]
    quantiles: NDArray[np.float64]
    members: tuple[str, ...]
    weights: NDArray[np.float64]
    notes: tuple[Message, ...]


def forecast(
    panel: Panel,
    *,
    horizon: int,
    levels: NDArray[np.float64],
    parents: NDArray[np.intp] | None = None,
    seed: int = 0,
) -> Forecast:
    """Predictive quantiles for the next `horizon` steps of every area."""
    series = series_of(panel)
    origin = np.array([panel.steps - 1])
    parts = [rule(series, origin, horizon, levels)[0] for rule in (flat_at, trend_at)]
    quantiles = np.sort(series.scale.back(np.mean(parts, axis=0)), axis=-1)
    weights = np.full((2, horizon), 0.5)
    empty = int(np.isnan(panel.values).all(axis=1).sum())
    notes = (message("{n} areas have no value at all and get no forecast.", n=empty),) if empty else ()
    return Forecast(
        panel.areas, panel.last_end, panel.step, levels, quantiles, ("flat", "trend"), weights, notes
    )
