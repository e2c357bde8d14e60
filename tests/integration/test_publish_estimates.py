"""Estimates in a chain of snapshots: no hidden count leaves with them, and nobody rewrites their scores."""

import shutil
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import polars as pl
import pytest

from tests.integration.test_publish_hides import ONE, OTHER, differing
from tests.unit.publishing.made_up import write_estimates
from tests.unit.publishing.small_district import assessed
from vungxanh.assessment import open_assessment
from vungxanh.publishing import new_key, publish, verify
from vungxanh.publishing.hashing import walk

NOW = datetime(2021, 6, 21, tzinfo=UTC)
HIDDEN = {"Q1", "Q2", "W2", "W3"}
NAMED = {"manifest.json", "manifest.sig", "vi/archive.html", "en/archive.html"}
"""Files that name the hash of the case list, directly or through the manifest before."""


def office(folder: Path, cases: dict[tuple[str, int], int], as_of: date, hidden_seed: int) -> Path:
    """An assessment with estimates; those of hidden areas are drawn anew with `hidden_seed`."""
    assessment = assessed(folder, cases, as_of)
    write_estimates(assessment)
    other = folder / "other"
    shutil.copytree(assessment, other)
    write_estimates(other, seed=hidden_seed)
    for name in ("outlook", "epi/rt", "epi/forecast", "epi/clusters"):
        area = "location" if name == "epi/forecast" else "area"
        mine, theirs = (pl.read_parquet(place / f"{name}.parquet") for place in (assessment, other))
        swapped = pl.concat(
            [mine.filter(~pl.col(area).is_in(HIDDEN)), theirs.filter(pl.col(area).is_in(HIDDEN))]
        )
        swapped.sort(area, maintain_order=True).write_parquet(assessment / f"{name}.parquet")
    shutil.rmtree(other)
    return assessment


def chain(folder: Path, key: Path, cases: dict[tuple[str, int], int], hidden_seed: int) -> list[Path]:
    """Three snapshots, two days apart."""
    made: list[Path] = []
    for number in range(3):
        as_of = date(2021, 6, 16) + timedelta(days=2 * number)
        assessment = office(folder / f"office{number}", cases, as_of, hidden_seed)
        out = folder / "public" / str(number + 1)
        publish(assessment, out, now=NOW, key=key, previous=made[-1] if made else None)
        made.append(out)
    return made


@pytest.fixture(scope="module")
def key(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("key") / "key.pem"
    new_key(path)
    return path


@pytest.fixture(scope="module")
def snapshots(tmp_path_factory: pytest.TempPathFactory, key: Path) -> list[Path]:
    return chain(tmp_path_factory.mktemp("one"), key, ONE, 5)


class TestWhatLeaves:
    def test_what_hidden_areas_hold_changes_no_byte(
        self, snapshots: list[Path], tmp_path: Path, key: Path
    ) -> None:
        """Another distribution of the hidden cases, and other estimates for the hidden areas."""
        other = chain(tmp_path, key, OTHER, 99)
        colours = [pl.read_parquet(site / "data/colours.parquet") for site in (snapshots[2], other[2])]
        assert colours[0].equals(colours[1]), "colours are public: the two outbreaks must not differ there"
        assert differing(snapshots[2], other[2]) <= NAMED

    def test_no_published_table_of_estimates_names_a_hidden_area(self, snapshots: list[Path]) -> None:
        found = {}
        for path in (snapshots[2] / "data").glob("*.parquet"):
            table = pl.read_parquet(path)
            column = next((name for name in ("area", "location") if name in table.columns), None)
            if column is not None:
                found[path.stem] = set(table[column]) & HIDDEN
        told = {name for name, areas in found.items() if areas}
        assert told <= {"areas", "counts", "colours", "corrections", "verified"}
        assert {
            "outlook",
            "to-green",
            "rt",
            "forecast",
            "forecast-open",
            "forecast-record",
        } <= found.keys() - told

    def test_what_is_not_declared_is_not_written(self, snapshots: list[Path]) -> None:
        from vungxanh.publishing.dictionary import TABLES

        for path in (snapshots[2] / "data").glob("*.parquet"):
            declared = [column.name for column in TABLES[path.stem][1]]
            assert set(pl.read_parquet(path).columns) <= set(declared), path.stem

    def test_every_number_is_as_coarse_as_the_rule_says(self, snapshots: list[Path]) -> None:
        data = snapshots[2] / "data"
        p = pl.read_parquet(data / "outlook.parquet")["probability"] * 20
        r = pl.read_parquet(data / "rt.parquet")["q50"].drop_nulls() * 20
        n = pl.read_parquet(data / "forecast.parquet")["value"]
        assert all(((values - values.round()).abs() < 1e-6).all() for values in (p, r, n))


class TestTheChain:
    def test_it_verifies(self, snapshots: list[Path]) -> None:
        verdict = verify(snapshots[0].parent)
        assert verdict.ok, verdict.said

    def test_scores_accumulate(self, snapshots: list[Path]) -> None:
        tables = [site / "data/scores.parquet" for site in snapshots]
        assert not tables[0].exists()
        second, third = (pl.read_parquet(path) for path in tables[1:])
        assert third.head(second.height).equals(second)
        assert set(third["published_in"]) == {1, 2}
        assert (snapshots[2] / "vi/scoreboard.html").is_file()
        assert not (snapshots[0] / "vi/scoreboard.html").exists()

    def test_rewritten_scores_are_found(self, snapshots: list[Path], tmp_path: Path, key: Path) -> None:
        """Even the holder of the key cannot make an earlier forecast look better."""
        from vungxanh.publishing.assembling import seal
        from vungxanh.publishing.keys import read_key
        from vungxanh.publishing.manifest import read_manifest

        forged = tmp_path / "chain"
        shutil.copytree(snapshots[0].parent, forged)
        last = forged / "3"
        path = last / "data/scores.parquet"
        table = pl.read_parquet(path)
        table.with_columns(
            wis=pl.when(pl.col("model_id") == "vungxanh").then(0.0).otherwise("wis")
        ).write_parquet(path)
        content = read_manifest((last / "manifest.json").read_bytes()).model_dump(mode="json")
        for name in ("manifest.json", "manifest.sig"):
            (last / name).unlink()
        seal(last, {k: v for k, v in content.items() if k not in ("files", "self_check")}, read_key(key))
        verdict = verify(forged)
        assert (verdict.ok, verdict.code, verdict.path) == (False, "scores_wrong", "data/scores.parquet")

    def test_every_file_is_in_the_manifest(self, snapshots: list[Path]) -> None:
        from vungxanh.publishing.manifest import read_manifest

        listed = read_manifest((snapshots[2] / "manifest.json").read_bytes()).files
        found = {path for path, _ in walk(snapshots[2]) if path not in ("manifest.json", "manifest.sig")}
        assert set(listed) == found
        assert {"data/outlook.csv", "data/rt.csv", "data/forecast.csv", "data/scores.csv"} <= found

    def test_a_bad_table_publishes_nothing(self, tmp_path: Path, key: Path) -> None:
        from vungxanh.messages import VungXanhError

        assessment = office(tmp_path / "office", ONE, date(2021, 6, 20), 5)
        (assessment / "epi/rt.parquet").write_bytes(b"PAR1")
        with pytest.raises(VungXanhError, match=r"rt\.parquet"):
            publish(assessment, tmp_path / "out", now=NOW, key=key)
        assert not (tmp_path / "out").exists()
        assert open_assessment(assessment).last_day == date(2021, 6, 20)
