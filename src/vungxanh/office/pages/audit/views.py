"""Searching the audit trail, one event with its changes, export, and the check of the chain."""

from collections.abc import Iterator

from django.http import FileResponse, HttpRequest, HttpResponseBase, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET, require_http_methods

from vungxanh.messages import message
from vungxanh.office.access import NotAllowed
from vungxanh.office.clock import now, today
from vungxanh.office.pages.audit.forms import asked_in
from vungxanh.office.pages.audit.sheets import csv_lines, rows, workbook
from vungxanh.office.records.audit import head
from vungxanh.office.records.queries import audit as trail
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.audit import check_trail, note_audit
from vungxanh.office.usecases.health import known_heads

SEE = "audit.see"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@require_GET
@needs(SEE)
def audit(request: HttpRequest) -> HttpResponseBase:
    """Events about records in the auditor's areas, the newest first."""
    actor = actor_of(request)
    form, asked = asked_in(request)
    page = page_of(trail.events_for(actor.scope, asked), request, key="at")
    subjects = trail.subjects_of(actor.scope, page.records)
    if asked.code:
        note_audit(by=actor, as_of=now(), action="audit.search", about=asked)
    shown = {
        "form": form,
        "page": page,
        "subjects": subjects,
        "codes": trail.codes_of(pair for pairs in subjects.values() for pair in pairs),
    }
    return render(request, "audit/list.html.j2", shown)


@require_GET
@needs(SEE)
def event(request: HttpRequest, event: int) -> HttpResponseBase:
    """One event: who, when, what about, and old and new values of the records in the auditor's areas."""
    scope = actor_of(request).scope
    found = trail.event_or_not_found(scope, event)
    subjects = trail.subjects_of(scope, [found])[found.pk]
    shown = {
        "event": found,
        "subjects": subjects,
        "codes": trail.codes_of(subjects),
        "changes": trail.changes_of(found, subjects),
        "seal": trail.seal_of(found),
        "hidden": found.subjects_count > len(subjects) and not trail.sees_everything(scope),
    }
    return render(request, "audit/event.html.j2", shown)


@require_GET
@needs(SEE)
def export(request: HttpRequest) -> HttpResponseBase:
    """What was asked for, all of it, as CSV or Excel; streamed, so that its size does not matter."""
    actor = actor_of(request)
    _, asked = asked_in(request)
    note_audit(by=actor, as_of=now(), action="audit.export", about=asked)
    told = rows(actor.scope, asked)
    name = f"vungxanh-audit-{today().isoformat()}"
    if request.GET.get("format") == "xlsx":
        return FileResponse(workbook(told), as_attachment=True, filename=f"{name}.xlsx", content_type=XLSX)
    answer = StreamingHttpResponse(_bytes(csv_lines(told)), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return answer


@require_http_methods(["GET", "POST"])
@needs(SEE)
def check(request: HttpRequest) -> HttpResponseBase:
    """Follow the whole chain, for auditors of all areas: it takes a while, so it is asked for by a button."""
    if not trail.sees_everything(actor_of(request).scope):
        raise NotAllowed(message("Your roles do not allow this here."))
    shown: dict[str, object] = {"head": head(), "heads": len(known_heads()), "faults": None}
    if request.method == "POST":
        note_audit(by=actor_of(request), as_of=now(), action="audit.check")
        shown["faults"] = check_trail(heads=known_heads())
    return render(request, "audit/check.html.j2", shown)


def _bytes(lines: Iterator[str]) -> Iterator[bytes]:
    yield b"\xef\xbb\xbf"
    yield from (line.encode() for line in lines)
