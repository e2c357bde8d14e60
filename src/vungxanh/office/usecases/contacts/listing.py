"""Entering contacts: several at once, of a case (F1) or of an F1 (F2)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor, NotAllowed
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area, Case, Contact, Person
from vungxanh.office.records.queries.contacts import (
    case_for_contacts,
    contacts_for,
    may_change,
    person_or_not_found,
)
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, insert_many
from vungxanh.office.usecases.contacts.due import set_due
from vungxanh.office.usecases.contacts.linking import link_new_cases


class AlreadyListed(VungXanhError):
    """The person is listed for this source already."""


class ExposureWrong(VungXanhError):
    """The days of exposure contradict each other."""


class NotATracedSource(VungXanhError):
    """Contacts are listed of cases and of F1, not of these."""


@dataclass(frozen=True)
class NewContact:
    """One contact to enter: somebody known (`person_id`), or somebody new who lives in `area_id`."""

    person_id: int | None = None
    full_name: str = ""
    phone: str = ""
    birth_year: int | None = None
    sex: str = ""
    national_id: str = ""
    area_id: int | None = None
    first_exposure: date | None = None
    last_exposure: date | None = None
    place: str = ""
    kind: str = ""
    protected: str = ""
    note: str = ""


def list_contacts(
    *,
    by: Actor,
    as_of: datetime,
    rows: Sequence[NewContact],
    case_id: int | None = None,
    contact_id: int | None = None,
) -> list[Contact]:
    """Enter contacts of a case, or of an F1. Raises AlreadyListed, ExposureWrong, NotATracedSource."""
    source: Case | Contact
    source = _f1(by, contact_id) if contact_id is not None else _case(by, case_id or 0)
    for row in rows:
        check_exposure(row.first_exposure, row.last_exposure, as_of.astimezone(HERE).date())
    known = person_or_not_found(by.scope, [row.person_id for row in rows if row.person_id])
    with act(by=by, at=as_of, action="contact.list") as entry:
        people = _people(rows, known, entry)
        _check_new(people, source)
        contacts = [_contact(row, p, source, as_of) for row, p in zip(rows, people, strict=True)]
        for contact, code in zip(contacts, next_codes("contact", len(contacts)), strict=True):
            contact.code = code
        insert_many(contacts, entry=entry, model=Contact)
        cases = Case.objects.filter(person__in=people).exclude(classification="discarded")
        link_new_cases(list(cases), entry=entry)
    return contacts


def check_exposure(first: date | None, last: date | None, today: date) -> None:
    """Raises ExposureWrong where the last day lies before the first, or a day in the future."""
    if first and last and last < first:
        raise ExposureWrong(message("The last exposure lies before the first."))
    if any(day is not None and day > today for day in (first, last)):
        raise ExposureWrong(message("An exposure cannot lie in the future."))


def _case(by: Actor, case_id: int) -> Case:
    case = case_for_contacts(by.scope, case_id)
    by.must("contacts.change", case.area_path)
    if case.classification == "discarded":
        raise NotATracedSource(message("This case was discarded: it has no contacts to trace."))
    return case


def _f1(by: Actor, contact_id: int) -> Contact:
    contact = record_or_not_found(contacts_for(by.scope), pk=contact_id)
    if not may_change(by.scope, contact):
        raise NotAllowed(message("Your roles do not allow this here."))
    if contact.degree != 1 or contact.became_case_id is not None:
        raise NotATracedSource(
            message("F2 are listed of an F1. Of an F1 who became a case, list F1 on the case.")
        )
    return contact


def _people(rows: Sequence[NewContact], known: dict[int, Person], entry: Entry) -> list[Person]:
    """The people of the rows; new ones are stored in one go."""
    fresh = [row for row in rows if not row.person_id]
    areas = Area.objects.in_bulk([row.area_id for row in fresh if row.area_id])
    if any(row.area_id not in areas or not row.full_name.strip() for row in fresh):
        raise ExposureWrong(message("A new person needs a name and an area."))
    codes = next_codes("person", len(fresh)) if fresh else []
    made = iter(
        insert_many(
            [_person(row, areas[row.area_id or 0], code) for row, code in zip(fresh, codes, strict=True)],
            entry=entry,
            model=Person,
        )
    )
    return [known[row.person_id] if row.person_id else next(made) for row in rows]


def _person(row: NewContact, area: Area, code: str) -> Person:
    return Person(
        code=code,
        full_name=" ".join(row.full_name.split()),
        name_key=name_key(row.full_name),
        phone=row.phone,
        phone_key=phone_key(row.phone),
        birth_year=row.birth_year,
        sex=row.sex,
        national_id=row.national_id,
        area=area,
        area_path=area.path,
    )


def _check_new(people: Sequence[Person], source: Case | Contact) -> None:
    origin = source.person_id
    among = source.contacts if isinstance(source, Case) else source.onward
    listed = set(among.values_list("person_id", flat=True))
    if isinstance(source, Contact) and source.source_case is not None:
        listed.add(source.source_case.person_id)
    for person in people:
        if person.pk == origin or person.pk in listed:
            raise AlreadyListed(message("{name} is listed here already.", name=person.full_name))
        listed.add(person.pk)


def _contact(row: NewContact, person: Person, source: Case | Contact, as_of: datetime) -> Contact:
    case = source if isinstance(source, Case) else None
    f1 = source if isinstance(source, Contact) else None
    contact = Contact(
        person=person,
        degree=1 if case else 2,
        source_case=case,
        source_contact=f1,
        area=person.area,
        area_path=person.area_path,
        source_area_path=source.area_path,
        first_exposure=row.first_exposure,
        last_exposure=row.last_exposure or row.first_exposure,
        place=row.place,
        kind=row.kind,
        protected=row.protected,
        note=row.note,
        listed_at=as_of,
        status="listed",
    )
    origin = case or (f1 and f1.source_case)
    set_due(contact, disease=origin.disease if origin else "")
    return contact
