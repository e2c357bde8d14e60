"""The folder is written whole or not at all, and nobody else's folder is touched."""

from pathlib import Path

import polars as pl
import pytest

from vungxanh.assessment import FolderNotEmpty, NotAnAssessment, open_assessment, store


def fill(folder: Path, text: str = "{}") -> None:
    (folder / "assessment.json").write_text(text, "utf-8")
    pl.DataFrame({"area": ["A"]}).write_parquet(folder / "colours.parquet")


def names(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def test_a_new_folder_is_made_with_its_parents(tmp_path: Path) -> None:
    store.write_whole(tmp_path / "a" / "b", fill)
    assert names(tmp_path / "a" / "b") == ["assessment.json", "colours.parquet"]
    assert names(tmp_path / "a") == ["b"]


def test_an_empty_folder_may_be_used(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    store.write_whole(tmp_path / "out", fill)
    assert store.is_assessment(tmp_path / "out")


def test_an_older_assessment_is_replaced_as_a_whole(tmp_path: Path) -> None:
    out = tmp_path / "out"
    store.write_whole(out, fill)
    (out / "left-over.txt").write_text("old", "utf-8")
    store.write_whole(out, lambda folder: fill(folder, '{"new": 1}'))
    assert names(out) == ["assessment.json", "colours.parquet"]
    assert store.read_json(out, "assessment.json") == {"new": 1}
    assert names(tmp_path) == ["out"]


def test_a_foreign_folder_is_refused_and_not_touched(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.mkdir()
    (out / "thesis.doc").write_text("mine", "utf-8")
    with pytest.raises(FolderNotEmpty, match="nothing was written"):
        store.write_whole(out, fill)
    assert names(out) == ["thesis.doc"]
    assert names(tmp_path) == ["out"]


def test_a_file_in_the_way_is_refused(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("mine", "utf-8")
    with pytest.raises(FolderNotEmpty):
        store.write_whole(tmp_path / "out", fill)
    assert (tmp_path / "out").read_text("utf-8") == "mine"


@pytest.mark.parametrize("before", [False, True])
def test_nothing_half_written_stays_when_writing_fails(tmp_path: Path, before: bool) -> None:
    out = tmp_path / "out"
    if before:
        store.write_whole(out, fill)

    def broken(folder: Path) -> None:
        fill(folder, '{"half": 1}')
        raise OSError("disk full")

    with pytest.raises(OSError, match="disk full"):
        store.write_whole(out, broken)
    assert names(tmp_path) == (["out"] if before else [])
    if before:
        assert store.read_json(out, "assessment.json") == {}


def test_the_folder_can_be_read_by_others(tmp_path: Path) -> None:
    store.write_whole(tmp_path / "out", fill)
    assert (tmp_path / "out").stat().st_mode & 0o055 == 0o055


@pytest.mark.parametrize("lacking", ["assessment.json", "colours.parquet"])
def test_a_folder_without_its_main_files_is_no_assessment(tmp_path: Path, lacking: str) -> None:
    fill(tmp_path)
    (tmp_path / lacking).unlink()
    with pytest.raises(NotAnAssessment):
        open_assessment(tmp_path)


def test_a_damaged_file_is_named(tmp_path: Path) -> None:
    fill(tmp_path, "{not json")
    with pytest.raises(NotAnAssessment, match=r"assessment\.json"):
        open_assessment(tmp_path)
    (tmp_path / "counts.parquet").write_bytes(b"PAR1 nothing")
    for table in ("counts", "areas"):
        with pytest.raises(NotAnAssessment, match=rf"{table}\.parquet"):
            store.read_table(tmp_path, table)


def test_json_is_sorted_and_keeps_its_letters(tmp_path: Path) -> None:
    store.write_json(tmp_path / "a.json", {"b": "Phường 1", "a": 1})
    assert (tmp_path / "a.json").read_text("utf-8") == '{\n  "a": 1,\n  "b": "Phường 1"\n}\n'


def test_an_input_is_described_without_its_folder(tmp_path: Path) -> None:
    file = tmp_path / "cases.csv"
    file.write_bytes(b"abc")
    assert store.described(file, "cases") == {
        "role": "cases",
        "name": "cases.csv",
        "bytes": 3,
        "sha256": "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad",
    }
