"""What the pages of cases, people and areas show of samples."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from vungxanh.office.clock import today
from vungxanh.office.pages.samples.words import words
from vungxanh.office.records.queries.samples import open_in_area, tubes_of_person
from vungxanh.office.shell.actor import actor_of

MOST = 50


def case_panel(request: HttpRequest, case: Any) -> Markup | None:
    """Every tube of the case's person."""
    if not actor_of(request).scope.covers("samples.see", case.area_path):
        return None
    return _tubes(request, case.person_id)


def person_panel(request: HttpRequest, person: Any) -> Markup | None:
    """Every tube in which the person is."""
    if not actor_of(request).scope.covers("samples.see", person.area_path):
        return None
    return _tubes(request, person.pk)


def area_panel(request: HttpRequest, area: Any) -> Markup | None:
    """Tubes of the area without a result, people to test again, and the way to its figures."""
    scope = actor_of(request).scope
    if not scope.covers("samples.see", area.path):
        return None
    waiting, late, due = open_in_area(scope, area.path, today())
    shown = {"area": area, "waiting": waiting, "late": late, "due": due}
    return Markup(render_to_string("samples/area_panel.html.j2", shown, request))  # noqa: S704 - our own template


def _tubes(request: HttpRequest, person_id: int) -> Markup | None:
    found = tubes_of_person(person_id, actor_of(request).scope)[:MOST]
    if not found:
        return None
    shown = {"tubes": found, "person_id": person_id, **words()}
    return Markup(render_to_string("samples/panel.html.j2", shown, request))  # noqa: S704 - our own template
