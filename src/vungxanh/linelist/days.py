"""The day that each case of a line list counts on, and dates that cannot be true."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist.checks import (
    FEWEST_FOR_STRAYS,
    FURTHEST_FUTURE_DAYS,
    LONGEST_MEMORY_DAYS,
    ONSET_AFTER_REPORT_DAYS,
    SAMPLE_BEFORE_ONSET_DAYS,
    STRAY_GAP_DAYS,
)
from vungxanh.linelist.dates import Dates, Order, read_dates
from vungxanh.linelist.headers import DAYS
from vungxanh.linelist.perday import per_day
from vungxanh.linelist.source import Source
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message, message


@dataclass(frozen=True)
class Days:
    """The day that each case counts on, and the day it became known.

    `columns` are all dates of the file in the order wanted, `used` those that some case counts on.
    """

    day: pl.Series
    known: pl.Series
    columns: dict[str, Dates]
    used: list[str]


def find_days(source: Source, date_order: Sequence[str]) -> Days:
    """The first date of each case that is filled in, in the order wanted."""
    wanted = [f"{name}_date" for name in date_order]
    order = [*wanted, *(field for field in DAYS if field not in wanted)]
    columns = _read_columns(source, [field for field in order if field in source.columns.of])
    day: pl.Series | None = None
    used: list[str] = []
    for field, dates in columns.items():
        if day is None or day.null_count():
            used.append(field)
            day = dates.values if day is None else day.zip_with(day.is_not_null(), dates.values)
    assert day is not None
    day = day.rechunk().alias("day")
    known = day
    if "report_date" in columns and used[0] != "report_date":
        report = columns["report_date"].values
        known = report.zip_with(report.is_not_null(), day)
    return Days(day, known, columns, used)


def _read_columns(source: Source, fields: Sequence[str]) -> dict[str, Dates]:
    """Dates of several columns; one that could be read both ways follows the others if they agree."""
    pattern = source.mapping.date_format
    frame, of = source.frame, source.columns.of
    read = {field: read_dates(frame[of[field]], pattern=pattern) for field in fields}
    sure: set[Order] = {dates.order for dates in read.values() if dates.certain and dates.order}
    if len(sure) == 1:
        shared = next(iter(sure))
        for field, dates in read.items():
            if not dates.certain and dates.order != shared:
                read[field] = read_dates(frame[of[field]], order=shared)
    return read


def judge_days(source: Source, days: Days, as_of: date, verdicts: Verdicts) -> None:
    """Refuses rows without a day that can be trusted, and sets aside what became known later."""
    pending: NDArray[np.bool_] | None = None
    for field, dates in days.columns.items():
        if dates.unreadable.any():
            faulty = dates.unreadable.to_numpy()
            verdicts.mark(
                "bad_date", faulty if pending is None else faulty & pending, field, source.column(field)
            )
        if not dates.values.null_count():
            break
        blank = dates.values.is_null().to_numpy()
        pending = blank if pending is None else pending & blank
    if days.day.null_count():
        verdicts.mark("no_date", days.day.is_null(), days.used[0])
    judge_range(days.day, days.known, as_of, days.used[0], verdicts)
    _judge_order(days.columns, verdicts)
    for field, dates in days.columns.items():
        if dates.unreadable.any():
            verdicts.mark("bad_other_date", dates.unreadable, field, source.column(field))


def judge_range(day: pl.Series, known: pl.Series, as_of: date, field: str, verdicts: Verdicts) -> None:
    """Days that no file of our time would hold, and rows that were not known yet on `as_of`."""
    latest, earliest = known.max(), day.min()
    if not isinstance(latest, date) or not isinstance(earliest, date):
        return
    furthest = date.fromordinal(min(date.max.toordinal(), as_of.toordinal() + FURTHEST_FUTURE_DAYS))
    if latest > furthest or day.max() > furthest:  # type: ignore[operator]
        verdicts.mark(
            "future_date", ((known > furthest) | (day > furthest)).fill_null(value=False), field, day
        )
    oldest = date.fromordinal(max(1, as_of.toordinal() - LONGEST_MEMORY_DAYS))
    if earliest < oldest:
        verdicts.mark("date_too_old", (day < oldest).fill_null(value=False), field, day)
    if latest > as_of or day.max() > as_of:  # type: ignore[operator]
        verdicts.mark("after_as_of", ((known > as_of) | (day > as_of)).fill_null(value=False), field, known)
    _judge_strays(day, field, verdicts)


def _judge_strays(day: pl.Series, field: str, verdicts: Verdicts) -> None:
    """A slip of the year leaves a few rows far from all others; they would stretch the calendar."""
    kept = verdicts.open & day.is_not_null().to_numpy() if day.null_count() else verdicts.open
    count = int(np.count_nonzero(kept))
    if count < FEWEST_FOR_STRAYS:
        return
    numbers = day.to_physical().fill_null(0).to_numpy()
    at = numbers if count == len(numbers) else numbers[kept]
    first, last = int(at.min()), int(at.max())
    if last - first <= STRAY_GAP_DAYS:
        return
    daily = per_day(at, first, last)
    days = np.flatnonzero(daily)
    gaps = np.flatnonzero(np.diff(days) > STRAY_GAP_DAYS)
    before = np.cumsum(daily)
    for gap in gaps[::-1].tolist():
        if before[days[gap]] * 100 < count:
            strays = kept & (numbers <= first + days[gap])
            verdicts.mark("far_date", strays, field, day)
            break
    for gap in gaps.tolist():
        if (count - before[days[gap]]) * 100 < count:
            strays = kept & (numbers >= first + days[gap + 1])
            verdicts.mark("far_date", strays, field, day)
            break


def _judge_order(columns: dict[str, Dates], verdicts: Verdicts) -> None:
    """Dates of one case that cannot all be true."""
    onset, sample, report = (
        columns[name].values if name in columns else None
        for name in ("onset_date", "sample_date", "report_date")
    )
    if onset is not None and sample is not None:
        wrong = _longer(onset - sample, SAMPLE_BEFORE_ONSET_DAYS)
        verdicts.mark("impossible_order", wrong, "sample_date", sample)
    if onset is not None and report is not None:
        wrong = _longer(onset - report, ONSET_AFTER_REPORT_DAYS)
        verdicts.mark("impossible_order", wrong, "onset_date", onset)
    if sample is not None and report is not None:
        wrong = _longer(sample - report, ONSET_AFTER_REPORT_DAYS)
        verdicts.mark("impossible_order", wrong, "sample_date", sample)
        verdicts.mark("sample_after_report", _longer(sample - report, 0), "sample_date", sample)


def _longer(gap: pl.Series, days: int) -> pl.Series:
    return (gap.dt.total_days() > days).fill_null(value=False)


def day_readings(source: Source, days: Days, accepted: NDArray[np.bool_]) -> tuple[Message, ...]:
    """Which dates were used, and how ambiguous ones were read."""
    readings = []
    pending = accepted
    for field in days.used:
        values = days.columns[field].values
        filled = values.is_not_null().to_numpy() & pending if values.null_count() else pending
        pending = pending & ~filled
        readings.append(
            message(
                "{count} cases count on their {field}",
                count=int(np.count_nonzero(filled)),
                field=source.columns.of[field],
            )
        )
    for field, dates in days.columns.items():
        if dates.order == "mdy":
            readings.append(message("Column {column}: month before day", column=source.columns.of[field]))
        elif not dates.certain:
            readings.append(
                message(
                    "Column {column}: read day before month; no date shows which",
                    column=source.columns.of[field],
                )
            )
    return tuple(readings)
