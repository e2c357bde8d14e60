"""Outbreaks that a person may see, their cases and what is counted of them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, Q, QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.folding import name_key
from vungxanh.office.records.models import Area, Case, Contact, Outbreak, Sample
from vungxanh.office.records.queries.inside import below, inside
from vungxanh.response.outbreak import (
    Intervals,
    Offspring,
    by_day,
    offspring,
    secondary_cases,
    serial_intervals,
)


@dataclass(frozen=True)
class Figures:
    """What Forms 02-03 ask of an outbreak, and how it spreads. Discarded cases are not counted."""

    cases: int
    deaths: int
    first_onset: date | None
    last_onset: date | None
    first_report: date | None
    daily: list[tuple[date, int]]
    samples: int
    positives: int
    linked: int
    unlinked: int
    intervals: Intervals
    offspring: Offspring


def outbreaks_for(scope: Scope) -> QuerySet[Outbreak]:
    """The outbreaks inside the scope."""
    return inside(Outbreak.objects.select_related("area"), scope, "cases.see")


def listed(scope: Scope, asked: Mapping[str, str], *, today: date) -> QuerySet[Outbreak]:
    """The list with the filters of the address: state (open, ended), area, q."""
    query = outbreaks_for(scope)
    if asked.get("state") == "open":
        query = query.filter(Q(ended=None) | Q(ended__gt=today))
    elif asked.get("state") == "ended":
        query = query.filter(ended__lte=today)
    if asked.get("area", "").isdigit():
        area = Area.objects.filter(pk=int(asked["area"])).first()
        query = query.filter(below("area_path", area.path)) if area else query.none()
    if asked.get("q"):
        query = query.filter(Q(code__iexact=asked["q"].strip()) | Q(name__icontains=asked["q"].strip()))
    return query


def sizes_of(outbreak_ids: list[int]) -> dict[int, int]:
    """Cases of each outbreak, without discarded ones."""
    rows = Case.objects.filter(outbreak__in=outbreak_ids).exclude(classification="discarded")
    return dict(rows.values_list("outbreak").annotate(Count("id")))


def unlinked_cases(scope: Scope, outbreak_id: int) -> QuerySet[Case]:
    """Cases of an outbreak without a source that the reader may see: where tracing has to look next."""
    query = Case.objects.select_related("person", "area").filter(outbreak=outbreak_id, source_case=None)
    return inside(query.exclude(classification="discarded"), scope, "cases.see").order_by("report_date", "id")


def cases_to_assign(scope: Scope, outbreak: Outbreak, text: str) -> QuerySet[Case]:
    """Cases inside by code or name that lie in no outbreak yet or in another one."""
    query = inside(Case.objects.select_related("person", "area", "outbreak"), scope, "cases.change")
    query = query.exclude(outbreak=outbreak).exclude(classification="discarded")
    if text:
        query = query.filter(Q(code__iexact=text.strip()) | Q(person__name_key__startswith=name_key(text)))
    else:
        query = query.filter(below("area_path", outbreak.area_path), outbreak=None)
    return query.order_by("-report_date", "-id")


def figures_of(outbreak_id: int) -> Figures:
    """Count an outbreak: whole, also where parts of it lie outside the reader's areas (numbers only)."""
    names = ("id", "person_id", "source_case_id", "onset_date", "sample_date", "report_date", "outcome")
    rows = list(
        Case.objects.filter(outbreak=outbreak_id).exclude(classification="discarded").values_list(*names)
    )
    onset = {row[0]: row[3] for row in rows}
    sources = [row[2] for row in rows]
    missing = [source for source in sources if source is not None and source not in onset]
    onset.update(Case.objects.filter(pk__in=missing).values_list("id", "onset_date"))
    pairs = [(onset[source], row[3]) for row, source in zip(rows, sources, strict=True) if source is not None]
    onsets = [row[3] for row in rows if row[3]]
    samples, positives = _samples(outbreak_id, [row[1] for row in rows])
    linked = sum(source is not None for source in sources)
    return Figures(
        cases=len(rows),
        deaths=sum(row[6] == "died" for row in rows),
        first_onset=min(onsets, default=None),
        last_onset=max(onsets, default=None),
        first_report=min((row[5] for row in rows), default=None),
        daily=by_day([row[3] or row[4] or row[5] for row in rows]),
        samples=samples,
        positives=positives,
        linked=linked,
        unlinked=len(rows) - linked,
        intervals=serial_intervals(pairs),
        offspring=offspring(secondary_cases([row[0] for row in rows], sources)),
    )


def _samples(outbreak_id: int, people: list[int]) -> tuple[int, int]:
    """Samples of the outbreak's cases and of their contacts, and positive ones among them."""
    contacts = Contact.objects.filter(source_case__outbreak=outbreak_id).values("person")
    found: Any = Sample.objects.filter(Q(person__in=people) | Q(person__in=contacts)).aggregate(
        all=Count("id"), positive=Count("id", filter=Q(result="positive"))
    )
    return found["all"], found["positive"]
