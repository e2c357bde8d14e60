"""Whole numbers as offices write them."""

import polars as pl
import pytest

from vungxanh.linelist.numbers import read_wholes


@pytest.mark.parametrize(
    ("written", "number"),
    [
        ("3", 3),
        ("3.0", 3),
        ("-2", -2),
        ("+4", 4),
        ("1.234", 1234),
        ("1,234,567", 1234567),
        ("1 234", 1234),
        ("0", 0),
    ],
)
def test_numbers(written: str, number: int) -> None:
    assert read_wholes(pl.Series([written])).values.to_list() == [number]


@pytest.mark.parametrize("written", ["1.5", "a", "1e3", "9" * 30, "--1", "99.999.999"])
def test_others_are_refused(written: str) -> None:
    found = read_wholes(pl.Series([written]))
    assert found.values.to_list() == [None]
    assert found.unreadable.to_list() == [True]


def test_typed_columns() -> None:
    floats = read_wholes(pl.Series([1.0, 2.5, None, float("nan"), float("inf")]))
    assert floats.values.to_list() == [1, None, None, None, None]
    assert floats.unreadable.to_list() == [False, True, False, False, True]
