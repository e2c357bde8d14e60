"""Files of forecasts, a truth and a baseline become a scoreboard."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from vungxanh.epidemic.forecast.baseline import FLAT, flat_frame, regular
from vungxanh.epidemic.forecast.gaps import Absent, meaning_of_gaps
from vungxanh.epidemic.forecast.hub import NotAForecast, read_hub
from vungxanh.epidemic.forecast.vintage import newest
from vungxanh.epidemic.scores import score_board
from vungxanh.messages import Message, message


class NoSuchBaseline(NotAForecast):
    """--baseline names neither a model among the forecasts nor "flat"."""


class NothingToScore(NotAForecast):
    """No target of any forecast is in the truth."""


@dataclass(frozen=True)
class Scoring:
    """What to compare with, and how to read the truth; `sums`: targets are 7-day sums of it."""

    baseline: str
    target: str | None = None
    sums: bool = False
    absent: Absent = "auto"


def score_files(
    files: Sequence[Path], truth: pl.DataFrame, how: Scoring
) -> tuple[pl.DataFrame, tuple[Message, ...]]:
    """The scoreboard of all models in the files; "flat" is the built-in baseline.

    truth: area, date, value [, as_of]: the newest version is the truth, earlier ones say what was known when.
    """
    forecasts = pl.concat([read_hub(file, target=how.target) for file in files])
    _check_once(forecasts)
    models = forecasts["model"].unique().sort().to_list()
    daily = how.sums or truth["date"].dt.weekday().n_unique() > 1
    absent, notes = meaning_of_gaps(truth, how.absent, daily=daily)
    if how.baseline == FLAT and FLAT not in models:
        flat = flat_frame(forecasts, truth, absent=absent, sums=how.sums)
        if flat.is_empty():
            raise NoSuchBaseline(
                message(
                    "The flat baseline has nothing to start from: no value was known before {day}.",
                    day=forecasts["reference_date"].min(),
                )
            )
        forecasts = pl.concat([forecasts, flat.select(forecasts.columns)])
    elif how.baseline not in models:
        raise NoSuchBaseline(
            message(
                "Baseline {name} is not among the models: {models} (or the built-in {flat}).",
                name=how.baseline,
                models=", ".join(models),
                flat=FLAT,
            )
        )
    known = regular(newest(truth), absent=absent, sums=how.sums).rename({"area": "location"})
    if forecasts.join(
        known, left_on=["location", "target_end_date"], right_on=["location", "date"]
    ).is_empty():
        raise NothingToScore(
            message(
                "No target of the forecasts is in the truth: it has e.g. {truth}, they have e.g. {forecast}.",
                truth=_example(known, "date"),
                forecast=_example(forecasts, "target_end_date"),
            )
        )
    return score_board(forecasts, known, baseline=how.baseline), notes


def _check_once(forecasts: pl.DataFrame) -> None:
    """Two files of one model must not answer the same task."""
    key = ["model", "reference_date", "location", "target_end_date", "level"]
    twice = forecasts.filter(forecasts.select(key).is_duplicated())
    if twice.height:
        row = twice.row(0, named=True)
        raise NotAForecast(
            message(
                "Two files give the same quantile of model {model}: {location}, reference date {day}.",
                model=row["model"],
                location=row["location"],
                day=row["reference_date"],
            )
        )


def _example(rows: pl.DataFrame, column: str) -> str:
    return f"{rows['location'][0]} {rows[column][0]}" if rows.height else "-"
