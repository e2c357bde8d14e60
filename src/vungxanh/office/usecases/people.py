"""People: adding and changing who they are and where they live."""

from collections.abc import Sequence
from contextlib import nullcontext
from datetime import date, datetime
from typing import Any, TypedDict

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.office.records.models import Area, Person
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.queries.people import people_for
from vungxanh.office.records.store import act, insert, update
from vungxanh.response.case_checks import Finding, check_person


class PersonValues(TypedDict, total=False):
    """What can be said of a person; `full_name` and `area_id` at least."""

    full_name: str
    birth_date: date | None
    birth_year: int | None
    sex: str
    national_id: str
    ethnicity: str
    nationality: str
    occupation: str
    workplace: str
    phone: str
    other_phones: str
    area_id: int
    group_name: str
    house: str
    street: str
    vaccinated: str
    vaccine_doses: int | None
    note: str
    source_system: str
    source_id: str


class Refused(VungXanhError):
    """A record that the checks do not let in; `findings` say at which fields."""

    def __init__(self, findings: Sequence[Finding]) -> None:
        self.findings = tuple(finding for finding in findings if finding.refused)
        super().__init__(self.findings[0].said)


class AreaMissing(VungXanhError):
    """Nobody without an area: permissions are cut by it."""


def add_person(
    *, by: Actor, as_of: datetime, values: PersonValues, entry: Entry | None = None,
    permission: str = "cases.change",
) -> Person:  # fmt: skip
    """Store a person; inside the act of `entry` where one is given. Raises Refused."""
    person = new_person(values)
    by.must_see(permission, person.area_path)
    refuse(check_person(vars(person), day_of(as_of)))
    with nullcontext(entry) if entry else act(by=by, at=as_of, action="person.add") as writing:
        person.code = next_codes("person")[0]
        return insert(person, entry=writing)


def change_person(
    *, by: Actor, as_of: datetime, person_id: int, values: PersonValues, version: int | None = None
) -> Person:
    """Change what is known of a person. Raises Refused, ChangedMeanwhile."""
    person = record_or_not_found(people_for(by.scope), pk=person_id)
    by.must("cases.change", person.area_path)
    given = told(values, person)
    if given.get("area_path", person.area_path) != person.area_path:
        by.must("cases.change", given["area_path"])
    refuse(check_person({**vars(person), **given}, day_of(as_of)))
    with act(by=by, at=as_of, action="person.change") as entry:
        return update(person, given, entry=entry, version=version)


def new_person(values: PersonValues, area: Area | None = None) -> Person:
    """A person as told, not stored and without a code. Raises AreaMissing."""
    given = told(values, None, area)
    if "area_id" not in given:
        raise AreaMissing(message("The area is missing."))
    return Person(**given)


def told(values: PersonValues, person: Person | None, area: Area | None = None) -> dict[str, Any]:
    """The values with what follows from them: folded keys, year of birth, path of the area."""
    given: dict[str, Any] = {**values}
    if "full_name" in given:
        given["full_name"] = " ".join(given["full_name"].split())[:120]
        given["name_key"] = name_key(given["full_name"])
    if "phone" in given:
        given["phone_key"] = phone_key(given["phone"])
    if given.get("birth_date"):
        given["birth_year"] = given["birth_date"].year
    if "national_id" in given:
        given["national_id"] = "".join(given["national_id"].split())
    if area is not None:
        given |= {"area_id": area.pk, "area_path": area.path}
    elif "area_id" in given and (person is None or person.area_id != given["area_id"]):
        given["area_path"] = path_of(given["area_id"])
    return given


def path_of(area_id: int) -> str:
    """The path of an area. Raises AreaMissing."""
    path = Area.objects.filter(pk=area_id).values_list("path", flat=True).first()
    if path is None:
        raise AreaMissing(message("The area is missing."))
    return path


def refuse(findings: Sequence[Finding]) -> None:
    """Raises Refused where a check refuses; warnings pass."""
    if any(finding.refused for finding in findings):
        raise Refused(findings)


def day_of(moment: datetime) -> date:
    """The calendar day in Viet Nam."""
    return moment.astimezone(HERE).date()
