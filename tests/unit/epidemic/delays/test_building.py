"""Triangles from counts by delay, from cases and from versions: drawn by hand."""

from datetime import date

import numpy as np
import polars as pl
import pytest

from vungxanh.epidemic.delays import (
    NegativeDelay,
    NothingReported,
    OffStep,
    triangle_of,
    triangle_of_cases,
    triangle_of_vintages,
)

MON, TUE, WED, THU = (date(2021, 7, day) for day in (5, 6, 7, 8))
nan = np.nan


def rows(*cells: tuple[str, date, int, int]) -> pl.DataFrame:
    return pl.DataFrame(cells, schema=["area", "reference_date", "delay", "count"], orient="row")


def test_cells_are_placed_and_the_future_is_nan() -> None:
    triangle = triangle_of(
        rows(("a", MON, 0, 3), ("a", MON, 1, 5), ("a", TUE, 0, 2), ("b", MON, 2, 4)), as_of=WED
    )
    assert triangle.areas == ("a", "b")
    assert (triangle.first, triangle.as_of, triangle.step, triangle.max_delay) == (MON, WED, 1, 2)
    np.testing.assert_equal(triangle.counts[0], [[3, 5, 0], [2, 0, nan], [0, nan, nan]])
    np.testing.assert_equal(triangle.counts[1], [[0, 0, 4], [0, 0, nan], [0, nan, nan]])
    np.testing.assert_equal(triangle.known(), [[8, 2, 0], [4, 0, 0]])


def test_rows_of_one_cell_are_added() -> None:
    triangle = triangle_of(rows(("a", MON, 0, 3), ("a", MON, 0, 4)), as_of=MON)
    assert triangle.counts[0, 0, 0] == 7


def test_what_came_later_is_not_used() -> None:
    early = rows(("a", MON, 0, 3), ("a", TUE, 0, 2))
    late = rows(("a", MON, 2, 9), ("a", WED, 0, 9), ("c", TUE, 1, 9))
    np.testing.assert_equal(
        triangle_of(pl.concat([early, late]), as_of=TUE).counts, triangle_of(early, as_of=TUE).counts
    )


def test_report_dates_and_delays_say_the_same() -> None:
    by_delay = triangle_of(rows(("a", MON, 0, 3), ("a", MON, 2, 5)), as_of=THU)
    by_date = triangle_of(
        pl.DataFrame(
            {"area": ["a", "a"], "reference_date": [MON, MON], "report_date": [MON, WED], "count": [3, 5]}
        ),
        as_of=THU,
    )
    np.testing.assert_equal(by_date.counts, by_delay.counts)


def test_a_negative_count_is_a_withdrawal() -> None:
    triangle = triangle_of(rows(("a", MON, 0, 5), ("a", MON, 1, -2)), as_of=TUE)
    assert triangle.withdrawn is not None
    np.testing.assert_equal(triangle.counts[0, 0], [5, 0])
    np.testing.assert_equal(triangle.withdrawn[0, 0], [0, 2])
    assert triangle.known()[0, 0] == 3


def test_whole_weeks_make_a_weekly_triangle() -> None:
    week = date(2021, 7, 12)
    triangle = triangle_of(
        rows(("a", MON, 0, 3), ("a", MON, 7, 5), ("a", week, 0, 1)), as_of=date(2021, 7, 14)
    )
    assert (triangle.step, triangle.references, triangle.max_delay) == (7, 2, 1)
    np.testing.assert_equal(triangle.counts[0], [[3, 5], [1, nan]])


@pytest.mark.parametrize(
    ("table", "error", "said"),
    [
        (rows(("a", MON, -1, 3)), NegativeDelay, "delay is -1"),
        (rows(("a", THU, 0, 3)), NothingReported, "2021-07-07"),
    ],
)
def test_wrong_rows_are_named(table: pl.DataFrame, error: type[Exception], said: str) -> None:
    with pytest.raises(error, match=said):
        triangle_of(table, as_of=WED)


def test_a_row_off_the_weekly_step_is_named() -> None:
    with pytest.raises(OffStep, match="2021-07-06"):
        triangle_of(rows(("a", MON, 0, 3), ("a", TUE, 7, 3)), as_of=date(2021, 8, 1), step=7)


def test_a_longer_delay_than_asked_for_is_left_out() -> None:
    triangle = triangle_of(rows(("a", MON, 0, 3), ("a", MON, 3, 5)), as_of=THU, max_delay=2)
    np.testing.assert_equal(triangle.counts[0, 0], [3, 0, 0])


def test_cases_are_counted_and_those_without_a_delay_left_out() -> None:
    cases = pl.DataFrame(
        {
            "area": ["a", "a", "a", "a"],
            "reference_date": [MON, MON, TUE, None],
            "report_date": [TUE, TUE, MON, WED],
        }
    )
    triangle = triangle_of_cases(cases, as_of=WED)
    np.testing.assert_equal(triangle.counts[0], [[0, 2], [0, 0], [0, nan]])


def test_versions_become_increments_and_first_sight_is_stock() -> None:
    versions = pl.DataFrame(
        {
            "area": ["a"] * 6,
            "as_of": [TUE, TUE, WED, WED, WED, THU],
            "date": [MON, TUE, MON, TUE, WED, MON],
            "value": [10, 2, 14, 5, 1, 13],
        }
    )
    triangle = triangle_of_vintages(versions, as_of=THU)
    # Monday was first seen on Tuesday with 10: nothing is known about its delay 0.
    np.testing.assert_equal(triangle.counts[0, 0], [nan, 10, 4, 0])
    np.testing.assert_equal(triangle.counts[0, 1, :3], [2, 3, 0])
    assert triangle.withdrawn is not None
    assert triangle.withdrawn[0, 0, 3] == 1
    np.testing.assert_equal(triangle.known()[0], [13, 5, 1, 0])
