"""kill -9 in the middle of a merge, and of taking it back: after each, all of it is there or nothing."""

import os
import subprocess
import sys
from pathlib import Path

HERE = Path(__file__).parent


def run(home: Path, what: str) -> list[tuple[int, bool, bool]]:
    """The program that dies, at every few statements: (statement, died, whole)."""
    environment = os.environ | {
        "VUNGXANH_HOME": str(home),
        "VUNGXANH_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
        "PYTHONPATH": str(HERE.parents[2]),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.office.duplicates.dying", what],
        env=environment, capture_output=True, text=True, check=True, cwd=HERE.parents[2],
    )  # fmt: skip
    rows = [line.split() for line in done.stdout.splitlines()]
    return [(int(at), died == "died", whole == "whole") for at, died, whole in rows]


def test_a_merge_is_there_or_not(tmp_path: Path) -> None:
    points = run(tmp_path, "both")
    assert all(whole for _, _, whole in points), points
    assert sum(died for _, died, _ in points) >= 12
    assert any(not died for _, died, _ in points)
