"""Cases: reporting and changing them, one or many, always through the same checks and followers."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, TypedDict

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Person
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.people import people_for
from vungxanh.office.records.store import ChangedMeanwhile, act, insert_many, update_many
from vungxanh.office.usecases.contacts import link_new_cases
from vungxanh.office.usecases.found import settle_found
from vungxanh.office.usecases.people import PersonValues, day_of, new_person, path_of, refuse
from vungxanh.response.case import OUTCOME, STATUS, check_move, definition_on
from vungxanh.response.case_checks import check_case, check_person


class CaseValues(TypedDict, total=False):
    """What can be said of a case; `report_date` at least. Without an area it is the person's."""

    code: str
    disease: str
    area_id: int
    group_name: str
    classification: str
    status: str
    outcome: str
    outcome_date: date | None
    onset_date: date | None
    sample_date: date | None
    result_date: date | None
    report_date: date
    found_in: str
    found_note: str
    source_known: str
    source_case_id: int | None
    outbreak_id: int | None
    sampled: str
    test_kind: str
    test_result: str
    care: str
    facility: str
    admission_date: date | None
    discharge_date: date | None
    symptoms: str
    epi_history: str
    reporter: str
    reporting_unit: str
    note: str
    source_system: str
    source_id: str


@dataclass
class NewCase:
    """A case to be reported, of somebody known or of somebody new."""

    person: Person | PersonValues
    values: CaseValues
    code: str = field(default="")


class SourceNotUsable(VungXanhError):
    """A case cannot come from that one."""


FOUND = ("found_in", "found_reported", "lockdown_id", "isolation_id")


def report_case(*, by: Actor, as_of: datetime, person: Person | PersonValues, values: CaseValues) -> Case:
    """Store a case, with its person where that one is new. Raises Refused."""
    return report_cases(by=by, as_of=as_of, rows=[NewCase(person, values)])[0]


def report_cases(
    *, by: Actor, as_of: datetime, rows: Sequence[NewCase], entry: Entry | None = None
) -> list[Case]:
    """Store many cases in one act (the act of `entry` where one is given). Raises Refused at the first."""
    people = [_person(row.person, by, as_of) for row in rows]
    cases = [new_case(row.values, person) for row, person in zip(rows, people, strict=True)]
    for case in cases:
        by.must_see("cases.change", case.area_path)
        check_new(case, by, day_of(as_of))
    if entry is not None:
        return store_cases(people, cases, entry)
    with act(by=by, at=as_of, action="case.report") as own:
        return store_cases(people, cases, own)


def change_case(
    *, by: Actor, as_of: datetime, case_id: int, values: CaseValues, version: int | None = None
) -> Case:
    """Change a case. Raises Refused, MoveNotAllowed, ChangedMeanwhile."""
    case = record_or_not_found(cases_for(by.scope), pk=case_id)
    by.must("cases.change", case.area_path)
    with act(by=by, at=as_of, action="case.change") as entry:
        case = Case.objects.select_for_update().select_related(None).get(pk=case_id)
        if version is not None and case.version != version:
            raise ChangedMeanwhile(
                message(
                    "Somebody else has changed this record meanwhile. "
                    "Look at it again, then repeat your change."
                )
            )
        change_stored([case], values, by=by, entry=entry)
    return case


def change_stored(cases: Sequence[Case], values: CaseValues, *, by: Actor, entry: Entry) -> int:
    """Change stored, locked cases inside an act; how many really changed."""
    given: dict[str, Any] = {**values}
    if "area_id" in given:
        given["area_path"] = path_of(given["area_id"])
        by.must("cases.change", given["area_path"])
    names = [*given, *FOUND, "definition"]
    before = {case.pk: {name: getattr(case, name) for name in names} for case in cases}
    for case in cases:
        turn_case(case, given, by, day_of(entry.at))
    settle_found(cases, entry=entry)
    changed = [c for c in cases if any(getattr(c, n) != before[c.pk][n] for n in names)]
    fields = [name.removesuffix("_id") for name in names]
    update_many(changed, list(dict.fromkeys(fields)), entry=entry, model=Case, before=before)
    if changed:
        link_new_cases(changed, entry=entry)
    return len(changed)


def turn_case(case: Case, given: dict[str, Any], by: Actor, today: date) -> None:
    """Set the new values of one case, if its steps and checks allow them."""
    check_move(STATUS, case.status, given.get("status", case.status))
    check_move(OUTCOME, case.outcome, given.get("outcome", case.outcome))
    old_source, judged = case.source_case_id, (case.classification, case.report_date)
    for name, value in given.items():
        setattr(case, name, value)
    if judged != (case.classification, case.report_date):
        case.definition = _definition(case)
    refuse(check_case(vars(case), today))
    if case.source_case_id != old_source:
        _check_source(case, by)


def _person(who: Person | PersonValues, by: Actor, as_of: datetime) -> Person:
    if isinstance(who, Person):
        return record_or_not_found(people_for(by.scope), pk=who.pk)
    person = new_person(who)
    refuse(check_person(vars(person), day_of(as_of)))
    return person


def new_case(values: CaseValues, person: Person) -> Case:
    """A case as told, not stored; the person may be new as well."""
    given: dict[str, Any] = {
        "disease": "covid19", "classification": "confirmed", "status": "notified", "outcome": "pending",
        "area_id": person.area_id, "group_name": person.group_name, **values,
    }  # fmt: skip
    same = given["area_id"] == person.area_id
    case = Case(**given, area_path=person.area_path if same else path_of(given["area_id"]))
    case.definition = _definition(case)
    return case


def check_new(case: Case, by: Actor, today: date) -> None:
    """Raises Refused, MoveNotAllowed or SourceNotUsable where a new case cannot be stored."""
    check_move(STATUS, "notified", case.status)
    check_move(OUTCOME, "pending", case.outcome)
    refuse(check_case(vars(case), today))
    if case.source_case_id:
        _check_source(case, by)


def _check_source(case: Case, by: Actor) -> None:
    """The source is a case that one may see, of the same disease, and not the case itself."""
    source_id = case.source_case_id
    if source_id is None:
        return
    source = record_or_not_found(cases_for(by.scope), pk=source_id)
    if source.pk == case.pk or source.source_case_id == case.pk is not None:
        raise SourceNotUsable(message("A case cannot be its own source."))
    if source.disease != case.disease:
        raise SourceNotUsable(message("The source case is of another disease."))


def store_cases(people: Sequence[Person], cases: Sequence[Case], entry: Entry) -> list[Case]:
    """Store checked new cases and those of their people who are new; a case for each person, in order."""
    fresh = list({id(person): person for person in people if person.pk is None}.values())
    if fresh:
        for person, code in zip(fresh, next_codes("person", len(fresh)), strict=True):
            person.code = code
        insert_many(fresh, entry=entry, model=Person)
    nameless = [case for case in cases if not case.code]
    if nameless:
        for case, code in zip(nameless, next_codes("case", len(nameless)), strict=True):
            case.code = code
    for case, person in zip(cases, people, strict=True):
        case.person = person
    settle_found(cases, entry=entry)
    insert_many(cases, entry=entry, model=Case)
    link_new_cases(cases, entry=entry)
    return list(cases)


def _definition(case: Case) -> str:
    found = definition_on(case.disease, case.report_date)
    return found.id if found else ""
