"""Lockdown points on the pages of others: of a person, an area."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from vungxanh.office.clock import today
from vungxanh.office.pages.lockdowns import labels
from vungxanh.office.records.queries.lockdowns import active_on, in_area, points_of
from vungxanh.office.shell.actor import actor_of


def person_panel(request: HttpRequest, person: Any) -> Markup | None:
    """The points in which a person was listed."""
    scope = actor_of(request).scope
    rows = points_of(scope, person.pk) if scope.has("lockdown.see") else []
    if not rows:
        return None
    context = {"rows": rows, "labels": labels}
    return Markup(render_to_string("lockdowns/person_panel.html.j2", context, request))  # noqa: S704 - escaped


def area_panel(request: HttpRequest, area: Any) -> Markup | None:
    """The points in force in an area."""
    scope = actor_of(request).scope
    if not scope.covers("lockdown.see", area.path):
        return None
    points = list(in_area(active_on(today(), scope), area.path)[:20])
    context = {"area": area, "points": points, "labels": labels}
    return Markup(render_to_string("lockdowns/area_panel.html.j2", context, request))  # noqa: S704 - escaped
