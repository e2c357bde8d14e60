"""Approving or rejecting an assessment: by somebody else than who computed it."""

from datetime import datetime

from vungxanh.messages import message
from vungxanh.office.access import Actor, NotAllowed
from vungxanh.office.records.models import Assessment
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.assessments.states import (
    ReasonNeeded,
    SamePerson,
    check_move,
    locked,
    must_everywhere,
)


def approve_assessment(*, by: Actor, as_of: datetime, assessment_id: int) -> Assessment:
    """Approve what somebody else (or the schedule) computed. Raises SamePerson, WrongState."""
    must_everywhere(by, "assessment.approve")
    _must_be_a_person(by)
    with act(by=by, at=as_of, action="assessment.approve") as entry:
        assessment = locked(assessment_id)
        check_move(assessment, "approved")
        if assessment.computed_by_id == by.user_id:
            raise SamePerson(
                message("You computed this assessment. Somebody else has to look at it and approve it.")
            )
        told = {"status": "approved", "approved_by_id": by.user_id, "approved_at": as_of}
        return update(assessment, told, entry=entry)


def reject_assessment(*, by: Actor, as_of: datetime, assessment_id: int, reason: str) -> Assessment:
    """Put an assessment aside, with the reason. Whoever computed it may do so too. Raises ReasonNeeded."""
    must_everywhere(by, "assessment.approve")
    _must_be_a_person(by)
    said = reason.strip()
    if not said:
        raise ReasonNeeded(message("Write down why the assessment is rejected."))
    with act(by=by, at=as_of, action="assessment.reject", note=said) as entry:
        assessment = locked(assessment_id)
        check_move(assessment, "rejected")
        return update(assessment, {"status": "rejected", "fault": said}, entry=entry)


def _must_be_a_person(by: Actor) -> None:
    if by.user_id is None:
        raise NotAllowed(message("A person has to decide this, not the system."))
