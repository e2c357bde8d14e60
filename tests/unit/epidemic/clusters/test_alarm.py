"""One cluster on several days is one alarm."""

from datetime import date, timedelta

import polars as pl

from vungxanh.epidemic.clusters import followed, read_alarm

MONDAY = date(2021, 7, 5)
SCHEMA = {"cluster": pl.Int32, "area": pl.String, "last_day": pl.Date, "recurrence_days": pl.Float64}


def found(day: int, *clusters: tuple[str, float]) -> pl.DataFrame:
    """Clusters as (areas, recurrence interval); an area is a letter."""
    rows = [
        (rank, area, MONDAY + timedelta(days=day), recurrence)
        for rank, (areas, recurrence) in enumerate(clusters, 1)
        for area in areas
    ]
    return pl.DataFrame(rows, schema=SCHEMA, orient="row")


def told(frame: pl.DataFrame) -> list[tuple[bool, bool, date | None]]:
    return frame.unique("cluster", maintain_order=True).select("alarm", "new_alarm", "alarm_since").rows()


def test_a_first_alarm_is_new_and_a_rare_one_only() -> None:
    limit = read_alarm().recurrence_days
    today = followed(found(0, ("AB", limit), ("X", limit - 1)))
    assert told(today) == [(True, True, MONDAY), (False, False, None)]


def test_it_goes_on_grows_and_moves() -> None:
    day = followed(found(0, ("AB", 99)))
    for n, areas in enumerate(["ABC", "BCDE", "DEF"], 1):
        day = followed(found(n, (areas, 99)), day)
        assert told(day) == [(True, False, MONDAY)]


def test_one_below_the_threshold_is_remembered() -> None:
    first = followed(found(0, ("AB", 99)))
    second = followed(found(1, ("AB", 3)), first)
    assert told(second) == [(False, False, MONDAY)]
    assert told(followed(found(2, ("AB", 99)), second)) == [(True, False, MONDAY)]


def test_another_place_is_new() -> None:
    first = followed(found(0, ("AB", 99)))
    assert told(followed(found(1, ("XYZA", 99)), first)) == [(True, False, MONDAY)]  # half of AB is A
    assert told(followed(found(1, ("XYZ", 99)), first)) == [(True, True, MONDAY + timedelta(days=1))]


def test_nothing_today() -> None:
    assert followed(found(1), followed(found(0, ("A", 99)))).columns[-3:] == [
        "alarm",
        "new_alarm",
        "alarm_since",
    ]
