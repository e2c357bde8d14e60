"""Circular 15/2026, drawn: epidemics and early warnings in a commune, July and August 2026."""

from datetime import date

import numpy as np
import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import judged
from vungxanh.epidemic import Counts
from vungxanh.zoning import History

COMMUNE = territory(levels=["ward"], parent=[-1], touching=None)
WEDNESDAY = date(2026, 7, 1)
"""1 July 2026: the first of a month, but not of a week."""
MONDAY = date(2026, 7, 6)


def cases_from(first: date, cases: list[int], linked: list[int] | None = None) -> Counts:
    return counts([cases], COMMUNE, first=first, linked=None if linked is None else [linked])


def history(months: list[float], weeks: list[float]) -> History:
    """The same totals for every month and week of five earlier years, the newest last."""
    years = range(2026 - len(months), 2026)
    return History(
        {
            "month": {year: np.full((1, 12), total) for year, total in zip(years, months, strict=True)},
            "week": {year: np.full((1, 53), total) for year, total in zip(years, weeks, strict=True)},
        }
    )


# mean 4, standard deviation sqrt(8 / 4) = 1.41: the limits are 4 + 2.83 = 6.83 and 4 + 1.41 = 5.41
FIVE_YEARS = history([2, 4, 4, 4, 6], [2, 4, 4, 4, 6])


def endemic(given: Counts, past: History | None) -> str:
    return judged("vn-15-2026-endemic", given, history=past)["A"]


class TestEndemic:
    @pytest.mark.parametrize(("cases", "drawn"), [
        ([6, 0, 0], "www"),    # 6 in the month is not above 6.83; 6 in the week reaches 5.41
        ([7, 0, 0], "eee"),
        ([5, 0, 0], "nnn"),
        ([5, 1, 0], "nww"),
        ([5, 1, 1], "nwe"),
        ([0, 0, 0], "nnn"),
    ])  # fmt: skip
    def test_cumulative_since_the_first_and_since_monday(self, cases: list[int], drawn: str) -> None:
        june = [0, 0]  # Monday and Tuesday of the same week
        assert endemic(cases_from(date(2026, 6, 1), [0] * 28 + june + cases), FIVE_YEARS)[-3:] == drawn

    def test_the_month_counts_afresh_on_the_first(self) -> None:
        # four cases at the end of June and four at the start of July never make eight
        assert endemic(cases_from(date(2026, 6, 1), [0] * 28 + [0, 4, 1]), FIVE_YEARS)[-1] == "n"

    def test_exactly_the_limit_is_a_warning_but_no_epidemic(self) -> None:
        same_every_year = history([5, 5, 5, 5, 5], [5, 5, 5, 5, 5])
        assert endemic(cases_from(MONDAY, [4]), same_every_year) == "?"  # the month began before the list
        assert endemic(cases_from(date(2026, 6, 1), [4]), same_every_year) == "n"
        assert endemic(cases_from(date(2026, 6, 1), [5]), same_every_year) == "w"
        assert endemic(cases_from(date(2026, 6, 1), [6]), same_every_year) == "e"

    def test_where_there_never_was_a_case_none_is_no_warning(self) -> None:
        never = history([0] * 5, [0] * 5)
        assert endemic(cases_from(date(2026, 6, 1), [0]), never) == "n"
        assert endemic(cases_from(date(2026, 6, 1), [1]), never) == "e"

    def test_an_epidemic_ends_after_a_whole_month_below_the_limit(self) -> None:
        given = cases_from(WEDNESDAY, [0] * 5 + [7] + [0] * 90)
        drawn = endemic(given, FIVE_YEARS)
        # cumulative in July until the 31st; the first day below is 1 August, the thirty-first 31 August
        first_none = (date(2026, 8, 31) - WEDNESDAY).days
        assert drawn == "?" * 5 + "e" * (first_none - 5) + "n" * (96 - first_none)

    def test_without_five_years_or_without_any_it_is_unknown(self) -> None:
        four = history([4] * 4, [4] * 4)
        assert endemic(cases_from(date(2026, 6, 1), [9]), four) == "?"
        assert endemic(cases_from(date(2026, 6, 1), [9]), None) == "?"


def non_endemic(cases: list[int], linked: list[int] | None = None, first: date = date(2026, 6, 1)) -> str:
    return judged("vn-15-2026-non-endemic", cases_from(first, cases, linked))["A"]


class TestNotEndemic:
    @pytest.mark.parametrize(("cases", "drawn"), [
        # from Monday 1 June 2026, which begins a week and a month
        ([2, 0, 0],  "nnn"),
        ([3, 0, 0],  "www"),
        ([2, 1, 0],  "nww"),
        ([4, 0, 1],  "wwe"),
        ([5, 0, 0],  "eee"),
    ])  # fmt: skip
    def test_three_in_the_week_and_five_in_the_month(self, cases: list[int], drawn: str) -> None:
        assert non_endemic(cases, linked=cases) == drawn
        # links that are not recorded are not taken to be absent: our reading
        assert non_endemic(cases) == drawn

    def test_five_in_a_month_may_come_from_several_weeks(self) -> None:
        assert non_endemic([2] + [0] * 6 + [2] + [0] * 6 + [1])[-1] == "e"

    def test_two_in_one_week_and_one_in_the_next_are_no_warning(self) -> None:
        assert non_endemic([0] * 6 + [2, 1])[-1] == "n"

    def test_it_ends_after_a_whole_month_below(self) -> None:
        drawn = non_endemic([5] + [0] * 99)
        # counted below from 1 July, 31 days of which end on 31 July
        last = (date(2026, 7, 31) - date(2026, 6, 1)).days
        assert drawn == "e" * last + "n" * (100 - last)


@pytest.mark.parametrize(("cases", "drawn"), [
    ([0] * 8,          "?" * 6 + "nn"),
    ([1] + [0] * 7,    "w" * 7 + "n"),
])  # fmt: skip
def test_one_case_of_group_a_is_a_warning_for_a_week(cases: list[int], drawn: str) -> None:
    assert judged("vn-15-2026-group-a", cases_from(date(2026, 7, 1), cases))["A"] == drawn
