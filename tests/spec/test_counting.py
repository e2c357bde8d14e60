"""What each indicator counts, as drawn tables: one digit per day, . a day without a report."""

from datetime import date
from math import sqrt
from typing import Any, ClassVar

import polars as pl
import pytest

from tests.spec.indicator_drawing import ONE, values
from vungxanh.zoning import History, HistoryError, read_history


def window(days: int, **more: Any) -> dict[str, Any]:
    return {"it": {"kind": "sum", "window": days} | more}


class TestSum:
    @pytest.mark.parametrize(
        ("days", "cases", "expected"),
        [
            (1, "10203", "1 0 2 0 3"),
            (3, "10203", "1+ 1+ 3 2 5"),
            (3, "1.203", "1+ 1+ 3+ 2+ 5"),
            (2, "3-00", "3+ 2 -1 0"),
            (9, "111", "1+ 2+ 3+"),
        ],
    )
    def test_adds_today_and_the_days_before(self, days: int, cases: str, expected: str) -> None:
        assert values(window(days), cases) == expected

    def test_warm_up_days_fill_the_window(self) -> None:
        assert values(window(3), "10203", warmup=2) == "3 2 5"
        assert values(window(3), "10203", warmup=1) == "1+ 3 2 5"

    def test_a_further_series_is_unknown_where_it_is_not_given(self) -> None:
        assert values(window(2, series="tests"), "0000", tests="12.3") == "1+ 3 2+ 3+"
        assert values(window(2, series="tests"), "00") == "0+ 0+"


class TestRate:
    RATE: ClassVar = {"it": {"kind": "rate", "window": 2, "per": 100_000}}

    @pytest.mark.parametrize(
        ("people", "cases", "expected"),
        [
            (10_000, "050", "0+ 50 50"),
            (20_000, "0.5", "0+ 0+ 25+"),
            (float("nan"), "05", "0+ 0+"),
            (0, "5", "0+"),
        ],
    )
    def test_is_per_people(self, people: float, cases: str, expected: str) -> None:
        assert values(self.RATE, cases, people=people) == expected


class TestDaysWithout:
    QUIET: ClassVar = {"it": {"kind": "days_without"}}

    @pytest.mark.parametrize(
        ("cases", "expected"),
        [
            ("1002", "0 1 2 0"),
            ("00100", "1+ 2+ 0 1 2"),
            ("10.00", "0 1 0..2 1..3 2..4"),
            (".0", "0+ 1+"),
            ("1-0", "0 1 2"),
        ],
    )
    def test_counts_quiet_days(self, cases: str, expected: str) -> None:
        assert values(self.QUIET, cases) == expected


class TestRatio:
    RATIO: ClassVar = {"it": {"kind": "ratio", "numerator": "positives", "denominator": "tests", "window": 2}}

    def test_is_in_per_cent_and_unknown_without_a_denominator(self) -> None:
        assert values(self.RATIO, "00000", positives="12010", tests="55009") == "0+ 30 40 0+ 11.1111"

    def test_is_unknown_where_either_is(self) -> None:
        assert values(self.RATIO, "0000", positives="1.11", tests="555.") == "0+ 0+ 0+ 0+"


class TestChange:
    CHANGE: ClassVar = {"it": {"kind": "change", "of": "sum", "days": 2}, "sum": {"kind": "sum", "window": 1}}

    @pytest.mark.parametrize(
        ("cases", "expected"),
        [
            ("4422", "? ? -50 -50"),
            ("1025", "? ? 100 inf"),
            ("0000", "? ? 0 0"),
            ("1.14", "? ? 0 ?"),
            ("2-31", "? ? 50 ?"),
            ("01-1", "? ? ? 0"),
        ],
    )
    def test_is_against_earlier_days(self, cases: str, expected: str) -> None:
        assert values(self.CHANGE, cases) == expected

    def test_a_value_before_the_window_is_full_is_no_value(self) -> None:
        week = self.CHANGE | {"sum": {"kind": "sum", "window": 3}}
        assert values(week, "111111", warmup=3) == "? 0 0"

    @pytest.mark.parametrize(("before", "now"), [(a, b) for a in range(1, 10) for b in range(10)])
    def test_is_exact_for_whole_per_cents(self, before: int, now: int) -> None:
        exact = 100 * (now - before) / before
        found = float(values(self.CHANGE, f"{before}0{now}").split()[2])
        assert found == pytest.approx(exact, rel=1e-5)
        if (100 * (now - before)) % before == 0:
            assert found == exact


