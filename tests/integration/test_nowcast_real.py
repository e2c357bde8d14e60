"""Nowcasts of real reports at past days against what was known in the end; skipped without the data.

Bounds are loose: benchmarks/epidemic_nowcast.py measures.
"""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vungxanh.epidemic.delays import Triangle, triangle_of, triangle_of_cases, triangle_of_vintages
from vungxanh.epidemic.nowcast import LEVELS, nowcast
from vungxanh.epidemic.scores import wis

pytestmark = pytest.mark.shared


def germany(shared: Path) -> Triangle:
    rows = pl.read_parquet(
        shared / "germany-hospital-triangle/triangle_de_age_reported_by_2022-01-31.parquet"
    )
    rows = rows.rename({"age_group": "area"}).with_columns(pl.col("reference_date").str.to_date())
    return triangle_of(rows, as_of=date(2022, 1, 31))


def boroughs(shared: Path) -> Triangle:
    versions = pl.read_parquet(shared / "nyc-zip-2020-21/borough_vintages_45d.parquet")
    versions = versions.with_columns(pl.col("published", "date").str.to_date()).rename({"published": "as_of"})
    long = versions.unpivot(
        on=["BX", "BK", "MN", "QN", "SI"], index=["as_of", "date"], variable_name="area", value_name="value"
    )
    return triangle_of_vintages(long, as_of=date(2021, 6, 30), max_delay=30)


def dengue(shared: Path) -> Triangle:
    cases = pl.read_parquet(shared / "taiwan-dengue-2014/kaohsiung_2014.parquet").select(
        pl.col("district").alias("area"),
        pl.col("onset_date").cast(pl.Date).alias("reference_date"),
        pl.col("notified_date").cast(pl.Date).alias("report_date"),
        "n",
    )
    season = cases.filter(pl.col("reference_date") >= date(2014, 6, 1))
    return triangle_of_cases(season, as_of=date(2015, 1, 7), max_delay=20)


def ratio(triangle: Triangle, days: list[date], width: int) -> tuple[float, float, float]:
    """WIS over that of taking reports as they are; coverage of the 50 % and the 95 % interval."""
    final = triangle.known()
    sums = np.cumsum(np.pad(final, ((0, 0), (width, 0))), axis=1)
    truth = sums[:, width:] - sums[:, :-width]
    ours, frozen, inside = [], [], []
    for day in days:
        now = nowcast(triangle, as_of=day, sum=width)
        at = (now.first - triangle.first).days + np.arange(now.days)
        y = truth[:, at]
        ours.append(wis(now.quantiles, LEVELS, y).mean())
        frozen.append(np.abs(now.known - y).mean())
        q = now.quantiles
        inside.append([((q[..., low] <= y) & (y <= q[..., -1 - low])).mean() for low in (6, 1)])
    half, most = np.mean(inside, axis=0)
    return float(np.mean(ours) / np.mean(frozen)), float(half), float(most)


def test_german_hospital_admissions(shared_data: Path) -> None:
    days = [date(2021, 11, 22), date(2021, 11, 30), date(2021, 12, 9), date(2021, 12, 17)]
    found, half, most = ratio(germany(shared_data), days, 7)
    assert found < 0.115
    assert 0.35 < half < 0.75
    assert most > 0.85


def test_new_york_boroughs(shared_data: Path) -> None:
    days = [date(2021, 2, 10), date(2021, 3, 25), date(2021, 4, 20), date(2021, 5, 20)]
    found, half, most = ratio(boroughs(shared_data), days, 1)
    assert found < 0.5
    assert 0.35 < half < 0.85
    assert most > 0.8


def test_kaohsiung_dengue_by_district(shared_data: Path) -> None:
    days = [date(2014, 9, 1), date(2014, 10, 10), date(2014, 11, 10), date(2014, 12, 10)]
    found, _, most = ratio(dengue(shared_data), days, 1)
    assert found < 0.45
    assert most > 0.93
