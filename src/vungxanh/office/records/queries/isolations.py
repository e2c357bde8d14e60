"""Isolations that a person may see: where they are kept, and where the isolated people live."""

import re
from collections.abc import Mapping
from datetime import date

from django.db.models import Count, Exists, OuterRef, Q, QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area, Case, DueTest, Isolation, IsolationDay, Person
from vungxanh.office.records.queries.inside import below, inside
from vungxanh.office.records.queries.words import named_like

CODE = re.compile(r"cl-\d+$", re.IGNORECASE)
OPEN = ("ordered", "active")


def isolations_for(scope: Scope) -> QuerySet[Isolation]:
    """The isolations inside the scope, with their person, area and centre."""
    every = Isolation.objects.select_related("person", "area", "centre")
    return inside(every, scope, "isolation.see", also="home_path")


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Isolation]:
    """The list with the filters of the address: status, place, reason, area, centre, due, q."""
    query = isolations_for(scope)
    exact = {name: asked.get(name, "") for name in ("status", "place", "reason")}
    query = query.filter(**{name: value for name, value in exact.items() if value})
    for name in ("centre", "person"):
        if asked.get(name, "").isdigit():
            query = query.filter(**{name: int(asked[name])})
    if asked.get("area", "").isdigit():
        query = _in_area(query, int(asked["area"]))
    if asked.get("q"):
        query = query.filter(_named(asked["q"]))
    return _due(query, asked.get("due", ""), today)


def tests_of(isolation_ids: list[int]) -> dict[int, list[DueTest]]:
    """The due tests of isolations, in their order."""
    found: dict[int, list[DueTest]] = {record: [] for record in isolation_ids}
    for test in (
        DueTest.objects.filter(isolation__in=isolation_ids).select_related("sample").order_by("due_on")
    ):
        found[test.isolation_id].append(test)
    return found


def days_of(isolation: Isolation) -> list[IsolationDay]:
    """The daily follow-up, newest first."""
    return list(isolation.days.order_by("-day")[:60])


def followed_on(isolation_ids: list[int], day: date) -> dict[int, IsolationDay]:
    """Who was looked after on a day."""
    return {d.isolation_id: d for d in IsolationDay.objects.filter(isolation__in=isolation_ids, day=day)}


def open_of(person_id: int) -> Isolation | None:
    """The isolation that a person is in, or is ordered to."""
    return Isolation.objects.filter(person=person_id, status__in=OPEN).order_by("-begins").first()


def turned_cases(scope: Scope) -> QuerySet[Isolation]:
    """People isolated as contacts who have a confirmed case since: they move to the rule for cases."""
    return isolations_for(scope).filter(_turned())


def isolated_on(day: date, scope: Scope) -> dict[str, int]:
    """How many people are isolated on a day, by the area where they are kept (its path)."""
    held = inside(Isolation.objects.filter(begins__lte=day), scope, "isolation.see").filter(
        Q(status="active") | Q(status__in=("released", "transferred", "left"), ended_on__gt=day)
    )
    return dict(held.values_list("area_path").annotate(Count("id")).order_by())


def counts_today(scope: Scope, today: date) -> dict[str, int]:
    """What the day asks for: tests due, late tests, isolations that end, and that are over."""
    query = isolations_for(scope).order_by().filter(status="active")
    return query.aggregate(
        tests=Count("id", filter=Q(next_test_on=today)),
        late=Count("id", filter=Q(next_test_on__lt=today)),
        ending=Count("id", filter=Q(ends=today)),
        over=Count("id", filter=Q(ends__lt=today)),
        active=Count("id"),
    )


def _due(query: QuerySet[Isolation], due: str, today: date) -> QuerySet[Isolation]:
    """Work of the day: what is late comes along with what is due."""
    match due:
        case "tests":
            return query.filter(status="active", next_test_on__lte=today)
        case "ending":
            return query.filter(status="active", ends__lte=today)
        case "turned":
            return query.filter(_turned())
    return query


def _in_area(query: QuerySet[Isolation], area_id: int) -> QuerySet[Isolation]:
    path = Area.objects.filter(pk=area_id).values_list("path", flat=True).first()
    if path is None:
        return query.none()
    return query.filter(below("area_path", path) | below("home_path", path))


def _turned() -> Q:
    """Isolated as anything but a case, with a confirmed case: found without multiplying rows."""
    confirmed = Case.objects.filter(person=OuterRef("person"), classification="confirmed")
    return Q(Exists(confirmed), status="active") & ~Q(reason="case")


def _named(text: str) -> Q:
    """A code of ours, or words of a name: one or the other, so that each can follow its index."""
    words = text.strip()
    if CODE.match(words):
        return Q(code=words.upper())
    return Q(person__in=named_like(words).values("pk"))


def people_to_isolate(scope: Scope) -> QuerySet[Person]:
    """People whose isolation a person may see; merged ones are gone."""
    return inside(Person.objects.select_related("area").filter(merged_into=None), scope, "isolation.see")


def active_in(scope: Scope, path: str) -> int:
    """People isolated now who are kept in an area or live there."""
    there = below("area_path", path) | below("home_path", path)
    return isolations_for(scope).filter(there, status="active").count()
