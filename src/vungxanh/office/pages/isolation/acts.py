"""Isolation as it is changed: each view translates a form into one use case."""

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.clock import now, today
from vungxanh.office.language import say, tell
from vungxanh.office.pages.isolation.forms import (
    DayForm,
    ExtendForm,
    LeftForm,
    OrderForm,
    ResultForm,
    TransferForm,
    defaults,
)
from vungxanh.office.pages.isolation.views import printed, shown
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.isolations import isolations_for, people_to_isolate
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.due_tests import enter_result, note_day
from vungxanh.office.usecases.isolation import Order, order_isolation
from vungxanh.office.usecases.isolation_moves import (
    cancel_isolation,
    extend_isolation,
    release_isolation,
    release_many,
    report_left,
    transfer_isolation,
    turn_into_case,
)


@require_http_methods(["GET", "POST"])
@needs("isolation.change")
def isolation_new(request: HttpRequest, person: int) -> HttpResponse:
    """An order for a person."""
    actor = actor_of(request)
    found = record_or_not_found(people_to_isolate(actor.scope), pk=person)
    actor.must("isolation.change", found.area_path)
    note_reading(by=actor, as_of=now(), action="person.see", records=[found])
    form = OrderForm(
        request.POST if request.method == "POST" else None, actor=actor, initial=defaults(today())
    )
    if request.method == "POST" and form.is_valid():
        try:
            made = order_isolation(by=actor, as_of=now(), order=_order(found.pk, form))
        except (NotFound, NotAllowed):
            raise
        except VungXanhError as refused:
            form.add_error(None, tell(refused.message))
        else:
            messages.success(request, say("{code} is ordered.", code=made.code))
            return redirect("isolation", made.pk)
    status = 400 if form.errors else 200
    return render(request, "isolation/new.html.j2", {"form": form, "person": found}, status=status)


@require_POST
@needs("isolation.change")
def isolation_change(request: HttpRequest, isolation: int) -> HttpResponse:
    """Extend, move, report as left, cancel, or turn into a case's isolation: `act` says which."""
    acts: dict[str, Callable[[HttpRequest, int], HttpResponse]] = {
        "extend": _extend,
        "transfer": _transfer,
        "left": _left,
        "cancel": _cancel,
        "turn": _turn,
    }
    _known(request, isolation)
    return acts.get(request.POST.get("act", ""), _nothing)(request, isolation)


@require_POST
@needs("isolation.change")
def isolation_test(request: HttpRequest, isolation: int) -> HttpResponse:
    """The result of a due test."""
    _known(request, isolation)
    form = ResultForm(request.POST)
    if not form.is_valid():
        return _wrong(request, isolation, form)
    return _done(request, isolation, lambda given: enter_result(**given, **form.cleaned_data))


@require_POST
@needs("follow.change")
def isolation_follow(request: HttpRequest, isolation: int) -> HttpResponse:
    """One day's look after a person; comes back to the list where it was entered there."""
    _known(request, isolation)
    form = DayForm(request.POST)
    if not form.is_valid():
        return _wrong(request, isolation, form)
    values = {**form.cleaned_data, "present": form.cleaned_data["present"] == "yes"}
    answer = _done(request, isolation, lambda given: note_day(**given, **values))
    if answer.status_code == 302 and request.POST.get("back") == "list":
        return redirect("/isolation/?status=active")
    return answer


@require_POST
@needs("isolation.change")
def isolation_release(request: HttpRequest, isolation: int) -> HttpResponse:
    """Release as the rule allows, or against it with a reason."""
    _known(request, isolation)
    reason = request.POST.get("against_rule", "")[:200]
    version = _version(request)
    return _done(
        request, isolation, lambda given: release_isolation(**given, against_rule=reason, version=version)
    )


