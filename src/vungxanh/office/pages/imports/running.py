"""The run: start, progress, cancel, what came of it, the refused rows."""

from typing import Any

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_GET, require_POST

from vungxanh.office.clock import now
from vungxanh.office.jobs.imports import run
from vungxanh.office.language import say
from vungxanh.office.records.audit import note_reading
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.imports import (
    REFUSED,
    batch_or_not_found,
    cancel_batch,
    folder_of,
    kind_of,
    progress_of,
    start_batch,
)

MOVING = ("queued", "running")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs("import.run")
def batch(request: HttpRequest, batch: int) -> HttpResponse:
    """One import: where it is, and what came of it."""
    return render(request, "imports/batch.html.j2", _values(request, batch))


@require_GET
@needs("import.run")
def batch_progress(request: HttpRequest, batch: int) -> HttpResponse:
    """The part of the page that moves while the import runs."""
    return render(request, "imports/progress.html.j2", _values(request, batch))


@require_POST
@needs("import.run")
def batch_start(request: HttpRequest, batch: int) -> HttpResponse:
    """Put it into the queue of the worker."""
    start_batch(by=actor_of(request), as_of=now(), batch_id=batch)
    run.enqueue(batch)
    return redirect("batch", batch=batch)


@require_POST
@needs("import.run")
def batch_cancel(request: HttpRequest, batch: int) -> HttpResponse:
    """Stop it before the end: nothing of it stays."""
    cancel_batch(by=actor_of(request), as_of=now(), batch_id=batch)
    messages.info(request, say("The import is being stopped. Nothing of it is entered."))
    return redirect("batch", batch=batch)


@require_GET
@needs("import.run")
def batch_refused(request: HttpRequest, batch: int) -> HttpResponse | FileResponse:
    """The refused rows as they were, with the reasons."""
    actor = actor_of(request)
    found = batch_or_not_found(actor.scope, batch)
    file = folder_of(found) / REFUSED
    if not file.is_file():
        raise Http404
    note_reading(by=actor, as_of=now(), action="import.refused", records=[found], note=found.code)
    name = f"{found.code}-{say('refused')}.xlsx"
    return FileResponse(file.open("rb"), as_attachment=True, filename=name, content_type=XLSX)


def _values(request: HttpRequest, number: int) -> dict[str, Any]:
    found = batch_or_not_found(actor_of(request).scope, number)
    progress = progress_of(found) if found.stored else {"phase": "", "done": 0, "total": 0}
    return {
        "batch": found,
        "kind": kind_of(found.kind),
        "progress": progress,
        "moving": found.status in MOVING or (found.status == "done" and found.finished_at is None),
        "refused": (folder_of(found) / REFUSED).is_file() and found.status == "done",
    }