class TestFalling:
    FALLING: ClassVar = {
        "it": {"kind": "falling", "of": "sum", "step": 1, "at_most": 3},
        "sum": {"kind": "sum", "window": 1},
    }

    @pytest.mark.parametrize(
        ("cases", "expected"),
        [
            ("543210", "0..3 1..3 2..3 3 3 3"),
            ("54454", "0..3 1..3 0 0 1"),
            ("43.10", "0..3 1..3 0..3 0..3 1..3"),
            ("44.43", "0..3 0 0..1 0..2 1..3"),
        ],
    )
    def test_counts_steps_in_a_row(self, cases: str, expected: str) -> None:
        assert values(self.FALLING, cases) == expected


class TestBelowPeak:
    PEAK: ClassVar = {"it": {"kind": "below_peak", "of": "sum"}, "sum": {"kind": "sum", "window": 1}}

    @pytest.mark.parametrize(
        ("cases", "expected"),
        [("0024183", "? ? 0 0 75 0 62.5"), ("84.2", "0 50 ? 75"), ("2-", "0 150"), ("97", "0 22.2222")],
    )
    def test_is_per_cent_below_the_highest_so_far(self, cases: str, expected: str) -> None:
        assert values(self.PEAK, cases) == expected

    def test_only_since_a_day(self) -> None:
        since = {"it": self.PEAK["it"] | {"since": date(2021, 6, 3)}, "sum": self.PEAK["sum"]}
        assert values(since, "90450") == "? ? 0 0 100"


class TestCalendar:
    def month(self, cases: str, first: date) -> str:
        return values({"it": {"kind": "calendar", "period": "month"}}, cases, first=first)

    def week(self, cases: str, first: date) -> str:
        return values({"it": {"kind": "calendar", "period": "week"}}, cases, first=first)

    def test_starts_anew_on_the_first_of_the_month(self) -> None:
        assert self.month("1111", date(2021, 6, 29)) == "1+ 2+ 1 2"

    def test_the_month_is_known_from_its_first_day_on_the_axis(self) -> None:
        assert self.month("120", date(2021, 7, 1)) == "1 3 3"

    def test_starts_anew_on_monday(self) -> None:
        assert date(2021, 7, 5).strftime("%A") == "Monday"
        assert self.week("1111", date(2021, 7, 3)) == "1+ 2+ 1 2"

    def test_a_week_crosses_the_year(self) -> None:
        # 28 December 2020 is a Monday, 3 January 2021 the Sunday after it.
        assert self.week("11111112", date(2020, 12, 28)) == "1 2 3 4 5 6 7 2"

    def test_a_missing_report_leaves_the_rest_of_the_period_open(self) -> None:
        assert self.month("1.11", date(2021, 7, 1)) == "1 1+ 2+ 3+"
        assert self.week("1.111", date(2021, 7, 10)) == "1+ 1+ 1 2 3"

    def test_a_gap_in_a_further_series_is_not_zero(self) -> None:
        of_tests = {"it": {"kind": "calendar", "period": "month", "series": "tests"}}
        assert values(of_tests, "0000", first=date(2021, 7, 1), tests="1.23") == "1 1+ 3+ 6+"


def years(period: str, slot: int, *totals: int | None, first_year: int = 2016) -> History:
    rows = [("A", first_year + n, slot, total) for n, total in enumerate(totals) if total is not None]
    return read_history(pl.DataFrame(rows, schema=["area", "year", period, "cases"], orient="row"), ONE)


def limit(period: str = "month", years: int = 5, at_least: int = 5, sd: float = 2.0) -> dict[str, Any]:
    said = {"kind": "history", "period": period, "years": years, "at_least": at_least, "sd": sd}
    return {"it": said}


