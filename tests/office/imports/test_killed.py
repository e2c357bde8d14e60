"""kill -9 in the middle of an import: after the recovery every row is there once, whatever the moment."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[3]


@pytest.mark.slow
def test_an_import_is_there_once_or_not_at_all(tmp_path: Path) -> None:
    environment = os.environ | {
        "VUNGXANH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
        "PYTHONPATH": str(ROOT),
    }
    done = subprocess.run(
        [sys.executable, "-m", "tests.office.imports.dying"],
        env=environment, capture_output=True, text=True, cwd=ROOT, check=False,
        timeout=300,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-2000:]
    points = [line.split("|") for line in done.stdout.splitlines()]
    assert [point for point in points if point[2] != "whole"] == []
    assert sum(point[1] == "died" for point in points) >= 12
    assert any(point[1] == "lived" for point in points)
