"""States of an assessment, and the errors that say why it cannot go where somebody wants it."""

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, NotFound
from vungxanh.office.records.models import Assessment
from vungxanh.office.records.queries.areas import top_areas

STATUS: dict[str, tuple[str, ...]] = {
    "computing": ("computed", "failed"),
    "computed": ("approved", "rejected"),
    "approved": ("published", "rejected"),
    "published": (),
    "failed": (),
    "rejected": (),
}


class WrongState(VungXanhError):
    """The assessment cannot go there from where it is."""


class AlreadyComputing(VungXanhError):
    """Another assessment is being computed."""


class SamePerson(VungXanhError):
    """Whoever computed an assessment does not approve it."""


class ReasonNeeded(VungXanhError):
    """A rejection needs its reason."""


class DayNotPossible(VungXanhError):
    """The day lies in the future."""


def check_move(assessment: Assessment, to: str) -> None:
    """Raises WrongState unless the assessment can go there."""
    if to not in STATUS[assessment.status]:
        raise WrongState(
            message(
                "Assessment {number} cannot be changed this way any more. Look at it again.",
                number=str(assessment.number),
            )
        )


def must_everywhere(by: Actor, permission: str) -> None:
    """An assessment is about all areas of the office: the permission must be given for all of them.

    Raises NotFound for somebody who has it nowhere, NotAllowed for somebody who has it for a part.
    """
    if not by.scope.has("assessment.see"):
        raise NotFound(message("There is no such record."))
    for area in top_areas():
        by.must(permission, area.path)


def locked(assessment_id: int) -> Assessment:
    """The assessment, kept from others until the transaction ends. Raises NotFound."""
    found = Assessment.objects.select_for_update().filter(pk=assessment_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found
