"""Isolation on the pages of others: of a case, a person, an area."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from vungxanh.office.pages.isolation import labels
from vungxanh.office.records.queries.isolations import OPEN, active_in, isolations_for
from vungxanh.office.shell.actor import actor_of


def case_panel(request: HttpRequest, case: Any) -> Markup | None:
    """Where the case was found and why, and the person's isolations."""
    return _panel(request, case.person, case)


def person_panel(request: HttpRequest, person: Any) -> Markup | None:
    """The person's isolations."""
    return _panel(request, person, None)


def area_panel(request: HttpRequest, area: Any) -> Markup | None:
    """How many people are isolated here."""
    scope = actor_of(request).scope
    if not scope.covers("isolation.see", area.path):
        return None
    context = {"area": area, "active": active_in(scope, area.path)}
    return Markup(render_to_string("isolation/area_panel.html.j2", context, request))  # noqa: S704 - escaped by the template


def _panel(request: HttpRequest, person: Any, case: Any | None) -> Markup | None:
    scope = actor_of(request).scope
    if not scope.has("isolation.see"):
        return None
    found = list(isolations_for(scope).filter(person=person.pk).order_by("-begins", "-id")[:20])
    context = {
        "person": person,
        "case": case,
        "isolations": found,
        "labels": labels,
        "found_words": labels.FOUND,
        "may_set": case is not None and scope.covers("cases.change", case.area_path),
        "may_order": scope.covers("isolation.change", person.area_path)
        and not any(isolation.status in OPEN for isolation in found),
    }
    return Markup(render_to_string("isolation/panel.html.j2", context, request))  # noqa: S704 - escaped by the template
