"""Changing many cases of a list at once: first how many and what, then one act."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST

from vungxanh.office.clock import now
from vungxanh.office.language import say
from vungxanh.office.pages.cases import labels
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.cases import cases_for, outbreak_choices
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.cases_bulk import change_cases

MOST = 500


@require_POST
@needs("cases.change")
def cases_bulk(request: HttpRequest) -> HttpResponse:
    """Ask first (how many, what), then change; those that could not be changed are listed with the reason."""
    actor = actor_of(request)
    back = _back(request)
    chosen = [int(value) for value in request.POST.getlist("chosen") if value.isdigit()][:MOST]
    field, value, words = _asked(request)
    if not chosen or not field:
        messages.warning(request, say("Choose cases and what they shall be given."))
        return redirect(back)
    if request.POST.get("sure") != "yes":
        cases = list(cases_for(actor.scope).filter(pk__in=chosen).order_by("code"))
        note_reading(by=actor, as_of=now(), action="case.list", records=[case.person for case in cases])
        context = {
            "cases": cases,
            "field": field,
            "value": value,
            "words": words,
            "labels": labels,
            "back": back,
        }
        return render(request, "cases/bulk.html.j2", context)
    values: Any = {"outbreak_id": int(value)} if field == "outbreak" else {field: value}
    done = change_cases(by=actor, as_of=now(), case_ids=chosen, values=values)
    note_reading(by=actor, as_of=now(), action="case.list", records=[case for case, _ in done.refused])
    context = {"done": done, "field": field, "words": words, "labels": labels, "back": back}
    return render(request, "cases/bulk_done.html.j2", context)


def _asked(request: HttpRequest) -> tuple[str, str, Any]:
    """The one field that was chosen, its value, and the value in words."""
    choices: dict[str, dict[str, Any]] = {
        "classification": labels.CLASSIFICATION,
        "status": labels.STATUS,
        "outbreak": {str(number): name for number, name in outbreak_choices(actor_of(request).scope)},
    }
    for field, known in choices.items():
        value = request.POST.get(f"to_{field}", "")
        if value in known:
            return field, value, known[value]
    return "", "", ""


def _back(request: HttpRequest) -> str:
    where = request.POST.get("back", "")
    return (
        where
        if url_has_allowed_host_and_scheme(where, allowed_hosts=None) and where.startswith("/")
        else "/cases/"
    )
