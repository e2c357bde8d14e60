"""Tracing work on the first page."""

from datetime import date, datetime, time, timedelta

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE, now
from vungxanh.office.records.queries.tracing import amount_due
from vungxanh.office.shell.features import Waiting


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Contacts due until the end of the day, given to this person or to nobody yet."""
    if not actor.scope.has("follow.change"):
        return []
    midnight = datetime.combine(today + timedelta(days=1), time(), HERE)
    due, late = amount_due(actor.scope, user_id=actor.user_id, until=midnight, now=now())
    return [Waiting(message("Contacts to reach or to follow today"), due, late, "tracing")]