class TestHistory:
    """Mean 4 of 2, 2, 4, 6, 6; squares of differences 4 + 4 + 0 + 4 + 4 = 16, divided by 4: SD 2."""

    JULY = date(2021, 7, 1)

    def test_mean_plus_two_sample_standard_deviations(self) -> None:
        assert values(limit(), "0", first=self.JULY, history=years("month", 7, 2, 2, 4, 6, 6)) == "8"
        assert values(limit(sd=1.0), "0", first=self.JULY, history=years("month", 7, 2, 2, 4, 6, 6)) == "6"

    def test_the_newest_years_count_and_the_own_year_does_not(self) -> None:
        history = years("month", 7, 99, 2, 2, 4, 6, 6, 50, 50, first_year=2015)
        assert values(limit(), "0", first=self.JULY, history=history) == "8"

    def test_a_hole_is_filled_by_an_earlier_year(self) -> None:
        history = years("month", 7, 2, 2, None, 4, 6, 6, first_year=2015)
        assert values(limit(), "0", first=self.JULY, history=history) == "8"

    def test_too_few_years_are_unknown(self) -> None:
        history = years("month", 7, 2, 4, 6, 6, first_year=2017)
        assert values(limit(), "0", first=self.JULY, history=history) == "0+"
        four = sqrt((2.5**2 + 0.5**2 + 1.5**2 + 1.5**2) / 3)
        assert float(values(limit(at_least=4), "0", first=self.JULY, history=history)) == pytest.approx(
            4.5 + 2 * four, rel=1e-5
        )

    def test_one_year_has_no_spread(self) -> None:
        found = values(limit(at_least=1), "0", first=self.JULY, history=years("month", 7, 3, first_year=2020))
        assert found == "0+"

    def test_other_months_are_unknown(self) -> None:
        history = years("month", 7, 2, 2, 4, 6, 6)
        assert values(limit(), "00", first=date(2021, 6, 30), history=history) == "0+ 8"

    def test_an_axis_over_new_year_looks_at_the_years_before_each_day(self) -> None:
        early = years("month", 1, 2, 2, 4, 6, 6, first_year=2017)
        assert values(limit(), "00", first=date(2021, 12, 31), history=early) == "0+ 8"
        assert values(limit(), "00", first=date(2016, 12, 31), history=early) == "0+ 0+"

    def test_without_a_table_nothing_is_known(self) -> None:
        assert values(limit(), "0", first=self.JULY) == "0+"

    def test_weeks_are_those_of_the_iso_calendar(self) -> None:
        history = years("week", 53, 2, 2, 4, 6, 6, first_year=2015)
        # Friday, 1 January 2021 lies in week 53 of 2020; Monday the 4th in week 1 of 2021.
        days = values(limit("week"), "0000", first=date(2021, 1, 1), history=history)
        assert days == "8 8 8 0+"

    def test_week_53_of_a_year_has_few_forerunners(self) -> None:
        history = years("week", 53, 3, None, None, None, None, None, 5, first_year=2009)
        assert values(limit("week"), "0", first=date(2020, 12, 28), history=history) == "0+"


class TestReadingEarlierYears:
    def read(self, *rows: tuple[Any, ...], columns: str = "area year month week cases epidemic") -> History:
        table = pl.DataFrame(rows, schema=columns.split(), orient="row", infer_schema_length=None)
        return read_history(table, ONE)

    def test_rows_for_months_and_for_weeks(self) -> None:
        history = self.read(("A", 2020, 7, None, 3, None), ("A", 2020, None, 30, 1, None))
        assert history.totals["month"][2020][0, 6] == 3
        assert history.totals["week"][2020][0, 29] == 1

    def test_epidemic_years_are_left_out(self) -> None:
        history = self.read(("A", 2019, 7, None, 99, "x"), ("A", 2020, 7, None, 3, ""))
        assert list(history.totals["month"]) == [2020]

    def test_text_from_a_file_is_read_like_numbers(self) -> None:
        history = self.read(("A", "2020", "7", "", "3", "no"))
        assert history.totals["month"][2020][0, 6] == 3

    @pytest.mark.parametrize(
        ("row", "said"),
        [
            (("B", 2020, 7, None, 3, None), "B"),
            (("A", 2020, 13, None, 3, None), "13"),
            (("A", 2020, None, 54, 3, None), "54"),
            (("A", 2020, 7, None, -1, None), "-1"),
            (("A", "MMXX", "7", None, "3", None), "MMXX"),
            (("A", 2020, 7, 30, 3, None), "row 1"),
            (("A", 2020, None, None, 3, None), "row 1"),
        ],
    )
    def test_a_row_that_cannot_be_used_is_named(self, row: tuple[Any, ...], said: str) -> None:
        with pytest.raises(HistoryError, match=said):
            self.read(row)

    def test_missing_columns_are_named(self) -> None:
        with pytest.raises(HistoryError, match="month or week"):
            self.read(("A", 2020, 3), columns="area year cases")


class TestInput:
    @pytest.mark.parametrize(
        ("days", "given", "expected"),
        [
            (1, "1.2.", "1 ? 2 ?"),
            (3, "1...", "1 1 1 ?"),
            (3, ".1..", "? 1 1 1"),
            (9, "1.9.0", "1 1 ? ? 0"),
            (9, "....", "? ? ? ?"),
        ],
    )
    def test_a_value_holds_for_some_days_and_out_of_range_is_unknown(
        self, days: int, given: str, expected: str
    ) -> None:
        said = {"kind": "input", "name_in_table": "beds", "valid_days": days, "lowest": 0.0, "highest": 8.0}
        assert values({"it": said}, "0" * len(given), beds=given) == expected

    def test_never_given(self) -> None:
        assert values({"it": {"kind": "input", "name_in_table": "beds"}}, "00") == "? ?"
