"""The shipped demo through the library's own front door: the list is understood, its faults are found."""

import json
from collections import Counter
from typing import Any

import polars as pl
import pytest

from vungxanh.assessment import Assessment, Request, assess, open_assessment
from vungxanh.campaign import league
from vungxanh.demo import Simulated, read_parameters, simulate
from vungxanh.linelist import CaseFile, read_cases
from vungxanh.territory import read_builtin, read_territory


@pytest.fixture(scope="module")
def simulated(tmp_path_factory: pytest.TempPathFactory) -> Simulated:
    return simulate(tmp_path_factory.mktemp("demo"))


@pytest.fixture(scope="module")
def summary(simulated: Simulated) -> dict[str, Any]:
    content: dict[str, Any] = json.loads(simulated.truth_summary.read_text("utf-8"))
    return content


@pytest.fixture(scope="module")
def typed(simulated: Simulated) -> CaseFile:
    return read_cases(simulated.cases_xlsx, read_territory(simulated.areas), as_of=simulated.as_of)


@pytest.fixture(scope="module")
def assessed(simulated: Simulated, tmp_path_factory: pytest.TempPathFactory) -> Assessment:
    out = tmp_path_factory.mktemp("assessed") / "out"
    request = Request(
        cases=simulated.cases_xlsx,
        areas=simulated.areas,
        criteria="vn-2686-2021",
        as_of=simulated.as_of,
        inputs=simulated.inputs,
    )
    assess(request, out)
    return open_assessment(out)


def test_the_whole_district_is_simulated(summary: dict[str, Any]) -> None:
    district = read_builtin("district6-2021")
    people = district.population[district.at_level("quarter")].sum()
    assert summary["totals"]["people"] == people == 233_561
    assert 55_000 < summary["totals"]["households"] < 65_000


def test_the_areas_are_read_back_as_they_were(simulated: Simulated) -> None:
    back, district = read_territory(simulated.areas), read_builtin("district6-2021")
    assert sorted(back.codes) == sorted(district.codes)
    assert back.neighbours.known
    for code in district.codes:
        assert back.population[back.index[code]] == district.population[district.index[code]]


def test_rows_that_are_refused_are_the_spoiled_ones(typed: CaseFile, summary: dict[str, Any]) -> None:
    spoiled = {fault["row"] for fault in summary["faults"]}
    refused = set(typed.refused["row"].to_list())
    assert refused
    assert refused <= spoiled


def test_every_place_that_does_not_exist_is_found(typed: CaseFile, summary: dict[str, Any]) -> None:
    planted = Counter(fault["kind"] for fault in summary["faults"])
    refused = Counter(typed.refused["reason_code"].to_list())
    assert refused["unknown_area"] == planted["no_such_ward"] + planted["other_district"]


def test_the_clean_list_gives_the_same_cases_without_a_finding(simulated: Simulated) -> None:
    clean = read_cases(simulated.cases_csv, read_territory(simulated.areas), as_of=simulated.as_of)
    assert clean.refused.is_empty()
    truth = pl.read_parquet(simulated.truth).drop_nulls("case_id")
    assert clean.events["n"].sum() == len(truth)
    community = truth["where"].is_in(["community", "screening"]).sum()
    assert clean.events.filter("community")["n"].sum() == community
    linked = truth.filter(pl.col("where").is_in(["community", "screening"]))["linked"].sum()
    assert clean.events.filter(pl.col("community") & pl.col("linked"))["n"].sum() == linked


def test_the_map_at_the_end_shows_every_colour(assessed: Assessment) -> None:
    last = assessed.colours.filter(pl.col("day") == assessed.last_day, level="ward")
    assert set(last["colour"]) == {"green", "yellow", "orange", "red"}


def test_the_campaign_has_a_first_a_last_and_something_between(assessed: Assessment) -> None:
    table = league(assessed)
    assert len(table) == 14
    assert table["place"].null_count() == 0
    assert table["place"].n_unique() >= 10
    assert table["levels_gained"].n_unique() >= 2


def test_its_size_is_plausible(summary: dict[str, Any]) -> None:
    assert 500 < summary["totals"]["in_list"] < 5_000
    assert read_parameters().period.last.isoformat() == "2021-08-15"
