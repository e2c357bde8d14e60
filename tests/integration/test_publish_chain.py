"""A chain of snapshots: numbered, linked, with every correction listed, checked offline as a whole."""

import json
import shutil
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import polars as pl
import pytest

from tests.unit.publishing.small_district import CASES, assessed
from vungxanh.messages import VungXanhError
from vungxanh.publishing import GoesBack, Wrong, new_key, publish, read_key, verify
from vungxanh.publishing.assembling import seal
from vungxanh.publishing.manifest import MANIFEST, SIGNATURE
from vungxanh.publishing.signing import KeyDiffers, KeyExposed

NOW = datetime(2021, 6, 21, tzinfo=UTC)
CORRECTED = {**CASES, ("W1", 9): 11, ("W1", 10): 1, ("Q1", 5): 2, ("Q2", 14): 1}


@pytest.fixture(scope="module")
def chain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """public/1, public/2 (corrected), public/3 (a day later); office/1 ... office/3, office/key.pem."""
    top = tmp_path_factory.mktemp("chain")
    office, public = top / "office", top / "public"
    public.mkdir()
    assessed(office / "1")
    assessed(office / "2", CORRECTED)
    assessed(office / "3", CORRECTED, as_of=date(2021, 6, 21))
    new_key(office / "key.pem")
    for number in ("1", "2", "3"):
        previous = public / str(int(number) - 1)
        publish(
            office / number / "assessment",
            public / number,
            now=NOW,
            key=office / "key.pem",
            previous=previous if previous.exists() else None,
        )
    return top


@pytest.fixture
def copy(chain: Path, tmp_path: Path) -> Path:
    """The chain, free to be spoiled."""
    shutil.copytree(chain, tmp_path / "chain")
    return tmp_path / "chain"


def manifest(site: Path) -> dict[str, Any]:
    content: dict[str, Any] = json.loads((site / MANIFEST).read_bytes())
    return content


def forge(site: Path, key: Path, change: Callable[[dict[str, Any]], None]) -> None:
    """Change the manifest (and files) of a snapshot and sign it again, as only the holder of the key can."""
    content = manifest(site)
    (site / MANIFEST).unlink()
    (site / SIGNATURE).unlink()
    del content["self_check"]
    change(content)
    seal(site, content, read_key(key))


def test_each_snapshot_names_the_ones_before(chain: Path) -> None:
    third = manifest(chain / "public/3")
    assert [third["number"], third["id"]] == [3, "2021-06-21-003"]
    assert [link["id"] for link in third["chain"]] == ["2021-06-20-001", "2021-06-20-002"]
    assert third["previous"] == third["chain"][-1]["manifest_sha256"]


def test_the_chain_is_right_as_a_whole_and_pairwise(chain: Path) -> None:
    whole = verify(chain / "public")
    assert whole.ok, whole.said
    assert [one.number for one in whole.snapshots] == [1, 2, 3]
    pair = verify(chain / "public/3", previous=chain / "public/2")
    assert pair.ok
    assert [one.number for one in pair.snapshots] == [3]
    alone = verify(chain / "public/3")
    assert alone.ok
    assert any("was not given" in note.render("en") for note in alone.notes)


def test_every_area_day_that_changed_is_listed_and_hidden_ones_are_not_told(chain: Path) -> None:
    listed = pl.read_parquet(chain / "public/2/data/corrections.parquet")
    cases = listed.filter(pl.col("field") == "cases").select("area", "day", "old", "new").rows()
    assert ("W1", date(2021, 6, 9), "12", "11") in cases
    assert ("X", date(2021, 6, 5), "1", "2") in cases
    # Hamlet 1 went from 1 to 2 cases: hidden before and after, so not in the list.
    assert not [row for row in cases if row[0] in {"Q1", "W2"} and row[1] == date(2021, 6, 5)]
    assert ("Q1", date(2021, 6, 14), "0", "*") in cases
    assert listed.filter(pl.col("field") == "colour").height > 0
    summary = manifest(chain / "public/2")["corrections"]
    assert summary == {
        "values": listed.height,
        "areas": listed["area"].n_unique(),
        "days": listed["day"].n_unique(),
    }


def test_a_later_day_alone_is_no_correction(chain: Path) -> None:
    assert pl.read_parquet(chain / "public/3/data/corrections.parquet").is_empty()


def test_the_archive_links_to_its_neighbours(chain: Path) -> None:
    pages = "".join(p.read_text("utf-8") for p in (chain / "public/3").rglob("*.html"))
    assert "../2/" in pages


def test_an_assessment_that_knows_less_is_refused(chain: Path, tmp_path: Path) -> None:
    office = chain / "office"
    with pytest.raises(GoesBack, match="knows less"):
        publish(
            office / "1/assessment",
            tmp_path / "x",
            now=NOW,
            key=office / "key.pem",
            previous=chain / "public/3",
        )


def test_nothing_follows_a_damaged_snapshot(copy: Path) -> None:
    (copy / "public/3/data/counts.csv").write_text("")
    with pytest.raises(Wrong, match=r"counts\.csv was changed"):
        publish(copy / "office/3/assessment", copy / "public/4", now=NOW, key=copy / "office/key.pem",
                previous=copy / "public/3")  # fmt: skip
    assert not (copy / "public/4").exists()


