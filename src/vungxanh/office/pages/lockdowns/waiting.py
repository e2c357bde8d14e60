"""What waits at lockdown points: rounds of tests, decisions."""

from datetime import date

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.lockdowns import to_decide, to_test
from vungxanh.office.shell.features import Waiting


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Rounds due, for those who keep points; proposals, for those who decide and did not propose."""
    found = []
    if actor.scope.has("lockdown.change"):
        due = list(to_test(actor.scope, today).values_list("next_round_on", flat=True))
        late = sum(day is not None and day < today for day in due)
        found.append(Waiting(message("Rounds of tests due"), len(due), late, "/lockdowns/?due=round"))
    if actor.scope.has("lockdown.decide"):
        count = to_decide(actor.scope, actor.user_id).count()
        found.append(Waiting(message("Liftings to decide"), count, 0, "/lockdowns/?status=proposed"))
    return found
