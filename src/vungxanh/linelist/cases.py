"""One row per case: which day, which area, found where, linked or not, counted or not."""

from collections.abc import Sequence
from datetime import date

import polars as pl

from vungxanh.linelist.checks import OLDEST_PERSON
from vungxanh.linelist.days import day_readings, find_days, judge_days
from vungxanh.linelist.doubles import judge_doubles
from vungxanh.linelist.events import Events
from vungxanh.linelist.flags import community, linked
from vungxanh.linelist.mapping import COUNTED
from vungxanh.linelist.numbers import read_wholes
from vungxanh.linelist.places import find_places, judge_places
from vungxanh.linelist.source import Source
from vungxanh.linelist.totals import judge_totals
from vungxanh.linelist.values import NOT_UNDERSTOOD, understand
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message, message
from vungxanh.territory import Territory


def read_line_list(
    source: Source, territory: Territory, as_of: date, date_order: Sequence[str]
) -> tuple[Events, Verdicts, tuple[Message, ...]]:
    """Judges every row and returns the events of those that count."""
    verdicts = Verdicts(source.frame.height, source.row_number, source.columns.of)
    days = find_days(source, date_order)
    places = find_places(source, territory)
    judge_totals(source, days.day, places.area, verdicts, lambda record: record)
    judge_days(source, days, as_of, verdicts)
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
            "community": community(source, verdicts),
            "linked": linked(source, verdicts),
        }
    )
    if days.known is not days.day:  # a report column apart from the one that cases count on
        events = events.with_columns(known=days.known)
    accepted = verdicts.open
    if not accepted.all():
        events = events.filter(pl.Series(accepted))
    readings = (*day_readings(source, days, accepted), *_community_readings(source))
    return Events(events, absent="zero"), verdicts, readings


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


def _community_readings(source: Source) -> tuple[Message, ...]:
    if not any(field in source.columns.of for field in ("community", "where_found", "imported")):
        return (message("Where cases were found is not recorded"),)
    return ()
