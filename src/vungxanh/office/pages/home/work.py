"""What the first page shows a person: what waits, their areas with colours, what they often do."""

from contextlib import suppress
from datetime import date
from typing import Any

from django.urls import NoReverseMatch, reverse

from vungxanh.messages import Message, message
from vungxanh.office.access import ROLES, Actor
from vungxanh.office.pages.dashboard.looks import looks
from vungxanh.office.pages.dashboard.views import STALE_DAYS
from vungxanh.office.records.queries.areas import names_of_paths
from vungxanh.office.records.queries.assessments import newer_waiting, newest_shown, rows_of
from vungxanh.office.shell.features import waiting

QUICK: tuple[tuple[str, str, Message], ...] = (
    ("cases.change", "case_new", message("New case")),
    ("cases.change", "case_entry", message("Enter a list of cases")),
    ("contacts.change", "contact_new", message("New contact")),
    ("follow.change", "tracing", message("Tracing and follow-up")),
    ("samples.change", "session_new", message("New sampling session")),
    ("results.change", "samples", message("Enter results")),
    ("isolation.change", "isolation_new", message("New isolation")),
    ("lockdown.change", "lockdown_new", message("New lockdown point")),
    ("lockdown.decide", "lockdowns", message("Lockdown points")),
    ("import.run", "import_new", message("Import a file")),
    ("assessment.run", "assessments", message("Assess a day")),
    ("accounts.manage", "invite", message("Invite somebody")),
    ("audit.see", "audit", message("Audit trail")),
)
"""Permission, address, words; shown in this order to whoever has the permission."""

MOST_AREAS = 40


def work_of(actor: Actor, today: date) -> dict[str, Any]:
    """Everything for the page; whoever sees no colours gets no areas."""
    return {
        "waiting": waiting(actor, today),
        "quick": _quick(actor),
        "held": _held(actor),
        **_areas(actor, today),
    }


def _quick(actor: Actor) -> list[tuple[Message, str]]:
    found = []
    for permission, address, words in QUICK:
        if actor.scope.has(permission):
            with suppress(NoReverseMatch):  # a feature whose folder was taken out
                found.append((words, reverse(address)))
    return found


def _held(actor: Actor) -> list[tuple[Any, str]]:
    names = names_of_paths([held.path for held in actor.scope.held])
    return [(ROLES[held.role], names.get(held.path, "")) for held in actor.scope.held]


def _areas(actor: Actor, today: date) -> dict[str, Any]:
    if not actor.scope.has("assessment.see"):
        return {"rows": None, "assessment": None}
    shown = newest_shown(actor.scope)
    about: dict[str, Any] = {
        "assessment": shown,
        "rows": [],
        "look": looks(),
        "age": 0,
        "stale": True,
        "newer": None,
    }
    if shown is None:
        return about
    rows = list(rows_of(shown, actor.scope).exclude(level="quarter")[:MOST_AREAS])
    age = (today - shown.as_of).days
    about |= {"age": age, "stale": age >= STALE_DAYS, "newer": newer_waiting(actor.scope, shown)}
    return about | {"rows": rows or list(rows_of(shown, actor.scope)[:MOST_AREAS])}
