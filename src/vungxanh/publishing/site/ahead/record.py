"""A chart of earlier forecasts beside what came: a bar for each day forecast, a mark for the count."""

from dataclasses import dataclass

import numpy as np
import polars as pl

from vungxanh.publishing.site.charts.axis import Tick, value_ticks
from vungxanh.publishing.site.charts.bands import TOP


@dataclass(frozen=True, slots=True)
class Bar:
    """One day: the interval, its middle and what was counted; x in per cent, y from the top in TOP units."""

    x: float
    low: float
    high: float
    middle: float
    counted: float
    inside: bool


@dataclass(frozen=True, slots=True)
class Seen:
    """The days of a record, on an axis without gaps."""

    columns: int
    bars: tuple[Bar, ...]
    y_ticks: tuple[Tick, ...]
    inside: int


def seen(record: pl.DataFrame) -> Seen:
    """From rows of one place and horizon, by target day; a later publication of the same day counts last."""
    rows = record.unique("target_end_date", keep="last", maintain_order=True)
    first, last = rows["target_end_date"][0], rows["target_end_date"][-1]
    columns = (last - first).days + 1
    highest = max(1.0, *(float(np.nanmax(rows[name].to_numpy())) for name in ("high", "counted")))
    bars = tuple(
        Bar(
            x=round(((row["target_end_date"] - first).days + 0.5) / columns * 100, 2),
            low=TOP - row["low"] / highest * TOP,
            high=TOP - row["high"] / highest * TOP,
            middle=TOP - row["middle"] / highest * TOP,
            counted=TOP - row["counted"] / highest * TOP,
            inside=row["low"] <= row["counted"] <= row["high"],
        )
        for row in rows.iter_rows(named=True)
    )
    ticks = tuple(Tick(TOP - value / highest * TOP, value) for value in value_ticks(int(highest)))
    return Seen(columns, bars, ticks, sum(bar.inside for bar in bars))
