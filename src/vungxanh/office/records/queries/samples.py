"""Samples that a person may see: lists with filters, tubes of a session, retests due, overdue."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.db.models import Prefetch, QuerySet

from vungxanh.office.access import Actor, Scope
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.inside import below, inside, record_or_not_found
from vungxanh.office.records.queries.sessions import day_asked, in_area
from vungxanh.response.pool import FINAL
from vungxanh.response.sampling import turnaround

MEMBERS = Prefetch("members", PoolMember.objects.select_related("person", "retest").order_by("position"))


def samples_for(scope: Scope) -> QuerySet[Sample]:
    """The samples inside the scope, with person, session and area."""
    query = Sample.objects.select_related("person", "session", "area", "retest_of")
    return inside(query, scope, "samples.see")


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Sample]:
    """The samples that the filters of an address ask for."""
    query = samples_for(scope)
    query = in_area(query, asked)
    for name in ("result", "method", "purpose"):
        if asked.get(name):
            query = query.filter(**{name: asked[name]})
    for name, word in (("since", "gte"), ("until", "lte")):
        if (day := day_asked(asked.get(name))) is not None:
            query = query.filter(**{f"taken_on__{word}": day})
    if asked.get("code"):
        query = _coded(query, asked["code"].strip())
    if asked.get("session", "").isdigit():
        query = query.filter(session=int(asked["session"]))
    return _standing(_of_kind(query, asked.get("kind")), asked.get("state"), today)


def _of_kind(query: QuerySet[Sample], kind: str | None) -> QuerySet[Sample]:
    match kind:
        case "single":
            return query.filter(pool_size=1, retest_of=None)
        case "pool":
            return query.filter(pool_size__gt=1)
        case "retest":
            return query.filter(retest_of__isnull=False)
    return query


def _standing(query: QuerySet[Sample], state: str | None, today: date) -> QuerySet[Sample]:
    match state:
        case "overdue":
            return query.filter(result="pending", taken_on__lt=overdue_before(today))
        case "opened" | "discordant":
            return query.filter(pool_state=state)
    return query


def _coded(query: QuerySet[Sample], code: str) -> QuerySet[Sample]:
    """The tube with this code, else the tubes of the session with this code."""
    tube = query.filter(code__in={code, code.upper()})
    return tube if tube.exists() else query.filter(session__code__in={code, code.upper()})


def tubes_of(session_id: int, scope: Scope) -> QuerySet[Sample]:
    """The tubes of a session with their people, in the order in which they were taken."""
    return samples_for(scope).filter(session=session_id).prefetch_related(MEMBERS).order_by("id")


def with_members(query: QuerySet[Sample]) -> QuerySet[Sample]:
    """The same samples, with the people of pools and their retests."""
    return query.prefetch_related(MEMBERS)


def people_in(tubes: QuerySet[Sample] | list[Sample]) -> list[object]:
    """Everybody in these tubes (loaded with their members)."""
    found: list[object] = []
    for tube in tubes:
        if tube.person is not None:
            found.append(tube.person)
        found += [member.person for member in tube.members.all()]
    return found


def retests_due(scope: Scope) -> QuerySet[PoolMember]:
    """People of positive pools whose own result is still awaited, longest waiting first."""
    query = PoolMember.objects.filter(opened=True).exclude(result__in=FINAL)
    query = query.select_related("person", "sample", "sample__area", "sample__session", "retest")
    return inside(query, scope, "samples.see", field="sample__area_path").order_by("sample__taken_on", "id")


def overdue(scope: Scope, today: date) -> QuerySet[Sample]:
    """Tubes without a result for longer than the rule allows."""
    return samples_for(scope).filter(result="pending", taken_on__lt=overdue_before(today))


def overdue_before(today: date) -> date:
    """Tubes of days before this one are overdue when they have no result."""
    return today - timedelta(days=turnaround().overdue // 24)


def tubes_of_person(person_id: int, scope: Scope) -> list[Sample]:
    """Tubes in which a person is, newest first: their own and pools."""
    own = samples_for(scope).filter(person=person_id)
    pooled = samples_for(scope).filter(members__person=person_id)
    return sorted({*own, *pooled}, key=lambda tube: (tube.taken_on, tube.pk), reverse=True)


def tubes_of_case(case_id: int, scope: Scope) -> QuerySet[Sample]:
    """Tubes linked to a case."""
    return samples_for(scope).filter(case=case_id).order_by("-taken_on", "-id")


def names_shown(actor: Actor, path: str) -> bool:
    """Whether this person may read the names of people in samples; a laboratory sees codes and initials."""
    return actor.scope.covers("cases.see", path) or actor.scope.covers("samples.change", path)


def hours_between(start: datetime | None, end: datetime | None) -> float | None:
    """Hours from one moment to another; None where one of them is not there."""
    return None if start is None or end is None else (end - start).total_seconds() / 3600


def sample_or_not_found(scope: Scope, sample_id: int) -> Sample:
    """One tube with its people, pool and retests. Raises NotFound."""
    return record_or_not_found(with_members(samples_for(scope)), pk=sample_id)


def states_of(sample: Sample) -> list[Any]:
    """Every state the tube has had, newest first."""
    return list(sample.history.select_related("history_user").order_by("-history_id")[:50])


def open_in_area(scope: Scope, path: str, today: date) -> tuple[int, int, int]:
    """In an area: tubes without a result, those overdue, people of positive pools to test again."""
    pending = samples_for(scope).filter(below("area_path", path), result="pending")
    late = pending.filter(taken_on__lt=overdue_before(today))
    due = retests_due(scope).filter(below("sample__area_path", path))
    return pending.count(), late.count(), due.count()
