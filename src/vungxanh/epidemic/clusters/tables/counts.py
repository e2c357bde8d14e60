"""Counts and baselines by area and day, onto the axis of the places."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.errors import ClusterError, some
from vungxanh.epidemic.clusters.tables.areas import Listed
from vungxanh.messages import Message, message
from vungxanh.tables import Column, read_long

_AREA = Column("area", "text", also=("location", "area_code", "ward_code", "village_code", "code"))
_FIRST_ROW = 2


def read_counts(path: Path) -> pl.DataFrame:
    """area, date, cases as written; on_axis puts them in their places."""
    columns = [_AREA, Column("date", "date", also=("day",)), Column("cases", "count", also=("value", "n"))]
    frame = read_long(path, columns)
    return frame.with_row_index("row", offset=_FIRST_ROW).with_columns(file=pl.lit(path.name))


def read_baseline(path: Path) -> pl.DataFrame:
    """area, date, expected as written: what a forecast or nowcast expects on each day."""
    columns = [_AREA, Column("date", "date"), Column("expected", "number", also=("value", "mean"))]
    frame = read_long(path, columns)
    return frame.with_row_index("row", offset=_FIRST_ROW).with_columns(file=pl.lit(path.name))


def on_axis(
    frame: pl.DataFrame, listed: Listed, *, value: str, as_of: date, days: int
) -> tuple[NDArray[np.float64], list[Message]]:
    """(areas, days) up to and including `as_of`, from the first row on and at least `days` days.

    An area or day without a row counts 0. Rows after `as_of` are left out, and those of known areas
    of other levels. Raises ClusterError for unknown codes and where nothing is left.
    """
    _check_known(frame, listed)
    index = {code: at for at, code in enumerate(listed.places.codes)}
    level = frame.filter(pl.col("area").is_in(list(index)))
    used = level.filter(pl.col("date") <= as_of)
    if not used.height:
        raise ClusterError(
            message("{file} has no row up to {day}", file=str(frame["file"][0]), day=as_of)
            if frame.height
            else message("The table of counts has no rows")
        )
    oldest, newest = used["date"].min(), used["date"].max()
    assert isinstance(oldest, date)
    assert isinstance(newest, date)
    first = min(oldest, as_of - timedelta(days=days - 1))
    table = np.zeros((len(index), (as_of - first).days + 1))
    at = used["area"].replace_strict(index, return_dtype=pl.Int64).to_numpy()
    day = (used["date"] - first).dt.total_days().to_numpy()
    np.add.at(table, (at, day), used[value].to_numpy())
    return table, _notes(frame, level, newest, as_of)


def _check_known(frame: pl.DataFrame, listed: Listed) -> None:
    unknown = frame.filter(~pl.col("area").is_in(list(listed.known)))
    if unknown.height:
        codes = unknown["area"].unique(maintain_order=True).to_list()
        raise ClusterError(
            message(
                "{file}, row {row}: area {area} is not in the list of areas ({n} unknown codes: {codes})",
                file=str(unknown["file"][0]),
                row=int(unknown["row"][0]),
                area=codes[0],
                n=len(codes),
                codes=some(codes),
            )
        )


def _notes(frame: pl.DataFrame, level: pl.DataFrame, newest: date, as_of: date) -> list[Message]:
    notes = []
    if level.height < frame.height:
        notes.append(
            message("{n} rows of areas of another level were left out", n=frame.height - level.height)
        )
    if newest < as_of:
        notes.append(
            message("The newest row is of {day}; the days after it count as days without a case", day=newest)
        )
    return notes
