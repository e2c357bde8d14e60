"""What was known on a day: strictly before it where versions exist."""

from datetime import date

import polars as pl

from vungxanh.epidemic.forecast.vintage import known_before, newest

OLD, NEW = date(2021, 10, 1), date(2021, 10, 8)
TABLE = pl.DataFrame(
    {
        "area": ["A", "A", "A"],
        "date": [date(2021, 9, 24), date(2021, 9, 24), OLD],
        "value": [10, 12, 20],
        "as_of": [OLD, NEW, NEW],
    }
)


def seen(day: date) -> list[int]:
    return known_before(TABLE, day)["value"].to_list()


def test_a_version_of_the_day_itself_is_not_known_yet() -> None:
    assert seen(NEW) == [10]


def test_the_next_day_it_is() -> None:
    assert sorted(seen(date(2021, 10, 9))) == [12, 20]


def test_before_the_first_version_nothing_is_known() -> None:
    assert seen(OLD) == []


def test_a_gap_of_the_newest_version_is_filled_by_an_older_one() -> None:
    table = TABLE.filter(pl.col("value") != 12)
    assert sorted(known_before(table, date(2021, 10, 9))["value"].to_list()) == [10, 20]


def test_without_versions_the_rows_up_to_the_day_are_known() -> None:
    table = TABLE.drop("as_of")
    assert known_before(table, date(2021, 9, 30)).height == 2
    assert known_before(table, OLD).height == 3


def test_the_newest_version_of_each() -> None:
    assert sorted(newest(TABLE)["value"].to_list()) == [12, 20]
