"""Lists of cases and people, the case page, the person page, the history of a case."""

from datetime import date, datetime, time
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_GET

from vungxanh.office.clock import HERE, now, today
from vungxanh.office.pages.cases import labels
from vungxanh.office.pages.cases.form01 import CASE_SECTIONS, PERSON_SECTIONS
from vungxanh.office.records.audit import note_reading
from vungxanh.office.records.queries.areas import areas_for, parents
from vungxanh.office.records.queries.cases import (
    SORTS,
    case_or_not_found,
    cases_of,
    caused_by,
    listed,
    outbreak_choices,
)
from vungxanh.office.records.queries.changes import changes_of, known_at
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.people import people_for, people_listed
from vungxanh.office.shell.actor import actor_of
from vungxanh.office.shell.features import panels
from vungxanh.office.shell.paging import page_of
from vungxanh.office.shell.permits import needs
from vungxanh.response.case import OUTCOME, STATUS, definition_called, definition_on
from vungxanh.response.case_checks import check_case, check_person

MOST_AREAS = 400
DUE_AFTER_DAYS = 2
"""A case still only `notified` after so many days is shown as waiting for its investigation."""


@require_GET
@needs("cases.see")
def cases(request: HttpRequest) -> HttpResponse:
    """A page of the cases inside the reader's areas, filtered and ordered as the address says."""
    actor = actor_of(request)
    key, falling = SORTS.get(request.GET.get("sort", ""), SORTS[""])
    page = page_of(listed(actor.scope, request.GET, today=today()), request, key=key, falling=falling)
    note_reading(by=actor, as_of=now(), action="case.list", records=[case.person for case in page])
    context = {
        "page": page,
        "asked": request.GET,
        "labels": labels,
        "areas": _areas(request),
        "outbreaks": outbreak_choices(actor.scope),
        "may_change": actor.scope.has("cases.change"),
        "may_export": actor.scope.has("export.run"),
    }
    return render(request, "cases/list.html.j2", context)


@require_GET
@needs("cases.see")
def case(request: HttpRequest, case: int) -> HttpResponse:
    """One case: the summary, what is due, what is known, what other features know of it."""
    actor = actor_of(request)
    found = case_or_not_found(actor.scope, case)
    causes = list(caused_by(actor.scope, found)[:50])
    source = found.source_case if found.source_case and _visible(actor, found.source_case) else None
    read = [found, found.person, *([source] if source else []), *causes]
    note_reading(by=actor, as_of=now(), action="case.see", records=read)
    context = {
        "case": found,
        "above": parents(found.area),
        "source": source,
        "causes": causes,
        "sections": _sections(found, source),
        "findings": [*check_case(vars(found), today()), *check_person(vars(found.person), today())],
        "definition": definition_called(found.definition) or definition_on(found.disease, found.report_date),
        "waiting": found.status == "notified" and (today() - found.report_date).days > DUE_AFTER_DAYS,
        "labels": labels,
        "moves": {"status": STATUS[found.status], "outcome": OUTCOME[found.outcome]},
        "may_change": actor.scope.covers("cases.change", found.area_path),
        "today": today(),
        "panels": list(panels("case", request, found)),
    }
    return render(request, "cases/case.html.j2", context)


@require_GET
@needs("cases.see")
def case_history(request: HttpRequest, case: int) -> HttpResponse:
    """Every change of a case, and the case as it was known at the end of a day."""
    actor = actor_of(request)
    found = case_or_not_found(actor.scope, case)
    note_reading(by=actor, as_of=now(), action="case.history", records=[found, found.person])
    day = _day(request.GET.get("day", ""))
    then = known_at(found, datetime.combine(day, time.max, HERE)) if day else None
    context = {"case": found, "changes": changes_of(found), "day": day, "then": then, "labels": labels,
               "person_changes": changes_of(found.person),
               "sections": _sections(then, None, person=False) if then else ()}  # fmt: skip
    return render(request, "cases/history.html.j2", context)


@require_GET
@needs("cases.see")
def people(request: HttpRequest) -> HttpResponse:
    """The people of the reader's areas, newest first."""
    actor = actor_of(request)
    page = page_of(people_listed(actor.scope, request.GET), request, key="id")
    note_reading(by=actor, as_of=now(), action="person.list", records=list(page))
    return render(request, "cases/people.html.j2", {"page": page, "asked": request.GET, "labels": labels})


@require_GET
@needs("cases.see")
def person(request: HttpRequest, person: int) -> HttpResponse:
    """One person with everything that is recorded of them."""
    actor = actor_of(request)
    found = record_or_not_found(people_for(actor.scope), pk=person)
    cases = list(cases_of(actor.scope, person)[:50])
    note_reading(by=actor, as_of=now(), action="person.see", records=[found, *cases])
    context = {
        "person": found,
        "above": parents(found.area),
        "cases": cases,
        "sections": [
            (words, [(name, _value(found, name)) for name in names]) for words, names in PERSON_SECTIONS
        ],
        "changes": changes_of(found),
        "labels": labels,
        "may_change": actor.scope.covers("cases.change", found.area_path),
        "panels": list(panels("person", request, found)),
    }
    return render(request, "cases/person.html.j2", context)


def _sections(case: Any, source: Any, *, person: bool = True) -> list[Any]:
    """Sections of Form 01 with what is known, in its order."""
    shown = (
        [(words, [(n, _value(case.person, n)) for n in names]) for words, names in PERSON_SECTIONS]
        if person
        else []
    )
    hidden = {"source_case": source.code if source else None}
    return shown + [
        (words, [(name, hidden[name] if name in hidden else _value(case, name)) for name in names])
        for words, names in CASE_SECTIONS
    ]


def _of_person(person: Any) -> list[Any]:
    return [(words, [(name, _value(person, name)) for name in names]) for words, names in PERSON_SECTIONS]


def _value(record: Any, name: str) -> Any:
    return labels.worded(name, getattr(record, name))


def _visible(actor: Any, case: Any) -> bool:
    return bool(actor.scope.covers("cases.see", case.area_path))


def _areas(request: HttpRequest) -> list[Any]:
    """Choices of the filter: the reader's areas, the finest levels left out where there are too many."""
    query = areas_for(actor_of(request).scope, "cases.see").exclude(level="group")
    areas = list(query[: MOST_AREAS + 1])
    if len(areas) > MOST_AREAS:
        areas = list(query.exclude(level="quarter")[:MOST_AREAS])
    top = min((len(area.path) for area in areas), default=0)
    return [(area.pk, "\u2003" * ((len(area.path) - top) // 4) + area.name) for area in areas]


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
