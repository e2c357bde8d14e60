"""kill -9 while publishing leaves no snapshot or a whole one, and does not hinder the next run."""

import subprocess
import sys
import time
from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.unit.publishing.small_district import assessed
from vungxanh.publishing import new_key, publish, verify

NOW = datetime(2021, 6, 21, tzinfo=UTC)

PROGRAM = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from vungxanh.publishing import publish
office, out = map(Path, sys.argv[1:])
publish(office / "assessment", out, now=datetime(2021, 6, 21, tzinfo=UTC), key=office / "key.pem")
"""


def files_in(folder: Path) -> int:
    """How far the building has come."""
    try:
        return sum(1 for path in folder.rglob("*") if path.is_file())
    except OSError:  # it is renamed while we look
        return 0


def kill_when(office: Path, out: Path, files: int) -> None:
    """Start publishing and kill it, without warning, as soon as so many files are there."""
    building = out.parent / f".{out.name}.building"
    process = subprocess.Popen([sys.executable, "-c", PROGRAM, str(office), str(out)])
    deadline = time.monotonic() + 60
    while process.poll() is None and time.monotonic() < deadline:
        if building.exists() and files_in(building) >= files:
            break
        time.sleep(0.002)
    process.kill()
    process.wait()


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("office")
    assessed(folder)
    new_key(folder / "key.pem")
    return folder


@pytest.mark.slow
@pytest.mark.parametrize("files", [0, 3, 12, 40, 60])
def test_killed_at_any_point_there_is_no_half_snapshot(office: Path, tmp_path: Path, files: int) -> None:
    out = tmp_path / "site"
    kill_when(office, out, files)
    if out.exists():
        assert verify(out).ok
    else:
        publish(office / "assessment", out, now=NOW, key=office / "key.pem")
        assert verify(out).ok
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
