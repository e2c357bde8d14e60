"""Work with samples that waits: people of positive pools to test again, results overdue."""

from datetime import date

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.samples import overdue, overdue_before, retests_due
from vungxanh.office.shell.features import Waiting


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """Retests for whoever takes samples, overdue results for whoever enters them."""
    found = []
    if actor.scope.has("samples.change"):
        due = retests_due(actor.scope)
        late = due.filter(sample__taken_on__lt=overdue_before(today)).count()
        found.append(Waiting(message("People of positive pools to test again"), due.count(), late, "retests"))
    if actor.scope.has("results.change"):
        number = overdue(actor.scope, today).count()
        found.append(Waiting(message("Results overdue"), number, number, "samples_overdue"))
    return found
