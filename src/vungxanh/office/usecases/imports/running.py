"""Running a batch: every row in one transaction, progress and cancelling beside it, duplicates after it.

Killed before the commit, nothing is there and the batch runs again; killed after it, everything is there and
only the search for duplicates is repeated, which finds again what it found.
"""

import logging
from collections import Counter
from collections.abc import Sequence
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.db.models import Q

from vungxanh.messages import Language, VungXanhError, message
from vungxanh.office.access import ROLES, Actor, Scope
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import ImportBatch
from vungxanh.office.records.queries.grants import grants_on
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.duplicates import find_pairs
from vungxanh.office.usecases.imports.batches import start_batch, upload
from vungxanh.office.usecases.imports.files import is_cancelled, tell
from vungxanh.office.usecases.imports.kind import Checked, Fault, Sheet
from vungxanh.office.usecases.imports.kinds import kind_of
from vungxanh.office.usecases.imports.lease import lease
from vungxanh.office.usecases.imports.previewing import check_batch, counts_of
from vungxanh.office.usecases.imports.refused import write_refused

CHUNK = 2_000
ATTEMPTS = 3
WAIT = timedelta(minutes=2)
"""After so long a queued batch that nobody has taken up lost its job."""
OUTCOMES = ("created", "updated", "unchanged")

log = logging.getLogger("vungxanh.office.imports")


class Cancelled(VungXanhError):
    """Somebody stopped the import; nothing of it is there."""


def run_batch(batch_id: int, *, as_of: datetime) -> None:
    """Run a queued batch, or one whose process died; nothing happens where another process is at it."""
    batch = ImportBatch.objects.get(pk=batch_id)
    with lease(batch) as alone:
        batch.refresh_from_db()
        if not alone:
            return
        by = _importer(batch, as_of)
        if batch.status in ("queued", "running"):
            _run(batch, by, as_of)
        if batch.status == "done" and batch.finished_at is None:
            _search(batch, by, as_of)


def run_file(
    path: Path, *, kind: str, by: Actor, as_of: datetime, language: Language = "vi"
) -> dict[str, int]:
    """A file as a whole without the browser: columns as recognised; its counts. Raises on what is refused."""
    with path.open("rb") as file:
        batch = upload(by=by, as_of=as_of, kind=kind, name=path.name, content=file, language=language)
    start_batch(by=by, as_of=as_of, batch_id=batch.pk)
    run_batch(batch.pk, as_of=as_of)
    batch.refresh_from_db()
    if batch.status != "done":
        raise Cancelled(message("The import failed: {why}", why=batch.fault))
    return dict(batch.counts)


def recover_batches(*, as_of: datetime) -> int:
    """Run again what a killed process left, and what lost its job; how many batches were taken up."""
    left = Q(status="running") | Q(status="done", finished_at=None)
    lost = Q(status="queued", updated_at__lt=as_of - WAIT)
    waiting = list(ImportBatch.objects.filter(left | lost).order_by("id").values_list("pk", flat=True))
    for batch_id in waiting:
        run_batch(batch_id, as_of=as_of)
    return len(waiting)


def _run(batch: ImportBatch, by: Actor, as_of: datetime) -> None:
    try:
        if is_cancelled(batch):
            raise Cancelled(message("The import was cancelled."))
        _claim(batch, by, as_of)
        tell(batch, "reading", 0, batch.total)
        sheet, checked = check_batch(batch, by, as_of)
        _write(batch, by, as_of, sheet, checked)
    except Cancelled as error:
        _end(batch, by, as_of, "cancelled", error)
    except VungXanhError as error:
        _end(batch, by, as_of, "failed", error)
    except Exception:
        log.exception("An import failed")
        _end(batch, by, as_of, "failed", VungXanhError(message("The import failed. Nothing was entered.")))


