"""The list of assessments, one with what it changes, and the cases of a cluster."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.messages import message
from vungxanh.office.access import NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.pages.assessments.forms import PublishForm, RejectForm, RunForm, ScheduleForm
from vungxanh.office.pages.dashboard.looks import looks
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.assessments import (
    assessment_or_not_found,
    assessments_for,
    cases_of_cluster,
    clusters_for,
    schedule,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.assessments.places import step_of
from vungxanh.office.usecases.assessments.review import fault_of, review_of


@require_GET
@needs("assessment.see")
def assessments(request: HttpRequest) -> HttpResponse:
    """All runs, newest first."""
    actor = actor_of(request)
    page = page_of(assessments_for(actor.scope), request, key="number")
    planned = schedule()
    at = "" if planned is None else f"{planned.minute // 60:02d}:{planned.minute % 60:02d}"
    times = ScheduleForm(initial={"at": at or "20:00", "active": planned is not None and planned.active})
    content = {
        "page": page,
        "form": RunForm(initial={"day": today()}),
        "times": times,
        "planned": planned,
        "at": at,
    }
    return render(request, "assessments/list.html.j2", content)


@require_GET
@needs("assessment.see")
def assessment(request: HttpRequest, assessment: int) -> HttpResponse:
    """One run: state, what it is made from, what can be decided; asked again by the page while it runs."""
    actor = actor_of(request)
    found = assessment_or_not_found(actor.scope, assessment)
    content = {
        "assessment": found,
        "step": step_of(found),
        "fault": fault_of(found) if found.fault else {},
        "own": found.computed_by_id == actor.user_id and actor.user_id is not None,
        "rejecting": RejectForm(),
        "publishing": PublishForm(),
    }
    whole = not getattr(request, "htmx", False)
    if found.status in ("computed", "approved", "published") and whole:
        content |= {"review": review_of(found, actor.scope), "look": looks()}
    return render(request, "assessments/one.html.j2" if whole else "assessments/state.html.j2", content)


@require_GET
@needs("assessment.see")
def review(request: HttpRequest, assessment: int) -> HttpResponse:
    """Everything that changed since the assessment before, within the reader's areas."""
    actor = actor_of(request)
    found = assessment_or_not_found(actor.scope, assessment)
    content = {"assessment": found, "review": review_of(found, actor.scope), "look": looks()}
    return render(request, "assessments/review.html.j2", content)


@require_GET
@needs("cases.see")
def cluster(request: HttpRequest, assessment: int) -> HttpResponse:
    """The cases of one cluster by household, as far as the reader may see them."""
    actor = actor_of(request)
    found = assessment_or_not_found(actor.scope, assessment)
    rank = request.GET.get("rank", "")
    one = next((c for c in clusters_for(found, actor.scope) if str(c.rank) == rank), None)
    if one is None:
        raise NotFound(message("There is no such record."))
    cases = list(cases_of_cluster(one, actor.scope)[:MOST])
    note_reading(by=actor, as_of=now(), action="cluster.see", records=[case.person for case in cases])
    content: dict[str, Any] = {
        "assessment": found,
        "cluster": one,
        "cases": cases,
        "most": MOST,
        "day_of": date.fromisoformat,
    }
    return render(request, "assessments/cluster.html.j2", content)


MOST = 500
"""Cases of a cluster on one page."""
