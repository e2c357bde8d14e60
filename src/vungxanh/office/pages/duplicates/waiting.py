"""Pairs that wait for a decision."""

from datetime import date

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.duplicates import open_pairs
from vungxanh.office.shell.features import Waiting


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Nothing here is late: a duplicate counts double every day alike."""
    if not actor.scope.has("duplicates.decide"):
        return []
    words = message("Pairs of people who may be one")
    return [Waiting(words, open_pairs(actor.scope).count(), 0, "duplicates")]
