"""The places that a person is shown. Hiding is a courtesy: every view checks for itself."""

from vungxanh.office.access import Actor
from vungxanh.office.shell.features import Place, places


def places_for(actor: Actor) -> tuple[Place, ...]:
    """The places that this person can use."""
    return tuple(p for p in places() if not p.permissions or any(map(actor.scope.has, p.permissions)))
