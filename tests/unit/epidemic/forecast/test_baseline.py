"""The built-in baseline sees only what was known."""

from datetime import date, timedelta

import polars as pl

from vungxanh.epidemic.forecast.baseline import flat_frame, regular

DAY = date(2024, 1, 6)
WEEKS = [DAY - timedelta(days=7 * k) for k in range(5, -1, -1)]
TRUTH = pl.DataFrame({"area": "A", "date": WEEKS, "value": [10.0, 20.0, 10.0, 20.0, 30.0, 99.0]})


def tasks(*horizons: int) -> pl.DataFrame:
    ends = [DAY + timedelta(days=7 * h) for h in horizons]
    return pl.DataFrame(
        {"reference_date": DAY, "location": "A", "horizon": list(horizons), "target_end_date": ends}
    )


def median(frame: pl.DataFrame) -> list[float]:
    return frame.filter(pl.col("level") == 0.5).sort("horizon")["value"].to_list()


def test_the_week_that_ends_on_the_day_is_a_target_and_not_known() -> None:
    assert median(flat_frame(tasks(0, 1), TRUTH)) == [30.0, 30.0]


def test_without_that_target_it_is_known() -> None:
    assert median(flat_frame(tasks(1), TRUTH)) == [99.0]


def test_versions_decide_where_there_are_some() -> None:
    versions = TRUTH.with_columns(as_of=pl.col("date") + pl.duration(days=7))
    assert median(flat_frame(tasks(1), versions)) == [20.0]


def test_no_known_past_no_baseline() -> None:
    late = TRUTH.with_columns(date=pl.col("date") + pl.duration(days=700))
    assert flat_frame(tasks(0), late).is_empty()


def test_daily_sums() -> None:
    days = [DAY - timedelta(days=k) for k in range(20)]
    daily = pl.DataFrame({"area": "A", "date": days, "value": 2.0})
    assert median(flat_frame(tasks(1), daily, sums=True)) == [14.0]
    assert regular(daily, absent=0.0, sums=True)["value"].unique().to_list() == [14.0]