class TestKeys:
    def test_a_new_key_needs_the_old_one(self, copy: Path) -> None:
        office, public = copy / "office", copy / "public"
        new_key(office / "new.pem")
        with pytest.raises(KeyDiffers, match="give the old key too"):
            publish(
                office / "3/assessment", public / "4", now=NOW, key=office / "new.pem", previous=public / "3"
            )
        publish(office / "3/assessment", public / "4", now=NOW, key=office / "new.pem",
                old_key=office / "key.pem", previous=public / "3")  # fmt: skip
        verdict = verify(public)
        assert verdict.ok, verdict.said
        assert any("The key changed" in note.render("en") for note in verdict.notes)

    def test_a_strangers_key_is_found(self, copy: Path) -> None:
        new_key(copy / "stranger.pem")
        stranger = read_key(copy / "stranger.pem")
        forge(copy / "public/3", copy / "stranger.pem", lambda c: c.update(key=stranger.fingerprint))
        assert verify(copy / "public/3").ok, "alone it cannot be told"
        assert verify(copy / "public").code == "key_not_endorsed"
        trusted = read_key(copy / "office/key.pem").fingerprint
        assert verify(copy / "public/3", fingerprint=trusted).code == "key_not_trusted"

    def test_without_a_key_one_is_made_beside_the_assessment(self, copy: Path, tmp_path: Path) -> None:
        made = publish(copy / "office/1/assessment", tmp_path / "one", now=NOW)
        path = copy / "office/1/vungxanh-signing-key.pem"
        assert path.stat().st_mode & 0o777 == 0o600
        assert any("new signing key" in note.render("en") for note in made.notes)
        again = publish(copy / "office/1/assessment", tmp_path / "two", now=NOW, previous=tmp_path / "one")
        assert again.manifest.key == made.manifest.key == read_key(path).fingerprint

    def test_a_key_inside_a_snapshot_is_refused(self, copy: Path) -> None:
        key = copy / "public/3/key.pem"
        shutil.copy(copy / "office/key.pem", key)
        with pytest.raises(KeyExposed, match="inside a published folder"):
            publish(copy / "office/3/assessment", copy / "public/4", now=NOW, key=key)

    def test_a_key_among_the_snapshots_is_found(self, copy: Path) -> None:
        shutil.copy(copy / "office/key.pem", copy / "public/key.pem")
        assert verify(copy / "public").code == "private_key_published"


def drop_corrections(site: Path) -> None:
    path = site / "data/corrections.parquet"
    pl.read_parquet(path).filter(pl.col("area") != "X").write_parquet(path)


def invent_correction(site: Path) -> None:
    path = site / "data/corrections.parquet"
    table = pl.read_parquet(path)
    pl.concat([table, table.head(1).with_columns(new=pl.lit("99"))]).write_parquet(path)


def open_an_area(site: Path) -> None:
    path = site / "data/areas.parquet"
    pl.read_parquet(path).with_columns(protected=pl.lit(False)).write_parquet(path)


def spoil_tables(site: Path) -> None:
    (site / "data/counts.parquet").write_bytes(b"PAR1 no table PAR1")


class TestWhatEvenTheHolderOfTheKeyCannotHide:
    """The second snapshot is changed and signed again; the third is taken away."""

    @pytest.mark.parametrize(
        ("code", "on_disk", "in_manifest"),
        [
            ("chain_broken", None, {"previous": "0" * 64}),
            ("chain_broken", None, {"number": 7}),
            ("chain_broken", None, {"previous": None, "chain": [], "number": 1}),
            ("as_of_back", None, {"as_of": "2021-06-01"}),
            ("corrections_wrong", drop_corrections, {}),
            ("corrections_wrong", invent_correction, {}),
            ("protection_lifted", open_an_area, {}),
            ("not_readable", spoil_tables, {}),
            ("rule_differs", lambda site: (site / "rules/pack.toml").write_text("id = 'other'"), {}),
        ],
    )
    def test_is_found(
        self, copy: Path, code: str, on_disk: Callable[[Path], object] | None, in_manifest: dict[str, Any]
    ) -> None:
        shutil.rmtree(copy / "public/3")
        second = copy / "public/2"
        if on_disk is not None:
            on_disk(second)
        forge(second, copy / "office/key.pem", lambda content: content.update(in_manifest))
        verdict = verify(copy / "public")
        assert (verdict.ok, verdict.code) == (False, code), verdict.said

    def test_a_snapshot_taken_out_of_the_chain(self, copy: Path) -> None:
        shutil.rmtree(copy / "public/2")
        assert verify(copy / "public").code == "chain_broken"

    def test_a_snapshot_exchanged_in_the_chain(self, copy: Path) -> None:
        forge(copy / "public/2", copy / "office/key.pem", lambda content: content.update(title="Elsewhere"))
        verdict = verify(copy / "public")
        assert verdict.code == "chain_broken"
        assert "2021-06-21-003" in verdict.said.render("en")


@pytest.mark.parametrize("make", [lambda p: p.mkdir(), lambda p: p.write_text(""), lambda p: None])
def test_a_place_without_snapshot_is_named(tmp_path: Path, make: Callable[[Path], object]) -> None:
    make(tmp_path / "site")
    verdict = verify(tmp_path / "site")
    assert (verdict.ok, verdict.code, verdict.exit_code) == (False, "no_snapshot", 1)


def test_a_verdict_speaks_both_languages(chain: Path) -> None:
    verdict = verify(chain / "public")
    said = json.loads(json.dumps(verdict.to_json()))["message"]
    assert said["vi"] != said["en"]


def test_publishing_errors_are_ours(tmp_path: Path) -> None:
    with pytest.raises(VungXanhError):
        publish(tmp_path / "none", tmp_path / "out", now=NOW)
    assert list(tmp_path.iterdir()) == []
