"""Importing twice changes nothing."""

from pathlib import Path

import polars as pl

from vungxanh.linelist import merge, read_records


def records(folder: Path, text: str) -> pl.DataFrame:
    path = folder / "r.csv"
    path.write_text(text)
    return read_records(path)


def test_the_same_file_twice_changes_nothing(tmp_path: Path) -> None:
    for text in ("id,ward,date\n1,P4,8/7/2021\n2,P4,8/7/2021\n", "ward,date\nP4,8/7/2021\nP4,8/7/2021\n"):
        first = merge(records(tmp_path, text).clear(), records(tmp_path, text))
        again = merge(first.records, records(tmp_path, text))
        assert (first.created, first.updated, first.unchanged) == (2, 0, 0)
        assert (again.created, again.updated, again.unchanged) == (0, 0, 2)
        assert again.records.equals(first.records)


def test_new_and_changed_rows_are_told_apart_and_blanks_forget_nothing(tmp_path: Path) -> None:
    old = records(tmp_path, "id,ward,date,sex\n1,P4,8/7/2021,nam\n2,P4,8/7/2021,nữ\n")
    merged = merge(
        old, records(tmp_path, "id,ward,date,sex\n1,P3,8/7/2021,\n2,P4,8/7/2021,\n3,P4,9/7/2021,nam\n")
    )
    assert (merged.created, merged.updated, merged.unchanged) == (1, 1, 1)
    assert merged.records.select("case_id", "ward", "sex").rows() == [
        ("1", "P3", "nam"),
        ("2", "P4", "nữ"),
        ("3", "P4", "nam"),
    ]
