"""Opening and changing outbreaks, putting cases into them."""

from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.contacts.asked import asked_of
from vungxanh.office.pages.outbreaks.forms import NewOutbreakForm, OutbreakForm
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import area_choices
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.outbreaks import cases_to_assign, outbreaks_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.outbreaks import FIELDS, assign_cases, change_outbreak, open_outbreak

MOST = 200


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def outbreak_new(request: HttpRequest) -> HttpResponse:
    """Open an outbreak."""
    areas = area_choices(actor_of(request).scope, "cases.change")
    form = NewOutbreakForm(request.POST or None, areas=areas, initial={"reported": today()})
    if request.method == "POST" and form.is_valid():
        given = form.cleaned_data
        try:
            made = open_outbreak(
                by=actor_of(request),
                as_of=now(),
                area_id=given["area"],
                disease=given["disease"],
                values=given,
            )
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            return redirect("outbreak_cases", outbreak=made.pk)
    return render(request, "outbreaks/form.html.j2", {"form": form, "outbreak": None})


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def outbreak_change(request: HttpRequest, outbreak: int) -> HttpResponse:
    """Change or end an outbreak."""
    record = _changeable(request, outbreak)
    names = (*FIELDS, "version")
    form = OutbreakForm(request.POST or None, initial={name: getattr(record, name) for name in names})
    if request.method == "POST" and form.is_valid():
        given: dict[str, Any] = form.cleaned_data
        version = given.pop("version")
        try:
            change_outbreak(
                by=actor_of(request), as_of=now(), outbreak_id=outbreak, values=given, version=version
            )
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            form.add_error(None, tell(error.message))
        else:
            return redirect("outbreak", outbreak=outbreak)
    return render(request, "outbreaks/form.html.j2", {"form": form, "outbreak": record})


@require_http_methods(["GET", "POST"])
@needs("cases.change")
def outbreak_cases(request: HttpRequest, outbreak: int) -> HttpResponse:
    """Put chosen cases into an outbreak."""
    record = _changeable(request, outbreak)
    actor = actor_of(request)
    if request.method == "POST":
        chosen = [int(pk) for pk in request.POST.getlist("chosen")[:MOST] if pk.isdigit()]
        try:
            number = assign_cases(by=actor, as_of=now(), case_ids=chosen, outbreak_id=outbreak)
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as error:
            messages.error(request, tell(error.message))
        else:
            messages.success(request, say("{n} cases were put into the outbreak.", n=number))
            return redirect("outbreak", outbreak=outbreak)
    found = list(cases_to_assign(actor.scope, record, asked_of(request)["q"])[:MOST])
    note_reading(by=actor, as_of=now(), action="case.list", records=[case.person for case in found])
    values = {"outbreak": record, "cases": found, "asked": asked_of(request), "most": MOST}
    return render(request, "outbreaks/cases.html.j2", values)


def _changeable(request: HttpRequest, outbreak: int) -> Any:
    record = record_or_not_found(outbreaks_for(actor_of(request).scope), pk=outbreak)
    actor_of(request).must("cases.change", record.area_path)
    return record
