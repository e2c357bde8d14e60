"""Running, approving, rejecting, publishing an assessment; the daily time."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vungxanh.office.access import Actor
from vungxanh.office.clock import now
from vungxanh.office.jobs.assessments import compute, put_out
from vungxanh.office.language import say
from vungxanh.office.pages.assessments.forms import PublishForm, RejectForm, RunForm, ScheduleForm
from vungxanh.office.records.queries.assessments import assessment_or_not_found
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.assessments import approve_assessment, begin_assessment, reject_assessment
from vungxanh.office.usecases.assessments.states import check_move, must_everywhere
from vungxanh.office.usecases.schedules import set_schedule


@require_POST
@needs("assessment.run")
def run(request: HttpRequest) -> HttpResponse:
    """Begin an assessment; the worker computes it."""
    actor, form = actor_of(request), RunForm(request.POST)
    must_everywhere(actor, "assessment.run")
    if not form.is_valid():
        messages.error(request, say("Give the day that is to be assessed."))
        return redirect("assessments")
    begun = begin_assessment(by=actor, as_of=now(), day=form.cleaned_data["day"])
    compute.enqueue(begun.pk, _person(actor), actor.name)
    return redirect("assessment", begun.pk)


@require_POST
@needs("assessment.approve")
def approve(request: HttpRequest, assessment: int) -> HttpResponse:
    """Approve what somebody else computed."""
    actor = actor_of(request)
    approve_assessment(by=actor, as_of=now(), assessment_id=assessment)
    messages.success(request, say("Approved. It can be published now."))
    return redirect("assessment", assessment)


@require_POST
@needs("assessment.approve")
def reject(request: HttpRequest, assessment: int) -> HttpResponse:
    """Put it aside, with the reason."""
    actor, form = actor_of(request), RejectForm(request.POST)
    reason = form.cleaned_data["reason"] if form.is_valid() else ""
    reject_assessment(by=actor, as_of=now(), assessment_id=assessment, reason=reason)
    messages.success(request, say("Rejected. Correct the records, then assess again."))
    return redirect("assessment", assessment)


@require_POST
@needs("assessment.publish")
def publish(request: HttpRequest, assessment: int) -> HttpResponse:
    """Hand the publication to the worker."""
    actor, form = actor_of(request), PublishForm(request.POST)
    must_everywhere(actor, "assessment.publish")
    found = assessment_or_not_found(actor.scope, assessment)
    check_move(found, "published")
    if form.is_valid():
        put_out.enqueue(found.pk, _person(actor), actor.name, form.period)
        messages.success(request, say("The snapshot is being written. Until it is whole, the old one stays."))
    else:
        messages.error(request, say("A campaign has a first and a last day, in this order."))
    return redirect("assessment", assessment)


@require_POST
@needs("assessment.run")
def schedule(request: HttpRequest) -> HttpResponse:
    """Set when the assessment runs by itself."""
    actor, form = actor_of(request), ScheduleForm(request.POST)
    must_everywhere(actor, "assessment.run")
    if not form.is_valid():
        messages.error(request, say("Give a time like 20:00."))
        return redirect("assessments")
    at = form.cleaned_data["at"]
    set_schedule(by=actor, as_of=now(), minute=at.hour * 60 + at.minute, active=form.cleaned_data["active"])
    messages.success(request, say("The daily time is set."))
    return redirect("assessments")


def _person(actor: Actor) -> int:
    """Whom the job acts for; the sign-in wall lets nobody else through."""
    assert actor.user_id is not None
    return actor.user_id
