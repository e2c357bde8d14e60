"""Lockdown points as they are changed: each view translates a form into one use case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.lockdowns.forms import (
    CheckpointForm,
    ExtendForm,
    HouseholdsForm,
    PeopleForm,
    RoundForm,
)
from vungxanh.office.pages.lockdowns.views import shown
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.lockdowns import lockdowns_for
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.lockdown_lifting import (
    decide_lift,
    move_households,
    propose_lift,
    record_round,
)
from vungxanh.office.usecases.lockdown_people import (
    add_checkpoint,
    add_households,
    close_checkpoint,
    let_in_registered,
    let_in_rows,
    let_out,
)
from vungxanh.office.usecases.lockdowns import begin_lockdown, cancel_lockdown, extend_lockdown
from vungxanh.response.lockdown_rows import read_households, read_people

Given = dict[str, Any]


@require_POST
@needs("lockdown.change")
def households(request: HttpRequest, lockdown: int) -> HttpResponse:
    """List pasted households, or move listed ones to a smaller point."""
    _known(request, lockdown)
    if request.POST.get("act") == "move":
        chosen = [int(value) for value in request.POST.getlist("chosen") if value.isdigit()]
        to = _number(request, "to") or 0
        return _done(
            request, lockdown, lambda g: move_households(**g, to_lockdown_id=to, household_ids=chosen)
        )
    form = HouseholdsForm(request.POST)
    if not form.is_valid():
        return shown(request, lockdown, status=400, households_form=form)
    rows, wrong = read_households(form.cleaned_data["rows"])
    if wrong and "anyway" not in request.POST:
        return shown(request, lockdown, status=400, households_form=form, wrong_rows=wrong)
    return _done(request, lockdown, lambda given: add_households(**given, rows=rows))


@require_POST
@needs("lockdown.change")
def people(request: HttpRequest, lockdown: int) -> HttpResponse:
    """List people inside by code or by registered address, or note a person's last day."""
    _known(request, lockdown)
    match request.POST.get("act"):
        case "registered":
            return _done(request, lockdown, lambda given: let_in_registered(**given))
        case "out":
            row = _number(request, "inside") or 0
            return _done(request, lockdown, lambda given: let_out(**given, inside_id=row, until=today()))
    form = PeopleForm(request.POST)
    if not form.is_valid():
        return shown(request, lockdown, status=400, people_form=form)
    rows, wrong = read_people(form.cleaned_data["rows"])
    if wrong:
        return shown(request, lockdown, status=400, people_form=form, wrong_people=wrong)
    since = form.cleaned_data["since"]
    return _done(request, lockdown, lambda given: let_in_rows(**given, rows=rows, since=since))


@require_POST
@needs("lockdown.change")
def checkpoint(request: HttpRequest, lockdown: int) -> HttpResponse:
    """A new checkpoint, or the last day of one."""
    _known(request, lockdown)
    closed = _number(request, "close")
    if closed is not None:
        return _done(
            request, lockdown, lambda given: close_checkpoint(**given, checkpoint_id=closed, day=today())
        )
    form = CheckpointForm(request.POST)
    if not form.is_valid():
        return shown(request, lockdown, status=400, checkpoint_form=form)
    return _done(request, lockdown, lambda given: add_checkpoint(**given, **form.cleaned_data))


@require_POST
@needs("lockdown.change")
def round_done(request: HttpRequest, lockdown: int) -> HttpResponse:
    """A round of tests; with `round`, the one whose results came since."""
    _known(request, lockdown)
    form = RoundForm(request.POST)
    if not form.is_valid():
        return shown(request, lockdown, status=400, round_form=form)
    stored = _number(request, "round")
    return _done(request, lockdown, lambda given: record_round(**given, **form.cleaned_data, round_id=stored))


@require_POST
@needs("lockdown.change")
def lockdown_status(request: HttpRequest, lockdown: int) -> HttpResponse:
    """Extend, begin a planned point, or cancel it: `act` says which."""
    _known(request, lockdown)
    version = _number(request, "version")
    match request.POST.get("act"):
        case "begin":
            return _done(request, lockdown, lambda given: begin_lockdown(**given, version=version))
        case "cancel":
            why = request.POST.get("reason", "")[:200]
            return _done(
                request, lockdown, lambda given: cancel_lockdown(**given, reason=why, version=version)
            )
        case "extend":
            form = ExtendForm(request.POST)
            if not form.is_valid():
                return shown(request, lockdown, status=400, extend_form=form)
            return _done(
                request,
                lockdown,
                lambda given: extend_lockdown(**given, **form.cleaned_data, version=version),
            )
    return shown(request, lockdown, status=400, refused=say("What was sent cannot be used."))


@require_POST
@needs("lockdown.change")
def propose(request: HttpRequest, lockdown: int) -> HttpResponse:
    """Propose to lift, with the facts as they are."""
    _known(request, lockdown)
    note, version = request.POST.get("note", "")[:200], _number(request, "version")
    return _done(request, lockdown, lambda given: propose_lift(**given, note=note, version=version))


@require_POST
@needs("lockdown.decide")
def decide(request: HttpRequest, lockdown: int) -> HttpResponse:
    """Lift or keep."""
    _known(request, lockdown)
    decision = request.POST.get("decision")
    if decision not in ("lift", "keep"):
        return shown(request, lockdown, status=400, refused=say("What was sent cannot be used."))
    note, version = request.POST.get("note", "")[:200], _number(request, "version")
    return _done(
        request,
        lockdown,
        lambda given: decide_lift(**given, lift=decision == "lift", note=note, version=version),
    )


def _done(request: HttpRequest, lockdown: int, act: Callable[[Given], Any]) -> HttpResponse:
    """Do it and show the point; a refusal is shown on the page."""
    try:
        act({"by": actor_of(request), "as_of": now(), "lockdown_id": lockdown})
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as refused:
        return shown(request, lockdown, status=400, refused=tell(refused.message))
    messages.success(request, say("Saved."))
    return redirect("lockdown", lockdown)


def _known(request: HttpRequest, lockdown: int) -> None:
    """Whoever may not know of it is told that there is none, whatever else is wrong."""
    record_or_not_found(lockdowns_for(actor_of(request).scope), pk=lockdown)


def _number(request: HttpRequest, name: str) -> int | None:
    given = request.POST.get(name, "")
    return int(given) if given.isascii() and given.isdigit() and len(given) < 19 else None
