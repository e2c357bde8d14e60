"""The outlook on real data: Ho Chi Minh City to 8 July 2021, and what came true before."""

from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vungxanh.assessment import Assessment, OutlookRequest, Request, assess, open_assessment

pytestmark = pytest.mark.shared


def run(
    shared_data: Path, out: Path, criteria: str, as_of: date, outlook: OutlookRequest | None
) -> Assessment:
    assess(
        Request(
            cases=shared_data / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv",
            areas=shared_data / "hcmc-boundaries-2021/hcmc_wards_312_simplified.geojson",
            criteria=criteria,
            as_of=as_of,
            outlook=outlook,
        ),
        out,
    )
    return open_assessment(out)


def test_312_wards_have_an_outlook_and_none_is_better_than_possible(
    shared_data: Path, tmp_path: Path
) -> None:
    asked = OutlookRequest(draws=60, to_best=30, what_if=("none",))
    found = run(shared_data, tmp_path / "out", "vn-2686-2021", date(2021, 7, 8), asked)
    assert found.outlook is not None
    assert found.what_ifs is not None
    assert found.outlook.filter(level="ward").height == 312 * 14
    now = found.colours.filter(day=date(2021, 7, 8)).filter(pl.col("rank") > 0)
    early = found.outlook.join(now.select("area", "earliest_best"), on="area")
    assert (early.filter(pl.col("day") < pl.col("earliest_best"))["p_green"] == 0).all()
    none = found.what_ifs.join(now.select("area", "earliest_best"), on="area")
    assert (none["green_q50"] == none["earliest_best"]).all()


def test_back_test_beats_the_persistence_of_colours(shared_data: Path, tmp_path: Path) -> None:
    """P(green) 14 days on, said on 10 and 20 June, against what then came (goal G1 on a small part)."""
    truth = run(shared_data, tmp_path / "truth", "green-14-days", date(2021, 7, 8), None).colours
    green = truth.filter(level="ward").select(
        "area", "day", now=(pl.col("colour") == "green").cast(pl.Float64)
    )
    ours, stays = [], []
    for as_of in (date(2021, 6, 10), date(2021, 6, 20)):
        asked = OutlookRequest(draws=60, to_best=14)
        found = run(shared_data, tmp_path / as_of.isoformat(), "green-14-days", as_of, asked)
        assert found.outlook is not None
        then = as_of + timedelta(days=14)
        rows = (
            found.outlook.filter(day=then, level="ward")
            .join(green.filter(day=as_of).select("area", before="now"), on="area")
            .join(green.filter(day=then).select("area", after="now"), on="area")
        )
        ours.append(((rows["p_green"] - rows["after"]) ** 2).mean())
        stays.append(((rows["before"] - rows["after"]) ** 2).mean())
    assert np.mean(ours) < 0.85 * np.mean(stays)
