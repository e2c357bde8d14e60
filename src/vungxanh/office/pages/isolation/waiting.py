"""What waits in isolation: tests, ends, contacts who became cases."""

from datetime import date

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.isolations import counts_today, turned_cases
from vungxanh.office.shell.features import Waiting

ADDRESS = "/isolation/"


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Work of those who keep isolation; whoever only follows people finds them in the list."""
    scope = actor.scope
    if scope.has("isolation.change"):
        counted = counts_today(scope, today)
        tests, late = counted["tests"] + counted["late"], counted["late"]
        ends, over = counted["ending"] + counted["over"], counted["over"]
        turned = turned_cases(scope).count()
        return [
            Waiting(message("Tests due in isolation"), tests, late, f"{ADDRESS}?due=tests"),
            Waiting(message("Isolations that end"), ends, over, f"{ADDRESS}?due=ending"),
            Waiting(message("Isolated contacts who became cases"), turned, turned, f"{ADDRESS}?due=turned"),
        ]
    if scope.has("follow.change"):
        active = counts_today(scope, today)["active"]
        return [
            Waiting(message("Isolated people to look after today"), active, 0, f"{ADDRESS}?status=active")
        ]
    return []
