"""The scoreboard: common tasks, horizons, incomplete answers."""

from datetime import date

import polars as pl
import pytest

from vungxanh.epidemic.scores import OVERALL, score_board

DAYS = [date(2021, 7, 10), date(2021, 7, 11)]


def rows(model: str, medians: dict[tuple[str, int], float], spread: float = 0.0) -> pl.DataFrame:
    """Forecasts of 9 July: place and horizon -> median, with quartiles `spread` away."""
    return pl.DataFrame(
        [
            (model, date(2021, 7, 9), place, h, DAYS[h - 1], level, float(median + step * spread))
            for (place, h), median in medians.items()
            for level, step in ((0.25, -1), (0.5, 0), (0.75, 1))
        ],
        schema=["model", "reference_date", "location", "horizon", "target_end_date", "level", "value"],
        orient="row",
    )


TRUTH = pl.DataFrame({"location": ["A", "A", "B", "B"], "date": DAYS * 2, "value": [10.0, 20.0, 5.0, 5.0]})
BASE = rows("flat", {("A", 1): 14, ("A", 2): 14, ("B", 1): 5, ("B", 2): 7})


def board(*frames: pl.DataFrame) -> dict[tuple[str, str], dict[str, float]]:
    result = score_board(pl.concat(frames), TRUTH, baseline="flat")
    return {(row["model"], row["horizon"]): row for row in result.iter_rows(named=True)}


def test_the_ratio_of_sums_per_horizon_and_over_all() -> None:
    mine = rows("ours", {("A", 1): 12, ("A", 2): 18, ("B", 1): 5, ("B", 2): 6})
    got = board(BASE, mine)
    assert got["ours", "1"]["relative_wis"] == pytest.approx((2 + 0) / (4 + 0))
    assert got["ours", "2"]["relative_wis"] == pytest.approx((2 + 1) / (6 + 2))
    assert got["ours", OVERALL]["relative_wis"] == pytest.approx(5 / 12)
    assert got["flat", OVERALL]["relative_wis"] == 1.0


def test_a_model_that_answers_little_is_compared_on_that_only() -> None:
    got = board(BASE, rows("ours", {("A", 1): 12}))
    assert got["ours", OVERALL]["n"] == 1
    assert got["ours", OVERALL]["relative_wis"] == pytest.approx(2 / 4)


def test_few_levels_are_compared_with_the_same_levels_of_the_baseline() -> None:
    asked = {("A", 1): 12, ("A", 2): 18, ("B", 1): 5, ("B", 2): 6}
    base, mine = rows("flat", asked, spread=2), rows("ours", asked, spread=2)
    got = board(base, mine.filter(pl.col("level") == 0.5))
    assert got["ours", OVERALL]["relative_wis"] == pytest.approx(1.0)
    assert got["ours", OVERALL]["wis"] != got["flat", OVERALL]["wis"]
    apart = board(base.filter(pl.col("level") != 0.5), mine.filter(pl.col("level") == 0.5))
    assert apart["ours", OVERALL]["relative_wis"] is None


def test_a_task_that_lacks_a_level_is_left_out() -> None:
    mine = rows("ours", {("A", 1): 12, ("B", 1): 5})
    got = board(BASE, mine.filter(~((pl.col("location") == "B") & (pl.col("level") == 0.25))))
    assert got["ours", OVERALL]["n"] == 1


def test_a_task_whose_truth_is_not_known_is_not_counted() -> None:
    later = BASE.with_columns(target_end_date=pl.lit(date(2021, 8, 1)), location=pl.lit("C")).head(3)
    assert board(BASE, later)["flat", OVERALL]["n"] == 4


def test_coverage_and_sharpness() -> None:
    got = board(BASE, rows("ours", {("A", 1): 12, ("A", 2): 18, ("B", 1): 5, ("B", 2): 6}, spread=2))
    assert got["ours", "1"]["coverage_50"] == 1.0
    assert got["ours", "1"]["sharpness_50"] == 4.0
    assert got["ours", "1"]["coverage_95"] is None


def test_the_order_of_rows_does_not_matter() -> None:
    both = pl.concat([BASE, rows("ours", {("A", 1): 12, ("B", 2): 6})])
    mixed = score_board(both.sample(fraction=1, shuffle=True, seed=3), TRUTH, baseline="flat")
    assert mixed.sort("model", "horizon").equals(
        score_board(both, TRUTH, baseline="flat").sort("model", "horizon")
    )
