"""Dates: day first unless the column shows otherwise; nothing is guessed."""

from datetime import date, datetime

import polars as pl
import pytest

from vungxanh.linelist.dates import read_dates

JULY_8 = date(2021, 7, 8)


@pytest.mark.parametrize(
    "written",
    [
        "2021-07-08",
        "2021/7/8",
        "20210708",
        "08/07/2021",
        "8-7-21",
        "8.7.2021",
        "08/07/2021 14:30",
        "2021-07-08T09:30:00",
        "2021-07-08T00:00:00.000Z",
        "44385",
        "44385.75",
        "ngày 8 tháng 7 năm 2021",
        "8 July 2021",
        "Jul 8, 2021",
    ],
)
def test_one_day_in_many_forms(written: str) -> None:
    dates = read_dates(pl.Series("d", [written, None]))
    assert dates.values.to_list() == [JULY_8, None]
    assert not dates.unreadable.any()


@pytest.mark.parametrize(
    "written", ["31/02/2021", "0000-00-00", "08/07", "2021-07", "13/13/2021", "hôm qua", "7", "1e5"]
)
def test_what_is_no_date_is_said_to_be_none(written: str) -> None:
    dates = read_dates(pl.Series("d", [written]))
    assert dates.values.to_list() == [None]
    assert dates.unreadable.to_list() == [True]


@pytest.mark.parametrize(
    ("column", "order", "certain", "first"),
    [
        (["08/07/2021", "07/08/2021"], "dmy", False, JULY_8),
        (["08/07/2021", "31/07/2021"], "dmy", True, JULY_8),
        (["07/08/2021", "07/31/2021"], "mdy", True, JULY_8),
        # Both are needed: the column keeps the order of the many, the misfit is refused.
        (["07/08/2021", "07/31/2021", "07/30/2021", "31/07/2021"], "mdy", True, JULY_8),
        (["2021-07-08"], None, True, JULY_8),
    ],
)
def test_the_column_decides_between_day_and_month(
    column: list[str], order: str | None, certain: bool, first: date
) -> None:
    dates = read_dates(pl.Series("d", column))
    assert (dates.order, dates.certain, dates.values[0]) == (order, certain, first)
    assert dates.unreadable.sum() == (1 if len(column) == 4 else 0)


def test_typed_dates_are_taken_as_they_are() -> None:
    assert read_dates(pl.Series("d", [JULY_8])).values.to_list() == [JULY_8]
    assert read_dates(pl.Series("d", [datetime(2021, 7, 8, 9)])).values.to_list() == [JULY_8]


def test_words_for_nothing_are_blank_not_faults() -> None:
    dates = read_dates(pl.Series("d", ["-", "n/a", "không rõ", " "]))
    assert not dates.unreadable.any()


def test_a_pattern_is_binding() -> None:
    dates = read_dates(pl.Series("d", ["2021~07~08", "08/07/2021"]), pattern="%Y~%m~%d")
    assert dates.values.to_list() == [JULY_8, None]
    assert dates.unreadable.to_list() == [False, True]
