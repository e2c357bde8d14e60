"""Sampling sessions that a person may see."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model, Q, QuerySet, Sum

from vungxanh.office.access import Scope
from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area, Lockdown, Person, Sample, Session
from vungxanh.office.records.queries.inside import below, inside, record_or_not_found
from vungxanh.office.records.queries.people import people_for

M = TypeVar("M", bound=Model)


def sessions_for(scope: Scope) -> QuerySet[Session]:
    """The sessions inside the scope, with their area."""
    return inside(Session.objects.select_related("area"), scope, "samples.see")


def sessions_listed(scope: Scope, asked: Mapping[str, str]) -> QuerySet[Session]:
    """The sessions that the filters of an address ask for (area path, since, until, purpose)."""
    query = sessions_for(scope)
    query = in_area(query, asked)
    if asked.get("purpose"):
        query = query.filter(purpose=asked["purpose"])
    for name, word in (("since", "gte"), ("until", "lte")):
        if (day := day_asked(asked.get(name))) is not None:
            query = query.filter(**{f"day__{word}": day})
    return query


def totals_of(session_ids: list[int]) -> dict[int, dict[str, int]]:
    """Tubes, people, found and cleared of each session, by one query."""
    rows = (
        Sample.objects.filter(session__in=session_ids)
        .values("session")
        .annotate(tubes_people=Sum("people"), tubes_found=Sum("found"), tubes_cleared=Sum("cleared"))
    )
    return {
        row["session"]: {
            "people": row["tubes_people"],
            "found": row["tubes_found"],
            "cleared": row["tubes_cleared"],
        }
        for row in rows
    }


def day_asked(text: str | None) -> date | None:
    """A day from an address; None for none, and for one that makes no sense."""
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None


def in_area(query: QuerySet[M], asked: Mapping[str, str]) -> QuerySet[M]:
    """Only what lies in the area asked for by its id; a number that is no area finds nothing."""
    given = asked.get("area", "")
    if not given:
        return query
    wanted = int(given) if given.isdigit() else 0
    path = Area.objects.filter(pk=wanted).values_list("path", flat=True).first()
    return query.none() if path is None else query.filter(below("area_path", path))


def session_or_not_found(scope: Scope, session_id: int) -> Session:
    """One session. Raises NotFound."""
    return record_or_not_found(sessions_for(scope), pk=session_id)


def codes_proposed(session: Session, size: int, rows: int) -> list[str]:
    """A code for each of the next rows: the last pool is filled up first, then new tubes follow in order."""
    tubes = Sample.objects.filter(session=session)
    number = tubes.count()
    codes = []
    last = tubes.filter(pool_size=size, result="pending", people__lt=size).order_by("-id").first()
    if size > 1 and last is not None:
        codes += [last.code] * (size - last.people)
    while len(codes) < rows:
        number += 1
        codes += [f"{session.code}-{number:03d}"] * size
    return codes[:rows]


def people_nearby(scope: Scope, session: Session, asked: str, most: int = 8) -> list[Person]:
    """People of the session's area whose name, phone or code begins or contains what was typed."""
    key = name_key(asked)
    if len(key) < 2:
        return []
    people = people_for(scope).filter(below("area_path", session.area_path), merged_into=None)
    digits = phone_key(asked)
    wanted = Q(code=asked.strip().upper()) | Q(name_key__contains=key)
    if len(digits) >= 4:
        wanted |= Q(phone_key__startswith=digits)
    return list(people.filter(wanted).order_by("name_key")[:most])


def lockdown_choices(scope: Scope, day: date) -> list[tuple[int, str]]:
    """Lockdown points in force that a session may be held for."""
    held = inside(Lockdown.objects.filter(begins__lte=day), scope, "samples.see")
    rows = held.filter(Q(lifted_on__isnull=True) | Q(lifted_on__gte=day)).exclude(status="cancelled")
    return [(row.pk, f"{row.code} {row.name}") for row in rows.order_by("name")[:200]]
