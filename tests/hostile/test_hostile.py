"""Hostile files end in a clear sentence, in bounded memory and time; never in a traceback."""

import json
import os
import subprocess
import sys
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.hostile.files import READABLE, UNREADABLE, honest_workbook
from tests.unit.linelist.small_city import small_city
from vungxanh.linelist import read_cases
from vungxanh.messages import VungXanhError
from vungxanh.tables import Limits, TooLarge, read_table

AS_OF = date(2021, 7, 31)
MOST_MEGABYTES = 300
DANGEROUS = (
    "million-columns.csv",
    "bomb.xlsx",
    "lying-bomb.xlsx",
    "laughs.xlsx",
    "corners.xlsx",
    "repeated.ods",
)
EXPECTED = {
    "empty.csv": "Empty",
    "only-header.csv": "NoRows",
    "million-columns.csv": "TooLarge",
    "truncated.xlsx": "Damaged",
    "bomb.xlsx": "Suspicious",
    "lying-bomb.xlsx": "Suspicious",
    "laughs.xlsx": "Suspicious",
    "path.xlsx": "Suspicious",
    "corners.xlsx": "TooLarge",
    "repeated.ods": "TooLarge",
    "locked.xlsx": "Locked",
    "open-quote.csv": "Damaged",
}


def in_a_process(path: Path, root: Path) -> dict[str, Any]:
    """What a process of its own says about one file."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.hostile.reading", str(path)],
        cwd=root,
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert done.stderr == ""
    answer: dict[str, Any] = json.loads(done.stdout)
    return answer


@pytest.mark.parametrize("name", [name for name in UNREADABLE if name not in DANGEROUS])
def test_an_unreadable_file_is_named_and_explained(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name]())
    with pytest.raises(VungXanhError) as caught:
        read_cases(path, small_city(), as_of=AS_OF)
    assert type(caught.value).__name__ == EXPECTED.get(name, type(caught.value).__name__)
    assert name in caught.value.message.render("vi")
    assert len(str(caught.value)) < 1_000


@pytest.mark.parametrize("name", DANGEROUS)
def test_a_file_made_to_exhaust_memory_does_not(tmp_path: Path, repo_root: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(UNREADABLE[name]())
    answer = in_a_process(path, repo_root)
    assert answer["error"] == EXPECTED[name]
    assert answer["megabytes"] < MOST_MEGABYTES


@pytest.mark.parametrize("name", READABLE)
def test_an_odd_file_is_judged_row_by_row(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    path.write_bytes(READABLE[name]())
    report = read_cases(path, small_city(), as_of=AS_OF).report
    assert report.read > 0
    parts = (report.accepted, report.refused, report.duplicates, report.after_as_of, report.not_counted)
    assert report.read == sum(parts)
    assert len(report.render("vi")) < 10_000


def test_a_folder_a_missing_file_and_a_circle_of_links(tmp_path: Path) -> None:
    (tmp_path / "circle").symlink_to(tmp_path / "circle")
    os.mkfifo(tmp_path / "pipe")
    for path in (tmp_path, tmp_path / "missing.csv", tmp_path / "circle", tmp_path / "pipe", Path("a\0b")):
        with pytest.raises(VungXanhError):
            read_table(path)


@pytest.mark.skipif(os.geteuid() == 0, reason="root may read everything")
def test_a_file_that_we_may_not_read(tmp_path: Path) -> None:
    path = tmp_path / "secret.csv"
    path.write_text("a,b\n1,2\n")
    path.chmod(0)
    with pytest.raises(VungXanhError):
        read_table(path)


@pytest.mark.parametrize(
    "limits", [Limits(bytes=10), Limits(columns=3), Limits(cells=5), Limits(unzipped=100), Limits(rows=0)]
)
def test_limits_are_kept(tmp_path: Path, limits: Limits) -> None:
    workbook, text = tmp_path / "a.xlsx", tmp_path / "a.csv"
    workbook.write_bytes(honest_workbook())
    text.write_text("a,b,c,d\n1,x,y,z\n")
    if limits.rows:
        with pytest.raises(TooLarge):
            read_table(workbook, limits=limits)
    if limits.cells > 5 and limits.unzipped > 100:
        with pytest.raises(TooLarge):
            read_table(text, limits=limits)
