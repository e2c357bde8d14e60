"""What an area and date without a row stands for."""

import math

import polars as pl
import pytest

from vungxanh.epidemic.forecast.gaps import Absent, meaning_of_gaps

NO_ZEROS, ZEROS = pl.DataFrame({"value": [1.0, 2.0]}), pl.DataFrame({"value": [0.0, 2.0]})


@pytest.mark.parametrize(
    ("table", "absent", "daily", "zero", "said"),
    [
        (NO_ZEROS, "auto", True, True, True),
        (ZEROS, "auto", True, False, False),
        (NO_ZEROS, "auto", False, False, False),
        (ZEROS, "zero", True, True, False),
        (NO_ZEROS, "unknown", True, False, False),
    ],
)
def test_meaning(table: pl.DataFrame, absent: Absent, daily: bool, zero: bool, said: bool) -> None:
    value, notes = meaning_of_gaps(table, absent, daily=daily)
    assert (value == 0.0) if zero else math.isnan(value)
    assert bool(notes) == said
