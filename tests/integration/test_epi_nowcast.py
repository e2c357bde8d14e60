"""`vungxanh epi nowcast` as an analyst calls it: columns, days, leaks, weekly tables, mistakes."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from tests.integration.calls import Done, vungxanh

FIRST, TODAY = date(2021, 5, 1), date(2021, 6, 29)


def table(step: int = 1, days: int = 60, delays: int = 5) -> pl.DataFrame:
    rng = np.random.default_rng(7)
    rows = [
        (area, FIRST + timedelta(step * t), step * d, int(rng.poisson(20 * 0.6**d)))
        for area in ("27346", "27349")
        for t in range(days)
        for d in range(delays)
    ]
    return pl.DataFrame(rows, schema=["area", "reference_date", "delay", "count"], orient="row")


def call(tmp_path: Path, frame: pl.DataFrame, *more: str, as_of: date = TODAY) -> Done:
    frame.write_csv(tmp_path / "t.csv")
    arguments = ["--triangle", "t.csv", "--as-of", as_of.isoformat(), "--out", "n.parquet", *more]
    return vungxanh("epi", "nowcast", *arguments, cwd=tmp_path)


def made(tmp_path: Path) -> pl.DataFrame:
    return pl.read_parquet(tmp_path / "n.parquet")


def test_the_table_has_the_promised_columns_and_days(tmp_path: Path) -> None:
    done = call(tmp_path, table())
    assert done.returncode == 0, done.said
    assert "2 areas, 2021-06-25 to 2021-06-29, as reported by 2021-06-29" in done.stdout
    found = made(tmp_path)
    assert found.columns == ["area", "reference_date", "output_type_id", "value"]
    assert found["area"].unique().sort().to_list() == ["27346", "27349"]
    assert found["reference_date"].max() == TODAY
    assert found["reference_date"].n_unique() == 5
    assert found["output_type_id"].n_unique() == 23


def test_reports_after_the_day_are_not_used(tmp_path: Path) -> None:
    whole = table()
    by_then = pl.col("reference_date") + pl.duration(days=pl.col("delay")) <= TODAY - timedelta(10)
    call(tmp_path, whole, as_of=TODAY - timedelta(10))
    everything = made(tmp_path)
    call(tmp_path, whole.filter(by_then), as_of=TODAY - timedelta(10))
    assert made(tmp_path).equals(everything)


def test_report_dates_do_as_well_as_delays(tmp_path: Path) -> None:
    call(tmp_path, table())
    by_delay = made(tmp_path)
    reported = pl.col("reference_date") + pl.duration(days=pl.col("delay"))
    call(tmp_path, table().with_columns(report_date=reported).drop("delay"))
    assert made(tmp_path).equals(by_delay)


def test_a_day_without_a_row_is_answered(tmp_path: Path) -> None:
    call(tmp_path, table().filter(pl.col("reference_date") <= TODAY - timedelta(2)))
    assert made(tmp_path)["reference_date"].max() == TODAY


def test_sums_and_levels(tmp_path: Path) -> None:
    call(tmp_path, table(), "--quantiles", "0.5,0.1,0.9", "--sum", "7")
    found = made(tmp_path)
    assert found["output_type_id"].unique().sort().to_list() == [0.1, 0.5, 0.9]
    last = found.filter(pl.col("reference_date") == TODAY, pl.col("output_type_id") == 0.5)["value"]
    assert (last > 200).all()


def test_a_weekly_table(tmp_path: Path) -> None:
    done = call(tmp_path, table(step=7, days=40), as_of=FIRST + timedelta(7 * 39 + 2))
    assert done.returncode == 0, done.said
    days = made(tmp_path)["reference_date"].unique().sort()
    assert days.to_list()[-1] == FIRST + timedelta(7 * 39)
    assert days.diff().drop_nulls().unique().to_list() == [timedelta(7)]


def test_late_reports_beyond_the_longest_delay_are_mentioned(tmp_path: Path) -> None:
    done = call(tmp_path, table(), "--max-delay", "2")
    assert "came later than 2 days and are left out" in done.stdout
    assert made(tmp_path)["reference_date"].n_unique() == 3


def test_small_areas_lean_on_the_area_above(tmp_path: Path) -> None:
    done = call(tmp_path, table(), "--areas", "district6-2021")
    assert done.returncode == 0, done.said


@pytest.mark.parametrize(
    ("change", "said"),
    [
        ({"delay": pl.lit(-1)}, "column delay: “-1”"),
        ({"reference_date": pl.lit("5 May")}, "column reference_date: “5 May”"),
        ({"count": pl.lit("some")}, "column count: “some”"),
    ],
)
def test_a_wrong_cell_is_named_and_nothing_written(
    tmp_path: Path, change: dict[str, pl.Expr], said: str
) -> None:
    done = call(tmp_path, table().with_columns(**change))
    assert done.returncode == 2
    assert said in done.stderr
    assert "row 2" in done.stderr
    assert not (tmp_path / "n.parquet").exists()


@pytest.mark.parametrize(
    ("frame", "more", "said"),
    [
        (table().drop("delay"), (), "needs a column delay (days) or report_date"),
        (table().filter(pl.col("reference_date") > TODAY), (), "has no row|empty|Nothing was reported"),
        (table(), ("--quantiles", "0.5,1.5"), "levels lie between 0 and 1"),
        (table(), ("--sum", "0"), "Sums over 0 days"),
    ],
)
def test_mistakes_are_named(tmp_path: Path, frame: pl.DataFrame, more: tuple[str, ...], said: str) -> None:
    done = call(tmp_path, frame, *more)
    assert done.returncode == 2
    assert any(part in done.stderr for part in said.split("|"))
