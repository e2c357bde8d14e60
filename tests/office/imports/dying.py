"""An import, killed before some statement, and at random moments, each in a child process.

After each death the office is asked to recover. Prints a line for each: where, died or lived, whole or torn.
"""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from importlib import import_module
from pathlib import Path
from typing import Any

import django

NOW = datetime(2021, 8, 15, tzinfo=UTC)
ROWS = 24
STRIDE = int(os.environ.get("STRIDE", "12"))
TIMED = int(os.environ.get("TIMED", "6"))


def main() -> None:
    """Set up once, then die at every point."""
    django.setup()
    # Loaded once, here; used in the children only.
    import_module("vungxanh.office.usecases.imports")
    _told(_set_up)
    at, died = 1, True
    while died:
        batch = int(_told(lambda: _queued(f"S{at}")))  # noqa: B023 - called at once
        died = _dead(_counted(batch, at))
        _say(f"statement {at}", died, batch, f"S{at}")
        at += STRIDE
    longest = _timed_run()
    dice = random.Random(5)
    for number in range(TIMED):
        batch = int(_told(lambda: _queued(f"T{number}")))  # noqa: B023 - called at once
        died = _dead(_counted(batch, 0), dice.random() * longest)
        _say(f"moment {number}", died, batch, f"T{number}")


def _set_up() -> str:
    from django.core.management import call_command

    from vungxanh.office.access import Actor
    from vungxanh.office.usecases.areas import load_areas
    from vungxanh.territory import read_any_territory

    call_command("migrate", verbosity=0)
    load_areas(read_any_territory("district6-2021"), by=Actor.machine("test"), as_of=NOW)
    return ""


def _told(act: Callable[[], Any]) -> str:
    """What an act returns, done in a child of its own.

    This process itself never touches a table: Polars' threads do not outlive a fork, and a child of a
    process that has some would wait for them for ever.
    """
    ours, theirs = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(ours)
        with os.fdopen(theirs, "w") as pipe:
            pipe.write(str(act()))
        os._exit(0)
    os.close(theirs)
    with os.fdopen(ours) as pipe:
        said = pipe.read()
    if os.waitpid(child, 0)[1]:
        raise ChildProcessError(said)
    return said


def _queued(mark: str) -> int:
    """A batch of new rows, waiting for the worker."""
    from vungxanh.office.access import Actor
    from vungxanh.office.records.models import Area
    from vungxanh.office.usecases.imports import start_batch, upload

    ward = Area.objects.filter(level="ward").order_by("path")[0].name
    lines = ["Mã ca,Họ tên,Điện thoại,Phường,Ngày báo cáo"]
    lines += [f"{mark}-{n},Mô Phỏng {mark} {n},,{ward},14/08/2021" for n in range(ROWS)]
    by = Actor.machine("test")
    content = [("\n".join(lines)).encode()]
    batch = upload(by=by, as_of=NOW, kind="cases", name=f"{mark}.csv", content=content)
    start_batch(by=by, as_of=NOW, batch_id=batch.pk)
    return batch.pk


def _counted(batch: int, at: int) -> Callable[[], None]:
    """Runs the batch, and dies before statement `at`."""

    def act() -> None:
        from django.db import connection

        from vungxanh.office.usecases.imports import run_batch, running

        running.CHUNK = 8
        counted = iter(range(1, 10**9))

        def die(execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
            if next(counted) == at:
                os.kill(os.getpid(), signal.SIGKILL)
            return execute(sql, params, many, context)

        with connection.execute_wrapper(die):
            run_batch(batch, as_of=NOW)

    return act


def _dead(act: Callable[[], None], after: float | None = None) -> bool:
    """Act in a child, which is killed after so many seconds; whether it died."""
    child = os.fork()
    if child == 0:
        act()
        os._exit(0)
    if after is not None:
        time.sleep(after)
        os.kill(child, signal.SIGKILL)
    return os.WIFSIGNALED(os.waitpid(child, 0)[1])


def _timed_run() -> float:
    batch = int(_told(lambda: _queued("R")))
    begun = time.perf_counter()
    _dead(_counted(batch, 0))
    return time.perf_counter() - begun


def _say(where: str, died: bool, batch: int, mark: str) -> None:
    print(where, "died" if died else "lived", _told(lambda: _state(batch, mark)), sep="|", flush=True)


def _state(batch: int, mark: str) -> str:
    """Whether all is whole right after the death, and after the recovery."""
    from vungxanh.office.usecases.imports import recover_batches

    torn = _torn_before(batch, mark)
    recover_batches(as_of=NOW + timedelta(hours=1))
    torn += _torn_after(batch, mark)
    return "torn: " + "; ".join(torn) if torn else "whole"


def _torn_before(batch: int, mark: str) -> list[str]:
    """Right after the death: all rows with the batch done, or none with the batch to be done."""
    from vungxanh.office.records.models import Case, ImportBatch

    there = Case.objects.filter(source_id__startswith=f"{mark}-").count()
    status = ImportBatch.objects.get(pk=batch).status
    fits = (there == ROWS and status == "done") or (there == 0 and status in ("queued", "running"))
    return [] if fits else [f"{there} cases, {status}"]


def _torn_after(batch: int, mark: str) -> list[str]:
    """After the recovery: every row once, with its history, its person, one act in the trail, all sealed."""
    from vungxanh.office.records.audit import seal
    from vungxanh.office.records.models import Case, Event, ImportBatch, Person, Unsealed

    seal()
    cases = Case.objects.filter(source_id__startswith=f"{mark}-")
    made = ImportBatch.objects.get(pk=batch)
    seen = {
        "cases": cases.count(),
        "histories": Case.history.filter(source_id__startswith=f"{mark}-").count(),
        "people": Person.objects.filter(full_name__startswith=f"Mô Phỏng {mark} ").count(),
        "created": made.counts.get("created"),
    }
    torn = [f"{seen[name]} {name}" for name in seen if seen[name] != ROWS]
    acts = Event.objects.filter(action="import.apply", note__startswith=made.code).count()
    if acts != 1 or made.status != "done" or made.finished_at is None or Unsealed.objects.exists():
        torn.append(f"{acts} acts, {made.status}")
    return torn


if __name__ == "__main__":
    Path(os.environ["VUNGXANH_HOME"]).mkdir(parents=True, exist_ok=True)
    sys.exit(main())