def _claim(batch: ImportBatch, by: Actor, as_of: datetime) -> None:
    """Say that it runs; a file at which three processes died is not tried a fourth time."""
    attempts = batch.options.get("attempts", 0) + 1
    if attempts > ATTEMPTS:
        raise VungXanhError(message("The import was interrupted {times} times.", times=ATTEMPTS))
    told = {"status": "running", "started_at": as_of, "options": {**batch.options, "attempts": attempts}}
    with act(by=by, at=as_of, action="import.run") as entry:
        update(batch, told, entry=entry)


def _write(batch: ImportBatch, by: Actor, as_of: datetime, sheet: Sheet, checked: Checked) -> None:
    """The one transaction: rows, counts and the batch's end are there together or not at all."""
    with act(by=by, at=as_of, action="import.apply", note=f"{batch.code} {batch.file_name}") as entry:
        # A second process on another machine waits here, and then sees that the work is done.
        stored = ImportBatch.objects.select_for_update().get(pk=batch.pk)
        if stored.status != "running":
            return
        outcomes, people = _apply(batch, sheet, checked, entry)
        counts = counts_of(sheet, checked, {name: outcomes[name] for name in OUTCOMES})
        language: Language = batch.options.get("language", "vi")
        write_refused(batch, sheet.source, checked.faults, language)
        told = {
            "status": "done",
            "done": counts["read"],
            "total": counts["read"],
            "counts": counts,
            "options": {**batch.options, "people": _ranges(people)},
        }
        update(batch, told, entry=entry)


def _apply(
    batch: ImportBatch, sheet: Sheet, checked: Checked, entry: Entry
) -> tuple[Counter[str], list[int]]:
    kind = kind_of(batch.kind)
    outcomes: Counter[str] = Counter()
    people: list[int] = []
    total = len(checked.rows)
    for start in range(0, total, CHUNK):
        if is_cancelled(batch):
            raise Cancelled(message("The import was cancelled."))
        tell(batch, "writing", start, total)
        applied = kind.apply(checked.rows[start : start + CHUNK], sheet, entry)
        people += applied.people
        for outcome in applied.outcomes:
            if isinstance(outcome, Fault):
                checked.faults.append(outcome)
            else:
                outcomes[outcome] += 1
    tell(batch, "writing", total, total)
    return outcomes, people


def _search(batch: ImportBatch, by: Actor, as_of: datetime) -> None:
    """Look for duplicates of the new people; given up after a few deaths, for the records are there."""
    searches = batch.options.get("searches", 0) + 1
    with act(by=by, at=as_of, action="import.search") as entry:
        update(batch, {"options": {**batch.options, "searches": searches}}, entry=entry)
    people = [n for low, high in batch.options.get("people", ()) for n in range(low, high + 1)]
    tell(batch, "searching", 0, len(people))
    pairs = find_pairs(people, by=by, as_of=as_of) if people and searches <= ATTEMPTS else 0
    options = {**batch.options, "people": [], "pairs": pairs}
    with act(by=by, at=as_of, action="import.finish") as entry:
        update(batch, {"options": options, "finished_at": as_of}, entry=entry)


def _end(batch: ImportBatch, by: Actor, as_of: datetime, status: str, error: VungXanhError) -> None:
    batch.refresh_from_db()
    language: Language = batch.options.get("language", "vi")
    fault = error.message.render(language)[:400]
    with act(by=by, at=as_of, action=f"import.{status}") as entry:
        update(batch, {"status": status, "fault": fault, "finished_at": as_of}, entry=entry)


def _importer(batch: ImportBatch, as_of: datetime) -> Actor:
    """Who started it, with what they hold by now."""
    user_id = batch.options.get("started_by")
    name = batch.options.get("started_by_name", "")
    if user_id is None:
        return Actor.machine(name)
    held: list[Any] = [(g.role, g.area_path) for g in grants_on(user_id, as_of.date()) if g.role in ROLES]
    return Actor(user_id, name, Scope.of(held), via="import")


def _ranges(numbers: Sequence[int]) -> list[list[int]]:
    """Ids as runs of neighbours: 100,000 of them are a few pairs."""
    runs: list[list[int]] = []
    for number in sorted(numbers):
        if runs and runs[-1][1] == number - 1:
            runs[-1][1] = number
        else:
            runs.append([number, number])
    return runs