@require_POST
@needs("isolation.change")
def isolations_bulk(request: HttpRequest) -> HttpResponse:
    """Release those of the chosen that the rule allows, or print their orders."""
    chosen = [int(value) for value in request.POST.getlist("chosen") if value.isdigit()][:500]
    if not chosen:
        messages.warning(request, say("Nothing was chosen."))
        return redirect("isolations")
    if request.POST.get("act") == "print":
        return printed(request, chosen)
    released, refused = release_many(by=actor_of(request), as_of=now(), isolation_ids=chosen)
    context = {"released": released, "refused": refused}
    return render(request, "isolation/released.html.j2", context)


def _extend(request: HttpRequest, isolation: int) -> HttpResponse:
    form = ExtendForm(request.POST)
    if not form.is_valid():
        return shown(request, isolation, status=400, extend=form)
    version = _version(request)
    return _done(
        request, isolation, lambda given: extend_isolation(**given, **form.cleaned_data, version=version)
    )


def _transfer(request: HttpRequest, isolation: int) -> HttpResponse:
    form = TransferForm(request.POST, actor=actor_of(request))
    if not form.is_valid():
        return shown(request, isolation, status=400, transfer=form)
    asked = form.cleaned_data
    centre = int(asked["centre"]) if asked["centre"] else None
    version = _version(request)
    return _done(
        request,
        isolation,
        lambda given: transfer_isolation(
            **given, place=asked["place"], centre_id=centre, note=asked["note"], version=version
        ),
    )


def _left(request: HttpRequest, isolation: int) -> HttpResponse:
    form = LeftForm(request.POST)
    if not form.is_valid():
        return shown(request, isolation, status=400, left=form)
    version = _version(request)
    return _done(request, isolation, lambda given: report_left(**given, **form.cleaned_data, version=version))


def _cancel(request: HttpRequest, isolation: int) -> HttpResponse:
    note = request.POST.get("note", "")[:200]
    return _done(
        request, isolation, lambda given: cancel_isolation(**given, note=note, version=_version(request))
    )


def _turn(request: HttpRequest, isolation: int) -> HttpResponse:
    case = request.POST.get("case", "")
    case_id = int(case) if case.isdigit() else 0
    version = _version(request)
    return _done(request, isolation, lambda given: turn_into_case(**given, case_id=case_id, version=version))


def _nothing(request: HttpRequest, isolation: int) -> HttpResponse:
    return shown(request, isolation, status=400, refused=say("What was sent cannot be used."))


def _done(request: HttpRequest, isolation: int, act: Callable[[dict[str, Any]], Any]) -> HttpResponse:
    """Do it and show the isolation (or the one that follows it); a refusal is shown on the page."""
    given = {"by": actor_of(request), "as_of": now(), "isolation_id": isolation}
    try:
        outcome = act(given)
    except (NotFound, NotAllowed):
        raise
    except VungXanhError as refused:
        return shown(request, isolation, status=400, refused=tell(refused.message))
    messages.success(request, say("Saved."))
    moved = getattr(outcome, "before_id", None) == isolation
    return redirect("isolation", outcome.pk if moved else isolation)


def _wrong(request: HttpRequest, isolation: int, form: Any) -> HttpResponse:
    said = " ".join(str(error) for errors in form.errors.values() for error in errors)
    return shown(request, isolation, status=400, refused=said)


def _known(request: HttpRequest, isolation: int) -> None:
    """Whoever may not know of it is told that there is none, whatever else is wrong."""
    record_or_not_found(isolations_for(actor_of(request).scope), pk=isolation)


def _version(request: HttpRequest) -> int | None:
    given = request.POST.get("version", "")
    return int(given) if given.isdigit() else None


def _order(person: int, form: OrderForm) -> Order:
    asked = form.cleaned_data
    names = ("reason", "place", "begins", "order_number", "order_date", "order_by", "ends", "note")
    centre = int(asked["centre"]) if asked["centre"] else None
    return Order(
        person_id=person, centre_id=centre, test_days=form.numbers(), **{name: asked[name] for name in names}
    )
