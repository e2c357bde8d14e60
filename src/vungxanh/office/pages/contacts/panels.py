"""What the pages of cases, people, outbreaks and areas show of contacts."""

from typing import Any

from django.http import HttpRequest
from django.template.loader import render_to_string
from markupsafe import Markup

from vungxanh.office.clock import now
from vungxanh.office.pages.contacts.views import words
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.contacts import (
    contacts_of_case,
    contacts_of_person,
    may_know_source,
    open_in_area,
    open_in_outbreak,
)
from vungxanh.office.shell.actor import actor_of

MOST = 200


def case_panel(request: HttpRequest, case: Any) -> Markup | None:
    """The case's F1 and F2, a button to enter more, and the way to the tree."""
    scope = actor_of(request).scope
    if not (scope.covers("contacts.see", case.area_path) and scope.covers("cases.see", case.area_path)):
        return None
    found = list(contacts_of_case(scope, case.pk).order_by("degree", "id")[:MOST])
    was = list(contacts_of_person(scope, case.person_id).filter(became_case=case.pk)[:20])
    may_enter = scope.covers("contacts.change", case.area_path)
    return _panel(request, "case", found, case=case, was=was, may_enter=may_enter)


def person_panel(request: HttpRequest, person: Any) -> Markup | None:
    """Of whom the person was a contact."""
    found = list(contacts_of_person(actor_of(request).scope, person.pk).order_by("-id")[:MOST])
    return _panel(request, "person", found) if found else None


def outbreak_panel(request: HttpRequest, outbreak: Any) -> Markup | None:
    """Open contacts of the outbreak's cases, soonest due first."""
    scope = actor_of(request).scope
    if not scope.has("contacts.see"):
        return None
    return _panel(request, "outbreak", list(open_in_outbreak(scope, outbreak.pk)[:MOST]))


def area_panel(request: HttpRequest, area: Any) -> Markup | None:
    """How many contacts live in the area with whom something is due, and how many are late."""
    scope = actor_of(request).scope
    if not scope.covers("contacts.see", area.path):
        return None
    due, late = open_in_area(scope, area.path, now())
    values = {"area": area, "due": due, "late": late}
    return Markup(render_to_string("contacts/area_panel.html.j2", values, request))  # noqa: S704 - our own template


def _panel(request: HttpRequest, kind: str, found: list[Any], **more: Any) -> Markup:
    actor = actor_of(request)
    shown = [*found, *more.get("was", ())]
    note_reading(by=actor, as_of=now(), action="contact.list", records=[c.person for c in shown])
    sources = {c.pk: may_know_source(actor.scope, c) for c in shown}
    values = {"kind": kind, "contacts": found, "sources": sources, "most": MOST, **words(), **more}
    return Markup(render_to_string("contacts/panel.html.j2", values, request))  # noqa: S704 - our own template
