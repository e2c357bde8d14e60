"""Assessments that wait for this person: to be approved, to be published."""

from datetime import date

from django.urls import reverse

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.queries.assessments import assessments_for, waiting_for_approval
from vungxanh.office.shell.features import Waiting


def waiting(actor: Actor, today: date) -> list[Waiting]:
    """What can be decided by this person; what they computed themselves cannot."""
    found = []
    where = reverse("assessments")
    if actor.scope.has("assessment.approve"):
        open_ones = waiting_for_approval(actor.scope).exclude(computed_by=actor.user_id)
        late = sum(assessment.as_of < today for assessment in open_ones)
        found.append(Waiting(message("Assessments to look at and approve"), len(open_ones), late, where))
    if actor.scope.has("assessment.publish"):
        approved = assessments_for(actor.scope).filter(status="approved").count()
        found.append(Waiting(message("Approved assessments to publish"), approved, 0, where))
    return found
