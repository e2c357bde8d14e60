"""Hubverse rows: our forecasts out, anyone's forecasts in.

    reference_date  location  horizon  target_end_date  output_type  output_type_id  value
    2021-07-09      27346     1        2021-07-10       quantile     0.025           0
    2021-07-09      27346     1        2021-07-10       quantile     0.5             3

horizon = ceil((target_end_date - reference_date) / step): a week that ends on the day itself has 0.
"""

from collections.abc import Sequence
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message
from vungxanh.tables import Column, read_long

HUB_COLUMNS = (
    "reference_date",
    "location",
    "horizon",
    "target_end_date",
    "output_type",
    "output_type_id",
    "value",
)
LEVELS = np.array([0.01, 0.025, *(round(0.05 * k, 2) for k in range(1, 20)), 0.975, 0.99])
_READ = (
    Column("reference_date", "date", empty=True, also=("forecast_date", "origin_date")),
    Column("location", "text", empty=True, also=("area",)),
    Column("horizon", "whole", required=False, empty=True),
    Column("target_end_date", "date", empty=True),
    Column("output_type", "text", required=False, empty=True),
    Column("output_type_id", "text", empty=True),
    Column("value", "number", empty=True),
    Column("model", "text", required=False, empty=True, also=("model_id",)),
    Column("target", "text", required=False, empty=True),
)


class NotAForecast(VungXanhError):
    """A file of forecasts holds nothing that can be scored, or something twice."""


def hub_frame(
    reference: date,
    locations: Sequence[str],
    ends: Sequence[date],
    levels: NDArray[np.float64],
    quantiles: NDArray[np.float64],
    *,
    step: int,
) -> pl.DataFrame:
    """The rows of quantiles (locations, ends, levels); locations without a forecast (nan) have none."""
    shape = quantiles.shape
    place, end, level = (axis.ravel() for axis in np.indices(shape))
    days = np.array([(e - reference).days for e in ends])
    return pl.DataFrame(
        {
            "reference_date": pl.Series([reference], dtype=pl.Date).new_from_index(0, place.size),
            "location": pl.Series(locations, dtype=pl.String).gather(place),
            "horizon": np.ceil(days / step).astype(np.int64)[end],
            "target_end_date": pl.Series(list(ends), dtype=pl.Date).gather(end),
            "output_type": pl.Series(["quantile"]).new_from_index(0, place.size),
            "output_type_id": levels[level],
            "value": quantiles.ravel(),
        }
    ).filter(pl.col("value").is_finite())


def read_hub(path: Path, *, target: str | None = None) -> pl.DataFrame:
    """model, reference_date, location, horizon, target_end_date, level, value of the quantile rows of one
    file.

    The model is the column model_id where there is one, else the file's name. A file of several targets
    needs the one meant.
    """
    frame = read_long(path, _READ)
    if "output_type" in frame.columns:
        frame = frame.filter(pl.col("output_type") == "quantile")
    frame = _of_target(path, frame, target).with_columns(
        pl.col("output_type_id").cast(pl.Float64, strict=False).round(6).alias("level")
    )
    if "model" not in frame.columns:
        frame = frame.with_columns(model=pl.lit(path.stem))
    if "horizon" not in frame.columns:
        frame = frame.with_columns(horizon=_horizons(frame))
    columns = ("model", "reference_date", "location", "horizon", "target_end_date", "level", "value")
    return _checked(path, frame.select(columns))


def _of_target(path: Path, frame: pl.DataFrame, target: str | None) -> pl.DataFrame:
    if "target" not in frame.columns:
        return frame
    targets = sorted({str(name) for name in frame["target"].drop_nulls()})
    if target is not None:
        return frame.filter(pl.col("target") == target)
    # European files name the week inside the target: "1 wk ahead inc case".
    kinds = {name.split(" ahead ")[-1] for name in targets}
    if len(kinds) > 1:
        raise NotAForecast(
            message(
                "{file} holds forecasts of several targets, say which one is meant: {targets}",
                file=path.name,
                targets="; ".join(targets),
            )
        )
    return frame


def _horizons(frame: pl.DataFrame) -> pl.Series:
    days = (frame["target_end_date"] - frame["reference_date"]).dt.total_days()
    weekly = frame["target_end_date"].dt.weekday().n_unique() == 1
    return (days / (7 if weekly else 1)).ceil().cast(pl.Int64)


def _checked(path: Path, frame: pl.DataFrame) -> pl.DataFrame:
    """Refuses gaps, levels outside 0..1, and a level given twice for one task."""
    wrong = frame.filter(
        pl.any_horizontal(pl.all().is_null()) | ~pl.col("level").is_between(0, 1, closed="none")
    )
    if wrong.height:
        raise NotAForecast(
            message(
                "{file} has a quantile row that lacks something or whose level is not between 0 and 1: {row}",
                file=path.name,
                row=_shown(wrong),
            )
        )
    if frame.is_empty():
        raise NotAForecast(message("{file} holds no quantile rows", file=path.name))
    key = ["model", "reference_date", "location", "target_end_date", "level"]
    twice = frame.filter(frame.select(key).is_duplicated())
    if twice.height:
        raise NotAForecast(message("{file} gives a quantile twice: {row}", file=path.name, row=_shown(twice)))
    return frame


def _shown(rows: pl.DataFrame) -> str:
    return ", ".join(f"{name} = {value}" for name, value in zip(rows.columns, rows.row(0), strict=True))


def ends_after(last: date, day: date, step: int, horizon: int) -> tuple[int, list[date]]:
    """The `horizon` steps that end on or after `day` and after `last`, and how many come before."""
    skipped = max(0, -((last - day).days // step) - 1) if last < day else 0
    return skipped, [last + timedelta(days=step * (skipped + k + 1)) for k in range(horizon)]
