"""A merge, then its undoing, killed before its first statement, its second...; each in a child process.

Prints for each point: the statement, whether the child died there, whether the records are whole.
"""

import os
import shutil
import signal
import sqlite3
import sys
from collections.abc import Callable
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import django

NOW = datetime(2021, 8, 15, tzinfo=UTC)
STRIDE = int(os.environ.get("STRIDE", "5"))
"""Every fifth statement; STRIDE=1 dies at all of them, which takes minutes."""
TABLES = (
    "person",
    "case",
    "merge",
    "duplicatepair",
    "event",
    "historicalcase",
    "historicalperson",
    "blockingkey",
)


def main() -> None:
    """Set up once, then die at every point of both acts."""
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    call_command("migrate", verbosity=0)
    kept, gone = _seed()
    file = Path(os.environ["VUNGXANH_HOME"]) / "office.sqlite3"
    connection.close()
    for act in (_merge(kept, gone), _undo()):
        before = file.with_suffix(".before")
        _copy(file, before)
        at = 0
        while True:
            _copy(before, file)
            died = _killed(act, at)
            whole = _state(file) == _state(before) if died else True
            print(
                at,
                "died" if died else "lived",
                "whole" if whole or _committed(file, before) else "torn",
                flush=True,
            )
            if not died:
                break
            at += STRIDE


def _seed() -> tuple[int, int]:
    from vungxanh.office.access import Actor
    from vungxanh.office.records.models import Area, Case, Person
    from vungxanh.office.records.store import act, insert
    from vungxanh.office.usecases.areas import load_areas
    from vungxanh.territory import read_any_territory

    machine = Actor.machine("test")
    load_areas(read_any_territory("district6-2021"), by=machine, as_of=NOW)
    ward = Area.objects.filter(level="ward").first()
    assert ward is not None
    place = {"area": ward, "area_path": ward.path}
    states = {"classification": "confirmed", "status": "notified", "outcome": "pending"}
    ids = []
    with act(by=machine, at=NOW, action="test.seed") as entry:
        for number in (1, 2):
            person = insert(
                Person(code=f"N{number}", full_name="Mô Phỏng", note=f"{number}", **place), entry=entry
            )
            day = date(2021, 8 if number == 1 else 1, 1)
            case = Case(
                code=f"F{number}", disease="covid19", person=person, report_date=day, **states, **place
            )
            insert(case, entry=entry)
            ids.append(person.pk)
    return ids[0], ids[1]


def _merge(kept: int, gone: int) -> Callable[[], Any]:
    def act() -> None:
        from vungxanh.office.access import Actor
        from vungxanh.office.records.models import Person
        from vungxanh.office.usecases.duplicates import merge_people

        people = Person.objects.in_bulk([kept, gone])
        merge_people(by=Actor.machine("test"), as_of=NOW, kept=people[kept], gone=people[gone])

    return act


def _undo() -> Callable[[], Any]:
    def act() -> None:
        from vungxanh.office.access import Actor
        from vungxanh.office.records.models import Merge
        from vungxanh.office.usecases.duplicates import undo_merge

        undo_merge(by=Actor.machine("test"), as_of=NOW, merge_id=Merge.objects.latest("id").pk)

    return act


def _killed(act: Callable[[], Any], at: int) -> bool:
    """Run in a child that dies before statement `at`; whether it did."""
    child = os.fork()
    if child == 0:
        from django.db import connection

        counted = iter(range(10**9))

        def die(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            if next(counted) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(die):
            act()
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def _state(file: Path) -> list[Any]:
    """Everything that a merge touches."""
    with sqlite3.connect(file) as database:
        return [database.execute(f"SELECT * FROM records_{table} ORDER BY 1").fetchall() for table in TABLES]


def _committed(file: Path, before: Path) -> bool:
    """The act was committed as a whole, and the child died after it (while sealing the trail)."""
    with sqlite3.connect(file) as database, sqlite3.connect(before) as old:
        count = "SELECT count(*), count(undone_at), (SELECT count(*) FROM records_event) FROM records_merge"
        merges, undone, events = database.execute(count).fetchone()
        had, had_undone, had_events = old.execute(count).fetchone()
        gone = database.execute(
            "SELECT count(*) FROM records_person WHERE merged_into_id IS NOT NULL"
        ).fetchone()[0]
        cases = database.execute("SELECT count(DISTINCT person_id) FROM records_case").fetchone()[0]
    moved = (merges, undone) != (had, had_undone)
    return moved and events > had_events and gone == merges - undone and cases == 2 - gone


def _copy(source: Path, target: Path) -> None:
    for ending in ("", "-wal", "-shm"):
        extra = Path(f"{target}{ending}")
        extra.unlink(missing_ok=True)
        if Path(f"{source}{ending}").exists() and ending != "-shm":
            shutil.copy(f"{source}{ending}", extra)


if __name__ == "__main__":
    sys.exit(main())
