"""Lockdown points as they are read: the list with the map, and one point."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now, today
from vungxanh.office.language import spoken
from vungxanh.office.pages.lockdowns import labels
from vungxanh.office.pages.lockdowns.drawing import draw
from vungxanh.office.pages.lockdowns.forms import (
    CheckpointForm,
    ExtendForm,
    FilterForm,
    HouseholdsForm,
    PeopleForm,
    RoundForm,
)
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import areas_for
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.lockdowns import (
    active_on,
    counts_of,
    households_of,
    inside_now,
    listed,
    lockdowns_for,
    open_proposal,
    people_inside,
    proposals_of,
    smaller_points,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.lockdown_areas import area_drawing, drawings_of
from vungxanh.office.usecases.lockdown_lifting import lift_facts
from vungxanh.response.lockdown import allowed, lift_rule_on

ON_MAP = 2_000
SHOWN = 500


@require_GET
@needs("lockdown.see")
def lockdowns(request: HttpRequest) -> HttpResponse:
    """A page of the list, newest first, and the map of the points in force."""
    actor, day = actor_of(request), today()
    page = page_of(listed(actor.scope, request.GET, today=day), request, key="begins")
    in_force = list(active_on(day, actor.scope)[:ON_MAP])
    wards = areas_for(actor.scope, "lockdown.see", on=day).filter(level__in=("ward", "commune", "quarter"))
    context = {
        "page": page,
        "counts": counts_of([point.pk for point in page]),
        "form": FilterForm(request.GET, scope=actor.scope),
        "map": draw(drawings_of(list(wards)), in_force),
        "in_force": in_force,
        "labels": labels,
        "today": day,
        "may_change": actor.scope.has("lockdown.change"),
    }
    return render(request, "lockdowns/list.html.j2", context)


@require_GET
@needs("lockdown.see")
def lockdown(request: HttpRequest, lockdown: int) -> HttpResponse:
    """One point: facts, map, rule, rounds, households, people, checkpoints, proposals."""
    return shown(request, lockdown)


def shown(request: HttpRequest, lockdown_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one point; `more` are forms that were filled in wrongly, or a refusal."""
    actor, day = actor_of(request), today()
    point = record_or_not_found(lockdowns_for(actor.scope), pk=lockdown_id)
    people = list(people_inside(point)[:SHOWN])
    note_reading(
        by=actor, as_of=now(), action="lockdown.see", records=[point, *(row.person for row in people)]
    )
    around = area_drawing(point.area)
    judged = lift_facts(point, day) if point.status == "active" else []
    rule = lift_rule_on(day)
    values: dict[str, Any] = {
        "point": point,
        "map": draw([(point.area, around)] if around is not None else [], [point]),
        "causes": list(point.reason_cases.order_by("code")) if actor.scope.has("cases.see") else [],
        "rule": rule,
        "rule_note": rule.note[spoken()] if rule else "",
        "judged": judged,
        "allowed": allowed(judged),
        "proposal": open_proposal(point),
        "proposals": proposals_of(point),
        "rounds": list(point.rounds.order_by("due_on", "id")),
        "households": list(households_of(point)[:SHOWN]),
        "people": people,
        "inside_now": inside_now(point),
        "checkpoints": list(point.checkpoints.order_by("id")),
        "smaller": smaller_points(point),
        "labels": labels,
        "today": day,
        "language": spoken(),
        "may_change": actor.scope.covers("lockdown.change", point.area_path),
        "may_decide": actor.scope.covers("lockdown.decide", point.area_path),
        "households_form": HouseholdsForm(),
        "people_form": PeopleForm(),
        "checkpoint_form": CheckpointForm(),
        "round_form": RoundForm(initial={"done_on": day}),
        "extend_form": ExtendForm(),
        "refused": None,
        "wrong_rows": [],
        "wrong_people": [],
    }
    return render(request, "lockdowns/lockdown.html.j2", values | more, status=status)
