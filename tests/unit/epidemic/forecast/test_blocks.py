"""Blocks of seven days and overlapping sums."""

from datetime import date

import numpy as np

from tests.unit.epidemic.forecast.panels import daily
from vungxanh.epidemic.forecast.blocks import blocks_of, running_sums


def test_blocks_end_on_the_last_day() -> None:
    panel = daily([[100, *range(1, 15)]])
    weeks = blocks_of(panel)
    assert weeks.values.tolist() == [[28.0, 77.0]]
    assert weeks.last_end == panel.last_end
    assert (weeks.step, weeks.first_end) == (7, date(2021, 1, 8))


def test_less_than_a_week_has_no_block() -> None:
    assert blocks_of(daily([[1, 2, 3]])).steps == 0


def test_running_sums_by_hand() -> None:
    values = np.arange(1.0, 10.0)[None]
    sums = running_sums(values)[0]
    assert np.isnan(sums[:6]).all()
    assert sums[6:].tolist() == [28.0, 35.0, 42.0]


def test_a_gap_is_scaled_up_and_many_gaps_are_unknown() -> None:
    values = np.ones((2, 7))
    values[0, 2] = np.nan
    values[1, :4] = np.nan
    sums = running_sums(values)
    assert sums[0, 6] == 7.0
    assert np.isnan(sums[1, 6])
