"""Background work for assessments: computing and publishing."""

from datetime import date

from django_tasks import task

from vungxanh.office.access import ROLES, Actor, Scope
from vungxanh.office.clock import now, today
from vungxanh.office.records.queries.grants import grants_on
from vungxanh.office.usecases.assessments import publish_assessment, run_assessment


@task()
def compute(assessment_id: int, user_id: int, name: str) -> None:
    """Compute an assessment that somebody has begun."""
    run_assessment(by=_person(user_id, name), as_of=now(), assessment_id=assessment_id)


@task()
def put_out(assessment_id: int, user_id: int, name: str, campaign: list[str] | None = None) -> None:
    """Publish an approved assessment."""
    period = None if campaign is None else (date.fromisoformat(campaign[0]), date.fromisoformat(campaign[1]))
    by = _person(user_id, name)
    publish_assessment(by=by, as_of=now(), assessment_id=assessment_id, campaign=period)


def _person(user_id: int, name: str) -> Actor:
    """Who asked for it, with what they hold by now."""
    held = [(grant.role, grant.area_path) for grant in grants_on(user_id, today()) if grant.role in ROLES]
    return Actor(user_id, name, Scope.of(held), via="job")
