"""Real files of four countries: their known faults are found, their totals are kept."""

from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
import pytest

from vungxanh.linelist import CaseFile, read_cases, read_mapping
from vungxanh.territory import Neighbours, Territory, read_territory

pytestmark = pytest.mark.shared


@pytest.fixture(scope="module")
def mappings(repo_root: Path) -> Path:
    return repo_root / "docs" / "how-to" / "mappings"


@pytest.fixture(scope="module")
def city(shared_data: Path) -> Territory:
    return read_territory(shared_data / "hcmc-boundaries-2021" / "hcmc_wards_312_simplified.geojson")


def read_city(shared_data: Path, city: Territory, name: str, as_of: date = date(2021, 7, 8)) -> CaseFile:
    return read_cases(shared_data / "vn-covid-ward-daily-2021" / name, city, as_of=as_of)


def refused(found: CaseFile, *codes: str) -> int:
    return sum(finding.count for code in codes if (finding := found.report.finding(code)))


class TestHoChiMinhCity:
    def test_the_raw_file_reports_its_faults(self, shared_data: Path, city: Territory) -> None:
        found = read_city(shared_data, city, "hcmc_ward_daily_raw.csv")
        assert (found.report.read, found.report.refused) == (2390, 48)
        assert refused(found, "other_province", "unknown_area") == 48
        assert found.refused["match"].unique().to_list() == ["no_ward"]
        assert "Cà Mau" in found.report.render("vi")

    def test_the_batch_day_is_named(self, shared_data: Path, city: Territory) -> None:
        for name in ("hcmc_ward_daily_raw.csv", "hcmc_ward_daily.csv"):
            batch = read_city(shared_data, city, name).report.finding("batch_day")
            assert batch is not None
            assert [example.value for example in batch.examples] == ["2021-06-25"]

    def test_raw_and_clean_hold_the_same_cases(self, shared_data: Path, city: Territory) -> None:
        raw = read_city(shared_data, city, "hcmc_ward_daily_raw.csv")
        clean = read_city(shared_data, city, "hcmc_ward_daily.csv")
        assert clean.report.clean
        assert clean.absent == "zero"
        keys = ["area", "day", "n"]
        assert raw.events.select(keys).sort(keys).equals(clean.events.select(keys).sort(keys))

    def test_an_earlier_cut_off_day_knows_less(self, shared_data: Path, city: Territory) -> None:
        found = read_city(shared_data, city, "hcmc_ward_daily.csv", as_of=date(2021, 6, 30))
        assert found.last_day == date(2021, 6, 30)
        assert found.report.after_as_of + found.report.accepted == found.report.read

    def test_names_alone_lead_to_the_same_wards_as_codes(
        self, shared_data: Path, city: Territory, tmp_path: Path
    ) -> None:
        source = shared_data / "vn-covid-ward-daily-2021" / "hcmc_ward_daily.csv"
        pl.read_csv(source).drop("ward_code", "district_code").write_csv(tmp_path / "names.csv")
        named = read_cases(tmp_path / "names.csv", city, as_of=date(2021, 7, 8))
        coded = read_city(shared_data, city, "hcmc_ward_daily.csv")
        assert named.report.clean
        assert named.events.equals(coded.events)


def test_a_line_list_of_toronto(shared_data: Path, mappings: Path) -> None:
    folder = shared_data / "toronto-linelist-2020"
    territory = read_territory(folder / "toronto_neighbourhoods_140.geojson")
    found = read_cases(
        folder / "toronto_cases_20200909.csv",
        territory,
        mapping=read_mapping(mappings / "toronto.toml"),
        as_of=date(2020, 12, 31),
    )
    assert (found.report.read, found.report.accepted) == (21_142, 21_142 - 721)
    assert refused(found, "no_area") == 721
    assert found.events.filter(~pl.col("community")).height > 0
    assert found.events.filter("linked").height > 0


def test_dengue_of_kaohsiung_with_several_cases_in_a_row(shared_data: Path, mappings: Path) -> None:
    folder = shared_data / "taiwan-dengue-2014"
    found = read_cases(
        folder / "kaohsiung_2014.parquet",
        read_territory(folder / "kaohsiung_2014_villages.csv"),
        mapping=read_mapping(mappings / "taiwan-dengue.toml"),
        as_of=date(2015, 6, 1),
    )
    source = pl.read_parquet(folder / "kaohsiung_2014.parquet")
    assert found.report.clean
    assert found.events["n"].sum() == source["n"].sum()
    imported = found.events.filter(~pl.col("community"))["n"].sum()
    assert imported == source.filter(pl.col("imported") == 1)["n"].sum()


def test_cumulative_cases_of_berlin_with_their_corrections(shared_data: Path, mappings: Path) -> None:
    file = shared_data / "berlin-districts" / "berlin_bezirk_daily.csv"
    source = pl.read_csv(file).select("lor", "district").unique().sort("lor")
    n = source.height
    berlin = Territory(
        day=date(2021, 1, 1),
        codes=tuple(source["lor"]),
        names=tuple(source["district"]),
        levels=("ward",) * n,
        parent=np.full(n, -1, np.int32),
        population=np.full(n, np.nan),
        neighbours=Neighbours.unknown(n),
        valid_from=(None,) * n,
        valid_to=(None,) * n,
    )
    found = read_cases(file, berlin, mapping=read_mapping(mappings / "berlin.toml"), as_of=date(2022, 3, 31))
    assert found.report.clean
    assert refused(found, "cumulative_falls") == 83
    assert found.events.filter(pl.col("n") < 0).height == 83
    cumulative = (
        pl.read_csv(file)
        .sort("date", maintain_order=True)
        .group_by("lor")
        .agg(pl.col("cases_cum").first().alias("start"), pl.col("cases_cum").last().alias("end"))
    )
    assert found.events["n"].sum() == (cumulative["end"] - cumulative["start"]).sum()
