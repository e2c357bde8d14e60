"""The nightly run: every table, the same whatever the engine; an old table does not outlive its reason."""

from dataclasses import replace
from pathlib import Path

import polars as pl
import pytest

from tests.unit.nightly.country import ALONE, LAST, WARDS, assessed
from vungxanh.assessment import Assessment
from vungxanh.nightly import Plan, UnknownPart, WhichDisease, chosen, in_processes, nightly

PLAN = Plan(disease="covid19", draws=20, replicas=19, horizon=7)


@pytest.fixture(scope="module")
def assessment(tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    return assessed(Path(tmp_path_factory.mktemp("country")))


@pytest.fixture(scope="module")
def made(assessment: Assessment, tmp_path_factory: pytest.TempPathFactory) -> Path:
    out = Path(tmp_path_factory.mktemp("run"))
    nightly(assessment, PLAN, out=out)
    return out


def test_every_area_is_in_every_table(made: Path) -> None:
    everybody = {*WARDS, *ALONE, "P1", "P2", "D10", "D11", "D20", "D21"}
    assert set(pl.read_parquet(made / "epi" / "rt.parquet")["area"]) == everybody
    assert set(pl.read_parquet(made / "epi" / "forecast.parquet")["location"]) == everybody
    assert set(pl.read_parquet(made / "epi" / "freedom.parquet")["area"]) == everybody
    outlook = pl.read_parquet(made / "outlook.parquet")
    assert set(outlook["area"]) == {*WARDS, *ALONE}, "the criteria judge wards"


def test_forecasts_go_from_the_day_after_to_the_horizon(made: Path) -> None:
    forecast = pl.read_parquet(made / "epi" / "forecast.parquet")
    assert set(forecast["reference_date"]) == {LAST}
    assert sorted(forecast["horizon"].unique()) == list(range(1, 8))
    assert forecast.height == 25 * 7 * 23


def test_no_nowcast_where_cases_count_on_their_report(made: Path) -> None:
    assert not (made / "epi" / "nowcast.parquet").exists()


def test_worker_processes_make_the_same_tables(assessment: Assessment, made: Path, tmp_path: Path) -> None:
    nightly(assessment, PLAN, out=tmp_path, run=in_processes(2))
    assert same_tables(made, tmp_path)


def test_an_older_table_that_is_not_made_again_is_removed(assessment: Assessment, tmp_path: Path) -> None:
    (tmp_path / "epi").mkdir()
    (tmp_path / "epi" / "nowcast.parquet").write_bytes(b"older")
    nightly(assessment, replace(PLAN, parts=("nowcast",)), out=tmp_path)
    assert [file.name for file in tmp_path.rglob("*") if file.is_file()] == ["vintages.parquet"]


def test_the_disease_is_that_of_the_criteria_or_has_to_be_named(
    assessment: Assessment, tmp_path: Path
) -> None:
    assert chosen(assessment, Plan()).disease == "covid19"
    dengue = assessed(tmp_path / "dengue", "vn-15-2026-non-endemic")
    with pytest.raises(WhichDisease, match="--disease"):
        chosen(dengue, Plan())
    assert chosen(dengue, Plan(disease="dengue")).disease == "dengue"


def test_a_table_that_does_not_exist_is_refused(assessment: Assessment) -> None:
    with pytest.raises(UnknownPart, match="horoscope"):
        chosen(assessment, Plan(), only=["rt", "horoscope"])
    assert chosen(assessment, Plan(), only=["rt"]).parts == ("rt",)


def same_tables(one: Path, other: Path) -> bool:
    names = sorted(file.relative_to(one) for file in one.rglob("*.parquet"))
    assert names == sorted(file.relative_to(other) for file in other.rglob("*.parquet"))
    assert len(names) == 6
    return all(pl.read_parquet(one / name).equals(pl.read_parquet(other / name)) for name in names)
