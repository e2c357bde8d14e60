"""kill -9 at many points of an assessment and of a publication: nothing is left half done."""

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

HERE = Path(__file__).parent
Run = Callable[[str, int], list[dict[str, Any]]]


@pytest.fixture
def run(tmp_path: Path) -> Iterator[Run]:
    """Runs the driver on an own database of the same engine as the other tests; its lines."""
    environment = {
        **os.environ,
        "VUNGXANH_HOME": str(tmp_path),
        "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
    }
    name = f"dying_{os.getpid()}"
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {name}")
        base, _, _ = environment["VUNGXANH_DATABASE"].rpartition("/")
        environment["VUNGXANH_DATABASE"] = f"{base}/{name}"

    def made(what: str, points: int) -> list[dict[str, Any]]:
        command = [sys.executable, str(HERE / "dying.py"), what, str(points)]
        done = subprocess.run(
            command, env=environment, capture_output=True, text=True, timeout=600, check=False
        )
        assert done.returncode == 0, done.stderr[-3000:]
        return [json.loads(line) for line in done.stdout.splitlines()]

    yield made
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.mark.committed
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes")
def test_a_killed_computation_leaves_no_half_assessment(run: Run) -> None:
    *lines, end = run("computations", 4)
    assert all(line["killed"] for line in lines)
    for line in lines:
        assert (line["status"], line["rows"]) in {("failed", 0), ("computed", 89)}, line
    assert any(line["recovered"] for line in lines)
    assert end["states"] == ["computed", "failed"]


@pytest.mark.committed
@pytest.mark.slow
@pytest.mark.skipif(not hasattr(os, "fork"), reason="forks processes")
def test_a_killed_publication_leaves_the_old_site_whole(run: Run) -> None:
    *lines, end = run("publications", 3)
    assert sum(line["killed"] for line in lines) >= 3
    assert all(line["whole"] for line in lines)
    assert end == {"last": True, "current": True, "left": []}
