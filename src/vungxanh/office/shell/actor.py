"""From a signed-in user to an actor with a scope, once per request."""

from datetime import date
from typing import Any

from django.http import HttpRequest

from vungxanh.office.access import ROLES, Actor, Scope
from vungxanh.office.clock import today
from vungxanh.office.records.queries.grants import grants_on


def actor_of(request: HttpRequest) -> Actor:
    """The person behind a request, with what they hold today."""
    kept: Actor | None = getattr(request, "_actor", None)
    if kept is None:
        kept = actor_for(request.user, today())
        request._actor = kept  # type: ignore[attr-defined]
    return kept


def actor_for(user: Any, on: date) -> Actor:
    """A user as an actor on one day."""
    if not user.is_authenticated:
        return Actor(None, "", Scope())
    held = [(grant.role, grant.area_path) for grant in grants_on(user.pk, on) if grant.role in ROLES]
    return Actor(user.pk, user.full_name, Scope.of(held))
