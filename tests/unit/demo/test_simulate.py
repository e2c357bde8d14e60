"""`simulate`: the same seed gives the same bytes; the folder explains itself."""

import json
from dataclasses import fields
from pathlib import Path

import polars as pl

from tests.unit.demo.places import assumed, small_district
from vungxanh.demo import Simulated, simulate


def small(out: Path, seed: int = 3) -> Simulated:
    return simulate(out, seed=seed, parameters=assumed(), territory=small_district())


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    one, two = small(tmp_path / "one"), small(tmp_path / "two")
    for file in sorted(one.folder.iterdir()):
        assert file.read_bytes() == (two.folder / file.name).read_bytes(), file.name


def test_another_seed_gives_other_cases(tmp_path: Path) -> None:
    one, two = small(tmp_path / "one"), small(tmp_path / "two", seed=4)
    assert one.cases_csv.read_bytes() != two.cases_csv.read_bytes()


def test_every_named_file_exists(tmp_path: Path) -> None:
    written = small(tmp_path / "out")
    paths = {
        getattr(written, field.name) for field in fields(written) if field.name not in ("folder", "as_of")
    }
    assert paths == set(written.folder.iterdir())


def test_the_summary_says_how_it_was_made_and_adds_up(tmp_path: Path) -> None:
    written = small(tmp_path)
    summary = json.loads(written.truth_summary.read_text("utf-8"))
    truth, cases = pl.read_parquet(written.truth), pl.read_csv(written.cases_csv)
    totals = summary["totals"]
    assert summary["simulated"] is True
    assert summary["seed"] == 3
    assert summary["parameters"]["id"] == "district6-2021"
    assert totals["infections"] == len(truth)
    assert totals["in_list"] == len(cases) <= totals["found"] == sum(totals["found_where"].values())
    assert len(summary["faults"]) == sum(assumed().faults.values())


def test_areas_without_shapes_are_written_without_geometry(tmp_path: Path) -> None:
    areas = json.loads(small(tmp_path).areas.read_text("utf-8"))["features"]
    assert [a["properties"]["code"] for a in areas] == list(small_district().codes)
    assert all(a["geometry"] is None for a in areas)
    assert areas[1]["properties"]["parent"] == "775"
