"""Cases and people of imported rows: which are there already, what differs, what is new."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from django.conf import settings
from django.db.models import Q

from vungxanh.messages import VungXanhError, message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Person
from vungxanh.office.records.store import insert_many, update_many
from vungxanh.office.usecases.contacts import link_new_cases
from vungxanh.office.usecases.found import settle_found
from vungxanh.office.usecases.imports.keys import local, source_of
from vungxanh.office.usecases.imports.kind import Applied, Fault, Row, Sheet
from vungxanh.response.case import OUTCOME, check_move, definition_on
from vungxanh.response.case_checks import check_case

SETTLED = ("found_in", "found_reported", "lockdown_id", "isolation_id", "definition")
SELF = message("A case cannot be its own source.")
CONTRADICTED = message("A source case is named, and the source is said to be unknown.")


def apply_cases(rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
    """Create or update the cases of some rows: a dozen queries, however many rows."""
    known = _known(rows, sheet, entry)
    fresh = [row for row in rows if row.record not in known]
    applied = Applied()
    outcomes: dict[int, Any] = dict.fromkeys((row.record for row in fresh), "created")
    made = _create(fresh, sheet, entry)
    applied.people = [case.person_id for case in made.values()]
    outcomes |= _change([row for row in rows if row.record in known], known, entry)
    _name_sources(rows, {**known, **made}, sheet, entry)
    applied.outcomes = [outcomes[row.record] for row in rows]
    return applied


def cases_named(names: Iterable[str], sheet: Sheet, entry: Entry, permission: str) -> dict[str, Case]:
    """Cases by their code or by their identifier in this source, as far as the importer may know them."""
    wanted = set(names)
    either = Q(code__in=wanted) | Q(source_system=sheet.system, source_id__in=wanted)
    found: dict[str, Case] = {}
    for case in Case.objects.filter(either):
        if entry.by.scope.covers(permission, case.area_path):
            found[case.source_id] = case
            found[case.code] = case
    return found


def _known(rows: Sequence[Row], sheet: Sheet, entry: Entry) -> dict[int, Case]:
    """The stored case of every row that has one inside the importer's areas."""
    sources = {row.record: source_of(row.key, sheet.system) for row in rows}
    plain: dict[str, set[str]] = {}
    for row in rows:
        system, source_id = sources[row.record]
        plain.setdefault(system, set()).update((source_id, local(source_id, row.area.path)))
    codes = {row.values["case_id"] for row in rows if row.values["case_id"]}
    either = Q(code__in=codes)
    for system, ids in plain.items():
        either |= Q(source_system=system, source_id__in=ids)
    by_source: dict[tuple[str, str], Case] = {}
    by_code: dict[str, Case] = {}
    for stored in Case.objects.filter(either).select_related("person"):
        if entry.by.scope.covers("cases.change", stored.area_path):
            by_code[stored.code] = stored
            by_source[stored.source_system, stored.source_id] = stored
    found = {}
    for row in rows:
        system, source_id = sources[row.record]
        case: Case | None = (
            by_code.get(row.values["case_id"] or "")
            or by_source.get((system, source_id))
            or by_source.get((system, local(source_id, row.area.path)))
        )
        if case is not None:
            found[row.record] = case
    return found


def _create(rows: Sequence[Row], sheet: Sheet, entry: Entry) -> dict[int, Case]:
    """New cases, each of a new person: the search for duplicates joins those who were there."""
    if not rows:
        return {}
    codes = zip(next_codes("person", len(rows)), next_codes("case", len(rows)), strict=True)
    taken = _taken(rows, sheet)
    people, cases = [], []
    for row, (person_code, case_code) in zip(rows, codes, strict=True):
        system, source_id = source_of(row.key, sheet.system)
        if (system, source_id) in taken:
            source_id = local(source_id, row.area.path)
        people.append(Person(code=person_code, **row.values["person"]))
        cases.append(_new_case(row, case_code, system, source_id))
    insert_many(people, entry=entry, model=Person)
    for case, person in zip(cases, people, strict=True):
        case.person = person
    settle_found(cases, entry=entry)
    insert_many(cases, entry=entry, model=Case)
    link_new_cases(cases, entry=entry)
    return {row.record: case for row, case in zip(rows, cases, strict=True)}


