"""Cases that a person may see: lists with the filters of the address, one case with what belongs to it."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.db.models import Q, QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area, Case, Outbreak
from vungxanh.office.records.queries.inside import below, inside, record_or_not_found
from vungxanh.office.records.queries.words import named_like

SORTS = {"": ("report_date", True), "oldest": ("report_date", False), "changed": ("updated_at", True),
         "code": ("code", False)}  # fmt: skip
"""Orders of the list: field and whether it falls. Each has an index."""

PLAIN = ("classification", "status", "outcome", "found_in")


def cases_for(scope: Scope) -> QuerySet[Case]:
    """The cases inside the scope, with their person and area."""
    return inside(Case.objects.select_related("person", "area"), scope, "cases.see")


def case_or_not_found(scope: Scope, case_id: int) -> Case:
    """One case with what its page names. Raises NotFound."""
    query = cases_for(scope).select_related("person__area", "area", "source_case", "outbreak", "created_by")
    return record_or_not_found(query, pk=case_id)


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Case]:
    """The cases of a list with the filters of its address; what makes no sense there filters nothing."""
    query = cases_for(scope)
    for name in PLAIN:
        if value := asked.get(name):
            query = query.filter(**{name: value})
    if area := _number(asked.get("area")):
        path = Area.objects.filter(pk=area).values_list("path", flat=True).first()
        query = query.filter(below("area_path", path)) if path else query.none()
    if outbreak := _number(asked.get("outbreak")):
        query = query.filter(outbreak=outbreak)
    if source := asked.get("source"):
        query = query.filter(SOURCES.get(source, Q()))
    for name, bound in (("since", "gte"), ("until", "lte")):
        if day := _day(asked.get(name)):
            query = query.filter(**{f"report_date__{bound}": day})
    if text := asked.get("q", "").strip():
        query = query.filter(Q(code=text.upper()) | Q(code=text) | Q(person__in=_named(scope, text)))
    return query


SOURCES = {
    "named": Q(source_case__isnull=False),
    "known": Q(source_known="yes"),
    "unknown": Q(source_case__isnull=True) & ~Q(source_known="yes"),
}


def outbreak_choices(scope: Scope) -> list[tuple[int, str]]:
    """For forms: the outbreaks inside the scope, newest first."""
    rows = inside(Outbreak.objects.order_by("-id"), scope, "cases.see")
    return [(number, f"{code} {name}") for number, code, name in rows.values_list("id", "code", "name")[:300]]


def case_called(scope: Scope, code: str) -> Case | None:
    """The case with this code, if it may be seen."""
    return cases_for(scope).filter(code__in=[code.strip(), code.strip().upper()]).first()


def cases_of(scope: Scope, person_id: int) -> QuerySet[Case]:
    """The cases of one person, newest first."""
    return cases_for(scope).filter(person=person_id).order_by("-report_date", "-id")


def caused_by(scope: Scope, case: Case) -> QuerySet[Case]:
    """The cases that name this one as their source."""
    return cases_for(scope).filter(source_case=case).order_by("report_date", "id")


def _named(scope: Scope, text: str) -> Any:
    return named_like(text, scope.paths("cases.see")).values("pk")


def _number(text: str | None) -> int | None:
    return int(text) if text and text.isascii() and text.isdigit() and len(text) < 16 else None


def _day(text: str | None) -> date | None:
    try:
        return date.fromisoformat(text or "")
    except ValueError:
        return None
