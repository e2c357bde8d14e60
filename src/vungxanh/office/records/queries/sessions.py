"""Sampling sessions that a person may see."""

from collections.abc import Mapping
from datetime import date
from typing import TypeVar

from django.db.models import Model, QuerySet, Sum

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area, Sample, Session
from vungxanh.office.records.queries.inside import below, inside

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
