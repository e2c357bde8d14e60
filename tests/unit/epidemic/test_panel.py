"""The panel: a long table on a regular axis, gaps not taken for zeros."""

from datetime import date

import numpy as np
import polars as pl
import pytest
from numpy.testing import assert_array_equal

from vungxanh.epidemic.panel import TooLong, panel_of

WEEKS = pl.DataFrame(
    {
        "area": ["b", "a", "a", "a", "b"],
        "date": [
            date(2024, 1, 20),
            date(2024, 1, 6),
            date(2024, 1, 20),
            date(2024, 1, 20),
            date(2024, 1, 13),
        ],
        "value": [5.0, 1.0, 2.0, 3.0, 4.0],
    }
)


def test_rows_of_one_area_and_date_are_summed_and_gaps_are_not_reported() -> None:
    panel = panel_of(WEEKS, step=7)
    assert panel.areas == ("a", "b")
    assert_array_equal(panel.values, [[1, np.nan, 5], [np.nan, 4, 5]])


def test_the_axis_ends_on_the_newest_date() -> None:
    panel = panel_of(WEEKS, step=7)
    assert (panel.first_end, panel.last_end, panel.steps) == (date(2024, 1, 6), date(2024, 1, 20), 3)
    assert panel.end_of(4) == date(2024, 2, 3)


def test_a_gap_can_be_said_to_be_zero() -> None:
    assert_array_equal(panel_of(WEEKS, step=7, absent=0.0).values, [[1, 0, 5], [0, 4, 5]])


def test_dates_off_the_grid_are_dropped() -> None:
    odd = pl.concat([WEEKS, pl.DataFrame({"area": ["a"], "date": [date(2024, 1, 10)], "value": [9.0]})])
    assert_array_equal(panel_of(odd, step=7).values, panel_of(WEEKS, step=7).values)


def test_population_by_area_unknown_is_nan() -> None:
    known = pl.DataFrame({"area": ["b", "x"], "population": [10, 20]})
    assert_array_equal(panel_of(WEEKS, step=7, population=known).population, [np.nan, 10])


def test_parts_by_time_and_by_area() -> None:
    panel = panel_of(WEEKS, step=7)
    assert_array_equal(panel.until(2).values, [[1, np.nan], [np.nan, 4]])
    assert panel.of([1]).areas == ("b",)


def test_a_mistyped_year_is_said_and_not_allocated() -> None:
    odd = pl.concat([WEEKS, pl.DataFrame({"area": ["a"], "date": [date(9999, 5, 1)], "value": [1.0]})])
    with pytest.raises(TooLong, match="9999"):
        panel_of(odd, step=1)
