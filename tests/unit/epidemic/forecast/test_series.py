"""Gaps stay gaps, and the usual move of an area is shrunk to that of all."""

from datetime import date

import numpy as np

from vungxanh.epidemic.forecast.series import Series, series_of
from vungxanh.epidemic.panel import Panel


def _series(values: list[list[float]], *, seen: int | None = None) -> Series:
    array = np.array(values, float)
    names = tuple(f"{a}" for a in range(len(array)))
    return series_of(Panel(names, date(2021, 1, 2), 7, array, np.full(len(array), np.nan)), 0.0, seen=seen)


def test_the_last_known_value_fills_a_gap_and_nothing_fills_the_start() -> None:
    series = _series([[np.nan, 4, np.nan, 9]])
    assert np.isnan(series.filled[0, 0])
    assert series.filled[0, 2] == series.z[0, 1]
    assert np.isnan(series.z[0, 2])


def test_a_calm_and_a_wild_area_have_different_units_but_not_as_different_as_they_look() -> None:
    series = _series([[10, 10, 10, 10, 10], [10, 90, 10, 90, 10]])
    assert 0 < series.unit[0, -1] < series.unit[1, -1]


def test_the_scale_comes_from_what_was_seen() -> None:
    rates = [[0.4, 0.5, 0.6, 3.0, 3.0]]
    assert _series(rates, seen=3).scale.unit == _series([[0.4, 0.5, 0.6]]).scale.unit
