"""What every page knows: who is there, where one can go, which assessment the figures are from."""

from typing import Any

from django.http import HttpRequest

from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.navigation import places_for


def frame(request: HttpRequest) -> dict[str, Any]:
    """The frame's values."""
    if not hasattr(request, "user") or not request.user.is_authenticated:
        return {"actor": None, "places": (), "here": request.path}
    actor = actor_of(request)
    return {"actor": actor, "places": places_for(actor), "here": request.path}