def _taken(rows: Sequence[Row], sheet: Sheet) -> set[tuple[str, str]]:
    """Identifiers that records outside the importer's areas already have."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        system, source_id = source_of(row.key, sheet.system)
        wanted.setdefault(system, set()).add(source_id)
    either = Q(pk__in=())
    for system, ids in wanted.items():
        either |= Q(source_system=system, source_id__in=ids)
    return set(Case.objects.filter(either).values_list("source_system", "source_id"))


def _new_case(row: Row, code: str, system: str, source_id: str) -> Case:
    given = {"classification": "confirmed", "status": "notified", "outcome": "pending", **row.values["case"]}
    definition = definition_on(settings.DISEASE, given["report_date"])
    return Case(
        code=code, disease=settings.DISEASE, source_system=system, source_id=source_id,
        definition=definition.id if definition else "", **given,
    )  # fmt: skip


def _change(rows: Sequence[Row], known: Mapping[int, Case], entry: Entry) -> dict[int, Any]:
    """Bring stored cases and their people up to what the rows say; a blank leaves what is known."""
    outcomes: dict[int, Any] = {}
    cases: list[Case] = []
    people: list[Person] = []
    before: dict[int, dict[str, Any]] = {}
    people_before: dict[int, dict[str, Any]] = {}
    for row in rows:
        case = known[row.record]
        told = _differing(case, {n: v for n, v in row.values["case"].items() if v != ""})
        person_told = _differing(case.person, row.values["person"])
        if fault := _refusal(row, case, told, entry):
            outcomes[row.record] = fault
            continue
        outcomes[row.record] = "updated" if told or person_told else "unchanged"
        if told:
            before[case.pk] = {name: getattr(case, name) for name in (*told, *SETTLED)}
            _set(case, told)
            cases.append(case)
        if person_told:
            people_before[case.person_id] = {name: getattr(case.person, name) for name in person_told}
            _set(case.person, person_told)
            people.append(case.person)
    settle_found(cases, entry=entry)
    _store(cases, before, Case, entry)
    _store(people, people_before, Person, entry)
    link_new_cases(cases, entry=entry)
    return outcomes


def _differing(record: Any, told: Mapping[str, Any]) -> dict[str, Any]:
    """What of a row differs from the record. Where a rule overrode the place, what was reported counts."""
    differs = {name: value for name, value in told.items() if getattr(record, name) != value}
    if "found_in" in differs and (record.found_by_hand or record.found_reported == differs["found_in"]):
        del differs["found_in"]
    return differs


def _refusal(row: Row, case: Case, told: Mapping[str, Any], entry: Entry) -> Fault | None:
    """Why a stored case cannot become what the row says."""
    try:
        check_move(OUTCOME, case.outcome, told.get("outcome", case.outcome))
    except VungXanhError as error:
        return Fault(row.record, "outcome", str(told["outcome"]), error.message)
    today = entry.at.date()
    wrong = next((f for f in check_case({**vars(case), **told}, today) if f.refused), None) if told else None
    return Fault(row.record, wrong.field, str(told.get(wrong.field, "")), wrong.said) if wrong else None


def _set(record: Any, told: Mapping[str, Any]) -> None:
    for name, value in told.items():
        setattr(record, name, value)
    if "classification" in told or "report_date" in told:
        definition = definition_on(record.disease, record.report_date)
        record.definition = definition.id if definition else ""


def _store(records: list[Any], before: dict[int, dict[str, Any]], model: Any, entry: Entry) -> None:
    names = {name.removesuffix("_id") for told in before.values() for name in told}
    once = list({record.pk: record for record in records}.values())
    update_many(once, sorted(names), entry=entry, model=model, before=before)


def _name_sources(rows: Sequence[Row], cases: Mapping[int, Case], sheet: Sheet, entry: Entry) -> None:
    """Link cases to the source their row names, where that is a case the importer may see."""
    named = {row.record: row.values["source_case"] for row in rows if row.values["source_case"]}
    if not named:
        return
    found = cases_named(named.values(), sheet, entry, "cases.see")
    changed: dict[int, Case] = {}
    before: dict[int, dict[str, Any]] = {}
    for record, name in named.items():
        case, source = cases.get(record), found.get(name)
        if case is None or source is None or source.pk in (case.pk, case.source_case_id):
            continue
        before[case.pk] = {"source_case_id": case.source_case_id, "source_known": case.source_known}
        case.source_case, case.source_known = source, "yes"
        changed[case.pk] = case
    _store(list(changed.values()), before, Case, entry)
