"""The list of samples, one tube, and people of positive pools who wait for a tube of their own."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_GET

from vungxanh.office.access import Actor
from vungxanh.office.clock import now, today
from vungxanh.office.pages.samples.forms import FilterForm, ResultForm, RetestForm
from vungxanh.office.pages.samples.words import initials, words
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.samples import (
    listed,
    names_shown,
    people_in,
    retests_due,
    sample_or_not_found,
    states_of,
    with_members,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.positives import reportable
from vungxanh.office.usecases.results import may_enter
from vungxanh.response.pool import FINAL


@require_GET
@needs("samples.see")
def samples(request: HttpRequest) -> HttpResponse:
    """A page of the samples inside the reader's areas, newest first."""
    actor = actor_of(request)
    query = with_members(listed(actor.scope, request.GET, today=today()))
    page = page_of(query, request, key="taken_on")
    note_reading(by=actor, as_of=now(), action="sample.list", records=people_in(list(page)))
    shown = {
        "page": page,
        "form": FilterForm(request.GET, scope=actor.scope),
        "who": who_shown(actor),
        "may_receive": actor.scope.has("results.change"),
        "wide": actor.scope.has("cases.see"),
        **words(),
    }
    return render(request, "samples/list.html.j2", shown)


@require_GET
@needs("samples.see")
def overdue_list(request: HttpRequest) -> HttpResponse:
    """The list, cut to results that are overdue."""
    return redirect(reverse("samples") + "?state=overdue")


@require_GET
@needs("samples.see")
def retests(request: HttpRequest) -> HttpResponse:
    """Whom to test again, longest waiting first."""
    actor = actor_of(request)
    due = list(retests_due(actor.scope)[:200])
    note_reading(by=actor, as_of=now(), action="sample.retests", records=[m.person for m in due])
    shown = {"due": due, "who": who_shown(actor), **words()}
    return render(request, "samples/retests.html.j2", shown)


@require_GET
@needs("samples.see")
def sample(request: HttpRequest, sample: int) -> HttpResponse:
    """One tube: who is in it, its result and what became of it."""
    return show_sample(request, sample)


def show_sample(
    request: HttpRequest, sample: int, form: ResultForm | None = None, retest: RetestForm | None = None
) -> HttpResponse:
    """The page of a tube, with forms as they were filled in; 400 where one of them is wrong."""
    actor = actor_of(request)
    tube = sample_or_not_found(actor.scope, sample)
    note_reading(by=actor, as_of=now(), action="sample.see", records=[tube, *people_in([tube])])
    members = list(tube.members.all())
    shown = {
        "tube": tube,
        "members": members,
        "wanted": [m for m in members if m.opened and m.result not in FINAL],
        "states": states_of(tube),
        "form": (form or _result_form(tube)) if may_enter(actor, tube) else None,
        "retest": (retest or RetestForm(initial={"method": tube.method, "taken_at": now()}))
        if actor.scope.covers("samples.change", tube.area_path)
        else None,
        "may_report": reportable(tube) and actor.scope.covers("cases.change", tube.area_path),
        "may_see_case": actor.scope.covers("cases.see", tube.area_path),
        "who": who_shown(actor),
        **words(),
    }
    wrong = any(given is not None and given.errors for given in (form, retest))
    return render(request, "samples/sample.html.j2", shown, status=400 if wrong else 200)


def who_shown(actor: Actor) -> Any:
    """How a person is named to this reader: by name, or by initials and year of birth."""

    def who(person: Any) -> str:
        if names_shown(actor, person.area_path):
            return str(person.full_name)
        return initials(person.full_name, person.birth_year)

    return who


def _result_form(tube: Any) -> ResultForm:
    fields = ("version", "result", "ct", "method", "lab", "received_at", "resulted_at")
    return ResultForm(initial={name: getattr(tube, name) for name in fields})
