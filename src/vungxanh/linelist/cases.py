"""One row per case: which day, which area, found where, linked or not, counted or not."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist.checks import (
    LONGEST_MEMORY_DAYS,
    OLDEST_PERSON,
    ONSET_AFTER_REPORT_DAYS,
    SAMPLE_BEFORE_ONSET_DAYS,
)
from vungxanh.linelist.dates import Dates, Order, read_dates
from vungxanh.linelist.doubles import judge_doubles
from vungxanh.linelist.events import Events
from vungxanh.linelist.headers import DAYS
from vungxanh.linelist.mapping import COUNTED
from vungxanh.linelist.numbers import read_wholes
from vungxanh.linelist.places import find_places, judge_places
from vungxanh.linelist.source import Source
from vungxanh.linelist.totals import judge_totals
from vungxanh.linelist.values import NOT_UNDERSTOOD, dictionary, understand
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message, message
from vungxanh.tables import fold
from vungxanh.territory import Territory

COMMUNITY_PLACES = ("community", "hospital")
"""A case found by screening at a health facility lived in the community until then."""


@dataclass(frozen=True)
class _Days:
    """The day that each case counts on, and the day it became known."""

    day: pl.Series
    known: pl.Series
    columns: dict[str, Dates]
    used: list[str]


def read_line_list(
    source: Source, territory: Territory, as_of: date, date_order: Sequence[str]
) -> tuple[Events, Verdicts, tuple[Message, ...]]:
    """Judges every row and returns the events of those that count."""
    verdicts = Verdicts(source.frame.height, source.row_number, source.columns.of)
    days = _find_days(source, date_order)
    places = find_places(source, territory)
    judge_totals(source, days.day, places.area, verdicts, lambda record: record)
    _judge_days(source, days, as_of, verdicts)
    judge_places(places, verdicts)
    number = _numbers(source, verdicts)
    judge_doubles(source, days.day, places.area, verdicts)
    _judge_classification(source, verdicts)
    _judge_age(source, verdicts)
    events = pl.DataFrame(
        {
            "area": places.area,
            "day": days.day,
            "n": number,
            "community": _community(source, verdicts),
            "linked": _linked(source, verdicts),
        }
    )
    accepted = verdicts.open
    if not accepted.all():
        events = events.filter(pl.Series(accepted))
    readings = (*_day_readings(source, days, accepted), *_community_readings(source))
    return Events(events, absent="zero"), verdicts, readings


def _find_days(source: Source, date_order: Sequence[str]) -> _Days:
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
    known = day
    if "report_date" in columns and used[0] != "report_date":
        report = columns["report_date"].values
        known = report.zip_with(report.is_not_null(), day)
    return _Days(day.alias("day"), known, columns, used)


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


def _judge_days(source: Source, days: _Days, as_of: date, verdicts: Verdicts) -> None:
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
    _judge_order(days.columns, as_of, verdicts)
    for field, dates in days.columns.items():
        if dates.unreadable.any():
            verdicts.mark("bad_other_date", dates.unreadable, field, source.column(field))


def judge_range(day: pl.Series, known: pl.Series, as_of: date, field: str, verdicts: Verdicts) -> None:
    """Rows that were not known yet on `as_of`, and days that no file of today would hold."""
    latest, earliest = known.max(), day.min()
    if isinstance(latest, date) and latest > as_of:
        verdicts.mark("after_as_of", (known > as_of).fill_null(value=False), field, known)
    oldest = date.fromordinal(max(1, as_of.toordinal() - LONGEST_MEMORY_DAYS))
    if isinstance(earliest, date) and earliest < oldest:
        verdicts.mark("date_too_old", (day < oldest).fill_null(value=False), field, day)


def _judge_order(columns: dict[str, Dates], as_of: date, verdicts: Verdicts) -> None:
    """Dates of one case that cannot all be true."""
    for field in ("onset_date", "sample_date", "result_date"):
        if field in columns and (latest := columns[field].values.max()) is not None and latest > as_of:  # type: ignore[operator]
            late = (columns[field].values > as_of).fill_null(value=False)
            verdicts.mark("future_date", late, field, columns[field].values)
    onset, sample, report = (
        columns[name].values if name in columns else None
        for name in ("onset_date", "sample_date", "report_date")
    )
    if onset is not None and sample is not None:
        gap = (onset - sample).dt.total_days()
        wrong = (gap > SAMPLE_BEFORE_ONSET_DAYS).fill_null(value=False)
        verdicts.mark("impossible_order", wrong, "sample_date", sample)
    if onset is not None and report is not None:
        gap = (onset - report).dt.total_days()
        wrong = (gap > ONSET_AFTER_REPORT_DAYS).fill_null(value=False)
        verdicts.mark("impossible_order", wrong, "onset_date", onset)
    if sample is not None and report is not None:
        verdicts.mark("sample_after_report", (sample > report).fill_null(value=False), "sample_date", sample)


def _numbers(source: Source, verdicts: Verdicts) -> pl.Series:
    column = source.column("cases")
    if column is None:
        return pl.repeat(1, source.frame.height, dtype=pl.Int32, eager=True)
    numbers = read_wholes(column)
    verdicts.mark("bad_count", numbers.unreadable, "cases", column)
    verdicts.mark("no_count", numbers.values.is_null(), "cases", column)
    verdicts.mark("negative_count", (numbers.values < 0).fill_null(value=False), "cases", column)
    return numbers.values.cast(pl.Int32)


def _judge_classification(source: Source, verdicts: Verdicts) -> None:
    column = source.column("classification")
    if column is None:
        return
    ours = understand(column, source.mapping.spellings("classification", "classification"))
    counted = list(source.mapping.counted or COUNTED)
    strange = (ours == NOT_UNDERSTOOD).fill_null(value=False)
    uncounted = ours.is_not_null() & ~ours.is_in(counted) & ~strange
    verdicts.mark("not_a_case", uncounted, "classification", column)
    # A case without a class stays a case: nobody becomes green by leaving a column blank.
    verdicts.mark("no_classification", ours.is_null(), "classification")
    verdicts.mark("unknown_value", strange, "classification", column)


def _judge_age(source: Source, verdicts: Verdicts) -> None:
    column = source.column("age")
    if column is None:
        return
    age = read_wholes(column).values
    wrong = ((age < 0) | (age > OLDEST_PERSON)).fill_null(value=False)
    verdicts.mark("age_impossible", wrong, "age", column)


def _flag(source: Source, field: str, verdicts: Verdicts, extra: str | None = None) -> pl.Series | None:
    """A yes/no column as Boolean, null where blank or not understood."""
    column = source.column(field)
    if column is None or column.dtype == pl.Boolean:
        return column
    spellings = source.mapping.spellings(field, "yes_no")
    if extra is not None:
        spellings = {**spellings, **source.mapping.spellings(field, extra)}
    ours = understand(column.cast(pl.String), spellings)
    verdicts.mark("unknown_value", (ours == NOT_UNDERSTOOD).fill_null(value=False), field, column)
    return ours.replace_strict({"yes": True, "no": False}, default=None, return_dtype=pl.Boolean)


def _community(source: Source, verdicts: Verdicts) -> pl.Series:
    """Found in the community: by its own flag, else by where it was found, else by not being imported."""
    flag = _flag(source, "community", verdicts)
    place = source.column("where_found")
    if place is not None:
        known = source.mapping.spellings("where_found", "where_found")
        ours = understand(place.cast(pl.String), known)
        verdicts.mark("unknown_value", (ours == NOT_UNDERSTOOD).fill_null(value=False), "where_found", place)
        named = ours.is_not_null() & ~ours.is_in([NOT_UNDERSTOOD, "unknown"])
        by_place = pl.select(pl.when(named).then(ours.is_in(COMMUNITY_PLACES))).to_series()
        flag = by_place if flag is None else flag.zip_with(flag.is_not_null(), by_place)
    imported = _flag(source, "imported", verdicts)
    if imported is not None:
        flag = (
            ~imported
            if flag is None
            else flag.zip_with(flag.is_not_null() & ~imported.fill_null(value=False), ~imported)
        )
    if flag is None:
        found = source.mapping.constants.get("where_found")
        everywhere = None if found is None else dictionary("where_found").get(fold(found)) in COMMUNITY_PLACES
        return pl.repeat(everywhere, source.frame.height, dtype=pl.Boolean, eager=True)
    return flag


def _linked(source: Source, verdicts: Verdicts) -> pl.Series:
    """Whether the source of infection is known; null where nothing is recorded."""
    flag = _flag(source, "source_known", verdicts, extra="source_known")
    column = source.column("source_case")
    if column is not None:
        ours = understand(column.cast(pl.String), dictionary("no_source"))
        named = pl.select(pl.when(ours.is_not_null()).then(ours == NOT_UNDERSTOOD)).to_series()
        flag = named if flag is None else flag.zip_with(flag.is_not_null(), named)
    if flag is None:
        return pl.repeat(None, source.frame.height, dtype=pl.Boolean, eager=True)
    return flag


def _day_readings(source: Source, days: _Days, accepted: NDArray[np.bool_]) -> tuple[Message, ...]:
    readings = []
    pending = accepted.copy()
    for field in days.used:
        filled = days.columns[field].values.is_not_null().to_numpy() & pending
        pending &= ~filled
        readings.append(
            message(
                "{count} cases count on their {field}",
                count=int(filled.sum()),
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


def _community_readings(source: Source) -> tuple[Message, ...]:
    if not any(field in source.columns.of for field in ("community", "where_found", "imported")):
        return (message("Where cases were found is not recorded"),)
    return ()
