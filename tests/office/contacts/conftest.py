"""A case with contacts, as an officer enters them."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Contact, Person
from vungxanh.office.usecases.contacts import NewContact, list_contacts


@pytest.fixture(autouse=True)
def _codes() -> None:
    """Codes of people begin beyond those that `make_person` writes by itself."""
    next_codes("person", 1_000)


@pytest.fixture
def list_one(make_person: Callable[..., Person]) -> Callable[..., Contact]:
    """List one (new or given) person as a contact of a case, or of an F1."""

    def made(
        case: Case | None = None, of: Contact | None = None, person: Person | None = None, **values: Any
    ) -> Contact:
        who = person or make_person(area=values.pop("area", None))
        given = {"first_exposure": date(2021, 8, 12), "last_exposure": date(2021, 8, 13), **values}
        (contact,) = list_contacts(
            by=values.pop("by", SYSTEM),
            as_of=NOW,
            rows=[NewContact(person_id=who.pk, **given)],
            case_id=case.pk if case else None,
            contact_id=of.pk if of else None,
        )
        return contact

    return made
