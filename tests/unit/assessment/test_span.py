"""Which days are judged, and which count as reported: as a drawn table of June 2021."""

from datetime import date

import pytest

from vungxanh.assessment import NothingToJudge
from vungxanh.assessment.span import Span, plan_span


def june(day: int | None) -> date | None:
    return None if day is None else date(2021, 6, day)


def planned(
    first_row: int | None,
    newest: int | None,
    as_of: int,
    *,
    absent: str = "zero",
    first: int | None = None,
    through: int | None = None,
    needed: int | None = 13,
) -> Span:
    return plan_span(
        first_row=june(first_row),
        newest_row=june(newest),
        first=june(first),
        as_of=date(2021, 6, as_of),
        absent=absent,
        data_through=june(through),
        needed=needed,
    )


@pytest.mark.parametrize(
    ("first_row", "newest", "as_of", "first", "needed", "absent", "axis", "judged", "written"),
    [
        # a register: days before its first row had no case and fill the windows
        (15, 20, 20, None, 13, "zero", 2, 15, 15),
        (15, 20, 20, 18, 13, "zero", 2, 15, 18),
        (15, 20, 20, 16, 0, "zero", 15, 15, 16),
        (15, 20, 20, 10, 5, "zero", 5, 10, 10),
        (15, 20, 20, None, None, "zero", 15, 15, 15),
        # a table of counts: nothing is known of the days before it
        (15, 20, 20, None, 13, "unknown", 15, 15, 15),
        (15, 20, 20, 18, 13, "unknown", 15, 15, 18),
        (15, 20, 20, 10, 13, "unknown", 10, 10, 10),
        # asked for a first day after the last
        (15, 20, 20, 25, 13, "zero", 2, 15, 20),
        # no rows
        (None, None, 20, None, 13, "zero", 7, 20, 20),
    ],
)
def test_days(
    first_row: int | None,
    newest: int | None,
    as_of: int,
    first: int | None,
    needed: int | None,
    absent: str,
    axis: int,
    judged: int,
    written: int,
) -> None:
    span = planned(first_row, newest, as_of, first=first, needed=needed, absent=absent)
    found = (span.axis_first, span.judged_first, span.first, span.last)
    assert found == (june(axis), june(judged), june(written), june(as_of))
    assert span.warmup == judged - axis


@pytest.mark.parametrize(
    ("newest", "as_of", "absent", "through", "reported", "said"),
    [
        (20, 20, "zero", None, None, "taken as complete up to 2021-06-20"),
        (13, 20, "zero", None, None, "taken as complete"),
        (12, 20, "zero", None, 12, "The newest row is of 2021-06-12, 8 days before 2021-06-20"),
        (12, 20, "zero", 20, 20, "declared complete up to 2021-06-20"),
        (20, 20, "zero", 18, 18, "declared complete up to 2021-06-18"),
        (12, 20, "unknown", None, None, "the day was not reported"),
        (12, 20, "unknown", 20, None, "the day was not reported"),
    ],
)
def test_reported_through(
    newest: int, as_of: int, absent: str, through: int | None, reported: int | None, said: str
) -> None:
    span = planned(1, newest, as_of, absent=absent, through=through)
    assert span.reported_through == june(reported)
    assert said in span.readings[0].render("en")


def test_a_stale_list_says_how_to_declare_it_complete() -> None:
    said = planned(1, 2, 20).readings[0]
    assert "--data-through 2021-06-20" in said.render("en")
    assert "--data-through 2021-06-20" in said.render("vi")
    assert "02/06/2021" in said.render("vi")


def test_a_list_without_a_usable_row_reports_nothing() -> None:
    span = planned(None, None, 20)
    assert span.reported_through is not None
    assert span.reported_through < span.axis_first
    assert "no row that counts" in span.readings[0].render("en")
    assert planned(None, None, 20, through=20).reported_through == june(20)


@pytest.mark.parametrize("first_row", [date(1921, 6, 1), date(1, 1, 1)])
def test_a_mistyped_year_is_refused(first_row: date) -> None:
    with pytest.raises(NothingToJudge, match="more than 40 years"):
        plan_span(first_row=first_row, newest_row=date(2021, 6, 1), first=None, as_of=date(2021, 6, 20),
                  absent="zero", data_through=None, needed=13)  # fmt: skip


def test_a_first_day_of_long_ago_is_refused_too() -> None:
    with pytest.raises(NothingToJudge):
        plan_span(first_row=date(2021, 6, 1), newest_row=date(2021, 6, 1), first=date(1921, 6, 1),
                  as_of=date(2021, 6, 20), absent="zero", data_through=None, needed=13)  # fmt: skip
