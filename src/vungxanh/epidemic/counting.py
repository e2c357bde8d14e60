"""From accepted rows to Counts: one pass over the rows, then one pass up the tree."""

from datetime import date, timedelta
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.counts import Counts
from vungxanh.epidemic.tally import tally
from vungxanh.epidemic.tree import all_up, sum_up
from vungxanh.territory import Territory


def count(
    events: pl.DataFrame,
    territory: Territory,
    *,
    first: date,
    last: date,
    as_of: date,
    absent: Literal["zero", "unknown"] = "zero",
    reported_through: date | None = None,
    incomplete_from: date | None = None,
    extra: pl.DataFrame | None = None,
) -> Counts:
    """Counts over first..last from rows (area: index, day, n, community, linked).

    A row without `community` counts as a community case, a row without `linked` as of unknown source.
    With `absent="zero"` an area-day without a row is 0 up to `reported_through`; with "unknown" it is not
    reported. Rows outside first..last are ignored. `extra` has columns area, day, name, value.
    """
    areas, days = len(territory), (last - first).days + 1
    cases = np.zeros((areas, days), np.int32)
    rows = _columns(events, first)
    community, unlinked = _add_rows(cases, rows)
    reported = _reported(territory, rows, cases.shape, absent, first, reported_through)
    incomplete = None
    if incomplete_from is not None:
        incomplete = np.arange(days) >= (incomplete_from - first).days
    return Counts(
        territory=territory,
        first=first,
        cases=sum_up(territory, cases),
        community=cases if community is cases else sum_up(territory, community),
        unlinked=_same_or_sum(territory, unlinked, community, cases),
        as_of=as_of,
        reported=reported,
        incomplete=incomplete,
        extra=daily_series(extra, territory, first, days) if extra is not None else {},
    )


def daily_series(
    table: pl.DataFrame, territory: Territory, first: date, days: int
) -> dict[str, NDArray[np.float64]]:
    """Named series from rows (area: index, day, name, value); rows of one day are added, nan elsewhere."""
    series: dict[str, NDArray[np.float64]] = {}
    if table.is_empty():
        return series
    for (name,), part in table.group_by("name", maintain_order=True):
        offset = (part["day"].to_physical() - (first - date(1970, 1, 1)).days).to_numpy()
        inside = (offset >= 0) & (offset < days)
        cell = part["area"].to_numpy()[inside].astype(np.int64) * days + offset[inside]
        size = len(territory) * days
        values = np.bincount(cell, part["value"].to_numpy()[inside], minlength=size).astype(np.float64)
        values[np.bincount(cell, minlength=size) == 0] = np.nan
        series[str(name)] = values.reshape(len(territory), days)
    return series


_Rows = tuple[
    NDArray[np.int32],
    NDArray[np.int32],
    NDArray[np.int32] | None,
    NDArray[np.bool_] | None,
    NDArray[np.bool_] | None,
]


def _columns(events: pl.DataFrame, first: date) -> _Rows:
    """The rows as arrays: area, day offset, n (None: all 1), community, linked (None: nothing recorded)."""
    epoch = (first - date(1970, 1, 1)).days
    offset = events["day"].to_physical().cast(pl.Int32).to_numpy() - np.int32(epoch)
    n = events["n"].to_numpy() if "n" in events.columns and not (events["n"] == 1).all() else None
    return (
        events["area"].cast(pl.Int32).to_numpy(),
        offset,
        None if n is None else n.astype(np.int32),
        _flag(events, "community", default=True),
        _flag(events, "linked", default=False),
    )


def _flag(events: pl.DataFrame, name: str, *, default: bool) -> NDArray[np.bool_] | None:
    if name not in events.columns or events[name].null_count() == events.height:
        return None
    return events[name].fill_null(default).to_numpy()


def _add_rows(cases: NDArray[np.int32], rows: _Rows) -> tuple[NDArray[np.int32], NDArray[np.int32]]:
    """Add all rows into `cases`; returns community and unlinked, which share memory where nothing differs."""
    area, offset, n, community_flag, linked_flag = rows
    community = cases if community_flag is None else np.zeros(cases.shape, np.int32)
    unlinked = community if linked_flag is None else np.zeros(cases.shape, np.int32)
    always, never = np.ones(1, np.bool_), np.zeros(1, np.bool_)
    found = always if community_flag is None else community_flag
    tally(area, offset, n, found, never if linked_flag is None else linked_flag, (cases, community, unlinked))
    return community, unlinked


def _same_or_sum(
    territory: Territory, unlinked: NDArray[np.int32], community: NDArray[np.int32], cases: NDArray[np.int32]
) -> NDArray[np.int32]:
    """Share memory with an array that was already summed up, else sum up."""
    if unlinked is community:
        return cases if community is cases else community
    return sum_up(territory, unlinked)


def _reported(
    territory: Territory,
    rows: _Rows,
    shape: tuple[int, int],
    absent: str,
    first: date,
    reported_through: date | None,
) -> NDArray[np.bool_] | None:
    """Where a report covers the day; None when it always does."""
    if absent == "unknown":
        covered = np.zeros(shape, np.bool_)
        inside = (rows[1] >= 0) & (rows[1] < shape[1])
        covered[rows[0][inside], rows[1][inside]] = True
        return all_up(territory, covered)
    if reported_through is None or reported_through >= first + timedelta(days=shape[1] - 1):
        return None
    covered = np.ones(shape, np.bool_)
    covered[:, max(0, (reported_through - first).days + 1) :] = False
    return covered
