"""Isolation as it is read: the list with today's work, one isolation, its order on paper."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import now, today
from vungxanh.office.pages.isolation import labels
from vungxanh.office.pages.isolation.forms import DayForm, ExtendForm, FilterForm, LeftForm, TransferForm
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.isolations import (
    counts_today,
    days_of,
    followed_on,
    isolations_for,
    listed,
    tests_of,
)
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.office.usecases.isolation_moves import lacking
from vungxanh.response.isolation import number_of, rule_named


@require_GET
@needs("isolation.see")
def isolations(request: HttpRequest) -> HttpResponse:
    """A page of the list, whose isolation ends first at the top."""
    actor, day = actor_of(request), today()
    page = page_of(listed(actor.scope, request.GET, today=day), request, key="ends", falling=False)
    note_reading(by=actor, as_of=now(), action="isolation.list", records=[i.person for i in page])
    return render(
        request,
        "isolation/list.html.j2",
        {
            "page": page,
            "form": FilterForm(request.GET, scope=actor.scope),
            "counts": counts_today(actor.scope, day),
            "followed": followed_on([i.pk for i in page], day),
            "labels": labels,
            "today": day,
            "query": request.GET.urlencode(),
            "may_change": actor.scope.has("isolation.change"),
            # For whoever only follows people, and on the list of those who are isolated now.
            "may_follow": actor.scope.has("follow.change")
            and (request.GET.get("status") == "active" or not actor.scope.has("isolation.change")),
        },
    )


@require_GET
@needs("isolation.see")
def isolation(request: HttpRequest, isolation: int) -> HttpResponse:
    """One isolation with its tests, its days, and what it can be changed to."""
    return shown(request, isolation)


def shown(request: HttpRequest, isolation_id: int, *, status: int = 200, **more: Any) -> HttpResponse:
    """The page of one isolation; `more` are forms that were filled in wrongly, or a refusal."""
    actor, day = actor_of(request), today()
    found = record_or_not_found(isolations_for(actor.scope), pk=isolation_id)
    note_reading(by=actor, as_of=now(), action="isolation.see", records=[found, found.person])
    tests = tests_of([found.pk])[found.pk]
    paths = (found.area_path, found.home_path)
    values: dict[str, Any] = {
        "isolation": found,
        "rule": rule_named(found.rule),
        "tests": tests,
        "unmet": lacking(found, tests, day) if found.status == "active" else [],
        "days": days_of(found),
        "number": number_of(day, found.counted_from),
        "after": found.after.first(),
        "turned": found.person.cases.filter(classification="confirmed").order_by("-report_date").first()
        if found.status == "active" and found.reason != "case"
        else None,
        "labels": labels,
        "today": day,
        "may_change": any(actor.scope.covers("isolation.change", path) for path in paths),
        "may_override": actor.scope.covers("isolation.override", found.area_path),
        "may_follow": any(actor.scope.covers("follow.change", path) for path in paths),
        "sees_cases": actor.scope.covers("cases.see", found.home_path),
        "transfer": TransferForm(actor=actor),
        "extend": ExtendForm(),
        "left": LeftForm(initial={"day": day}),
        "follow": DayForm(initial={"day": day}),
        "refused": None,
    }
    return render(request, "isolation/isolation.html.j2", values | more, status=status)


@require_GET
@needs("isolation.see")
def isolation_order(request: HttpRequest, isolation: int) -> HttpResponse:
    """The order on paper."""
    actor = actor_of(request)
    found = record_or_not_found(isolations_for(actor.scope), pk=isolation)
    return printed(request, [found.pk])


def printed(request: HttpRequest, isolation_ids: list[int]) -> HttpResponse:
    """Orders of several people, each on a page of paper."""
    actor = actor_of(request)
    found = list(isolations_for(actor.scope).filter(pk__in=isolation_ids).order_by("person__name_key", "id"))
    note_reading(by=actor, as_of=now(), action="isolation.print", records=[i.person for i in found])
    tests = tests_of([i.pk for i in found])
    orders = [(i, rule_named(i.rule), tests[i.pk]) for i in found]
    return render(request, "isolation/order.html.j2", {"orders": orders, "labels": labels})
