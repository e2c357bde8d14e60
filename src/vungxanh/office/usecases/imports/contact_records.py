"""Contacts of imported rows: whose they are, which are there already, what differs, what is new."""

from collections.abc import Mapping, Sequence
from typing import Any

from django.db.models import Q

from vungxanh.messages import message
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Contact, Person
from vungxanh.office.records.queries.contacts import may_change
from vungxanh.office.records.store import insert_many, update_many
from vungxanh.office.usecases.contacts import set_due
from vungxanh.office.usecases.imports.case_records import cases_named
from vungxanh.office.usecases.imports.keys import local, source_of
from vungxanh.office.usecases.imports.kind import Applied, Fault, Row, Sheet

NO_SOURCE = message("there is no such case or contact")
DUE = ("trace_due", "isolate_due", "test_due", "follow_until", "next_due")


def apply_contacts(rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
    """Create or update the contacts of some rows: a dozen queries, however many rows."""
    cases = cases_named({row.values["contact_of"] for row in rows}, sheet, entry, "cases.see")
    above = _contacts_named({row.values["contact_of"] for row in rows}, sheet, entry)
    known = _known(rows, sheet, entry)
    outcomes: dict[int, Any] = {}
    fresh: list[tuple[Row, Case | None, Contact | None]] = []
    for row in rows:
        source = cases.get(row.values["contact_of"])
        between = above.get(row.values["contact_of"]) if source is None else None
        if source is None and (between is None or between.degree != 1):
            shown = row.values["contact_of"]
            outcomes[row.record] = Fault(row.record, "contact_of", shown, NO_SOURCE)
        elif row.record not in known:
            fresh.append((row, source, between))
    applied = Applied(people=_create(fresh, sheet, entry))
    outcomes |= dict.fromkeys((row.record for row, _, _ in fresh), "created")
    outcomes |= _change([r for r in rows if r.record in known and r.record not in outcomes], known, entry)
    applied.outcomes = [outcomes[row.record] for row in rows]
    return applied


def _contacts_named(names: set[str], sheet: Sheet, entry: Entry) -> dict[str, Contact]:
    """Contacts by code or identifier, as far as the importer may change them: sources of F2."""
    either = Q(code__in=names) | Q(source_system=sheet.system, source_id__in=names)
    found: dict[str, Contact] = {}
    for contact in Contact.objects.filter(either).select_related("source_case"):
        if may_change(entry.by.scope, contact):
            found[contact.source_id] = found[contact.code] = contact
    return found


def _known(rows: Sequence[Row], sheet: Sheet, entry: Entry) -> dict[int, Contact]:
    wanted: dict[str, set[str]] = {}
    for row in rows:
        system, source_id = source_of(row.key, sheet.system)
        wanted.setdefault(system, set()).update((source_id, local(source_id, row.area.path)))
    either = Q(code__in={row.values["contact_id"] for row in rows if row.values["contact_id"]})
    for system, ids in wanted.items():
        either |= Q(source_system=system, source_id__in=ids)
    stored: dict[tuple[str, str], Contact] = {}
    for one in Contact.objects.filter(either).select_related("person", "source_case"):
        if may_change(entry.by.scope, one):
            stored["", one.code] = stored[one.source_system, one.source_id] = one
    found = {}
    for row in rows:
        system, source_id = source_of(row.key, sheet.system)
        keys = (
            ("", row.values["contact_id"] or "-"),
            (system, source_id),
            (system, local(source_id, row.area.path)),
        )
        if contact := next((stored[key] for key in keys if key in stored), None):
            found[row.record] = contact
    return found


def _create(
    fresh: Sequence[tuple[Row, Case | None, Contact | None]], sheet: Sheet, entry: Entry
) -> list[int]:
    if not fresh:
        return []
    taken = _taken([row for row, _, _ in fresh], sheet)
    codes = zip(next_codes("person", len(fresh)), next_codes("contact", len(fresh)), strict=True)
    people, contacts = [], []
    for (row, source, between), (person_code, code) in zip(fresh, codes, strict=True):
        system, source_id = source_of(row.key, sheet.system)
        if (system, source_id) in taken:
            source_id = local(source_id, row.area.path)
        people.append(Person(code=person_code, **row.values["person"]))
        contact = Contact(
            code=code, source_system=system, source_id=source_id, status="listed", listed_at=entry.at,
            degree=1 if source else 2, source_case=source, source_contact=between,
            source_area_path=(source or between).area_path,  # type: ignore[union-attr]
            **row.values["contact"],
        )  # fmt: skip
        origin = source or (between.source_case if between else None)
        if origin is not None:
            set_due(contact, disease=origin.disease)
        contacts.append(contact)
    insert_many(people, entry=entry, model=Person)
    for contact, person in zip(contacts, people, strict=True):
        contact.person = person
    insert_many(contacts, entry=entry, model=Contact)
    return [person.pk for person in people]


def _taken(rows: Sequence[Row], sheet: Sheet) -> set[tuple[str, str]]:
    """Identifiers that contacts which the importer may not change already have."""
    wanted: dict[str, set[str]] = {}
    for row in rows:
        system, source_id = source_of(row.key, sheet.system)
        wanted.setdefault(system, set()).add(source_id)
    either = Q(pk__in=())
    for system, ids in wanted.items():
        either |= Q(source_system=system, source_id__in=ids)
    return set(Contact.objects.filter(either).values_list("source_system", "source_id"))


def _change(rows: Sequence[Row], known: Mapping[int, Contact], entry: Entry) -> dict[int, Any]:
    """Bring stored contacts and their people up to what the rows say; a blank leaves what is known."""
    outcomes: dict[int, Any] = {}
    contacts: dict[int, Contact] = {}
    people: dict[int, Person] = {}
    before: dict[int, dict[str, Any]] = {}
    people_before: dict[int, dict[str, Any]] = {}
    for row in rows:
        contact = known[row.record]
        told = {n: v for n, v in row.values["contact"].items() if getattr(contact, n) != v}
        person_told = {n: v for n, v in row.values["person"].items() if getattr(contact.person, n) != v}
        outcomes[row.record] = "updated" if told or person_told else "unchanged"
        if told:
            before[contact.pk] = {name: getattr(contact, name) for name in (*told, *DUE)}
            for name, value in told.items():
                setattr(contact, name, value)
            if contact.source_case is not None:
                set_due(contact, disease=contact.source_case.disease)
            contacts[contact.pk] = contact
        if person_told:
            people_before[contact.person_id] = {n: getattr(contact.person, n) for n in person_told}
            for name, value in person_told.items():
                setattr(contact.person, name, value)
            people[contact.person_id] = contact.person
    _store(contacts, before, Contact, entry)
    _store(people, people_before, Person, entry)
    return outcomes


def _store(records: Mapping[int, Any], before: dict[int, dict[str, Any]], model: Any, entry: Entry) -> None:
    names = {name.removesuffix("_id") for told in before.values() for name in told}
    update_many(list(records.values()), sorted(names), entry=entry, model=model, before=before)
