"""A line list typed like a spreadsheet: the page, and the answers to its script (check rows, save rows)."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_GET, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.clock import now, today
from vungxanh.office.language import _, tell
from vungxanh.office.records.audit import note_reading
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.cases_entry import MOST, check_rows, enter_rows
from vungxanh.office.usecases.cases_rows import COLUMNS, Row

WORDS = {
    "full_name": (_("Full name"), "wide"),
    "birth": (_("Born"), ""),
    "sex": (_("Sex"), "narrow"),
    "phone": (_("Phone"), ""),
    "area": (_("Area"), ""),
    "group_name": (_("Group (tổ)"), "narrow"),
    "onset_date": (_("Onset"), ""),
    "sample_date": (_("Sample taken"), ""),
    "result_date": (_("Result"), ""),
    "report_date": (_("Reported"), ""),
    "classification": (_("Classification"), ""),
    "found_in": (_("Where found"), ""),
    "source_case": (_("Source case"), ""),
    "note": (_("Note"), "wide"),
}
"""Headers of the columns and how wide they are."""


@require_GET
@needs("cases.change")
def case_entry(request: HttpRequest) -> HttpResponse:
    """An empty sheet; the script makes the rows, and finds here the columns and where to send them."""
    columns = [(name, *WORDS[name]) for name in COLUMNS]
    context = {"columns": columns, "most": MOST, "today": today(), "user": request.user.pk}
    return render(request, "cases/entry.html.j2", context)


@require_POST
@needs("cases.change")
def case_entry_check(request: HttpRequest) -> HttpResponse:
    """What is wrong or doubtful with rows, as they are typed."""
    rows = _rows(request)
    if rows is None:
        return JsonResponse({"error": ""}, status=400)
    try:
        read = check_rows(rows, by=actor_of(request), as_of=now())
    except VungXanhError as refused:
        return JsonResponse({"error": tell(refused.message)}, status=400)
    return JsonResponse({"rows": {key: _told(row) for key, row in read.items()}})


@require_POST
@needs("cases.change")
def case_entry_save(request: HttpRequest) -> HttpResponse:
    """Store the good rows; the answer says which, and what is wrong with the others."""
    rows = _rows(request)
    if rows is None:
        return JsonResponse({"error": ""}, status=400)
    actor = actor_of(request)
    try:
        done = enter_rows(by=actor, as_of=now(), rows=rows)
    except VungXanhError as refused:
        return JsonResponse({"error": tell(refused.message)}, status=400)
    note_reading(by=actor, as_of=now(), action="case.see", records=list(done.stored.values()))
    stored = {
        key: {"code": case.code, "name": case.person.full_name, "address": reverse("case", args=[case.pk])}
        for key, case in done.stored.items()
    }
    return JsonResponse({"stored": stored, "rows": {key: _told(row) for key, row in done.rows.items()}})


def _rows(request: HttpRequest) -> dict[str, dict[str, str]] | None:
    """Rows by key from the body; None where it is something else."""
    try:
        sent = json.loads(request.body)["rows"]
    except (ValueError, KeyError, TypeError):
        return None
    if not isinstance(sent, dict) or not all(isinstance(cells, dict) for cells in sent.values()):
        return None
    return {str(key): {str(n): str(v)[:3_000] for n, v in cells.items()} for key, cells in sent.items()}


def _told(row: Row) -> dict[str, Any]:
    return {
        "wrong": {name: tell(said) for name, said in row.wrong.items()},
        "doubtful": {name: tell(said) for name, said in row.doubtful.items()},
    }
