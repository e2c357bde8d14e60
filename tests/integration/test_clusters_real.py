"""The scan on real outbreaks: Kaohsiung's dengue of 2014 while it was small, Ho Chi Minh City 2021."""

from pathlib import Path

import polars as pl
import pytest

from tests.integration.calls import vungxanh

pytestmark = pytest.mark.shared


@pytest.fixture
def dengue(shared_data: Path, tmp_path: Path) -> Path:
    """Cases of Kaohsiung 2014 by notification day and village, without the imported ones."""
    cases = pl.read_parquet(shared_data / "taiwan-dengue-2014" / "kaohsiung_2014.parquet")
    known = pl.read_csv(
        shared_data / "taiwan-dengue-2014" / "kaohsiung_2014_villages.csv",
        schema_overrides={"village_code": pl.String},
    )["village_code"]
    (
        cases.filter((pl.col("imported") == 0) & pl.col("village_code").is_in(known.drop_nulls().to_list()))
        .group_by(area="village_code", date=pl.col("notified_date").dt.date())
        .agg(cases=pl.col("n").sum())
        .sort("date", "area")
        .write_csv(tmp_path / "counts.csv")
    )
    return tmp_path


def clusters(folder: Path, areas: Path, day: str, *more: str) -> pl.DataFrame:
    done = vungxanh(
        "epi", "clusters", "--counts", "counts.csv", "--areas", areas, "--as-of", day, "--days", "28",
        "--replicas", "99", "--out", "k.parquet", *more, cwd=folder,
    )  # fmt: skip
    assert done.returncode == 0, done.said
    return pl.read_parquet(folder / "k.parquet")


def test_the_dengue_outbreak_is_seen_when_it_is_small(dengue: Path, shared_data: Path) -> None:
    """On 25 June the city had 54 of its 15,000 cases; the two districts named got 3,100 of them."""
    areas = shared_data / "taiwan-dengue-2014" / "kaohsiung_2014_villages.csv"
    first = clusters(dengue, areas, "2014-06-25").filter(pl.col("cluster") == 1)
    assert first["alarm"].all()
    assert first["cases"][0] >= 30
    # 64000110 is Siaogang, 64000090 Cianjhen beside it
    assert set(first["area"].str.slice(0, 8)) <= {"64000110", "64000090"}


def test_ho_chi_minh_city_on_the_eve_of_directive_16(shared_data: Path, tmp_path: Path) -> None:
    wards = pl.read_csv(
        shared_data / "vn-covid-ward-daily-2021" / "hcmc_ward_daily.csv",
        schema_overrides={"ward_code": pl.String},
    )
    wards.select("date", "cases", area="ward_code").write_csv(tmp_path / "counts.csv")
    areas = shared_data / "hcmc-boundaries-2021" / "hcmc_wards_312_simplified.geojson"
    frame = clusters(tmp_path, areas, "2021-07-08", "--geojson", "k.geojson")
    alarms = frame.filter(pl.col("alarm"))
    # Ward 4 of District 6, half of the district's cases in lumps, lies in the group that stands out most.
    ward = frame.filter(pl.col("area") == "27373").row(0, named=True)
    assert ward["cluster"] == 1
    assert ward["alarm"]
    assert ward["area_cases"] >= 140
    assert ward["area_expected"] < 10
    assert alarms["cluster"].n_unique() >= 5
    assert (tmp_path / "k.geojson").stat().st_size > 1000
