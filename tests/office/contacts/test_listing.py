"""Entering contacts: who, of whom, when, and what is due."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Case, Contact, Event, Person
from vungxanh.office.usecases.contacts import (
    AlreadyListed,
    ExposureWrong,
    NewContact,
    NotATracedSource,
    change_contact,
    list_contacts,
)

Make = Callable[..., Any]


def new(area: Any, name: str = "Người Mô Phỏng Một", **values: Any) -> NewContact:
    return NewContact(full_name=name, area_id=area.pk, **values)


def test_several_contacts_at_once_with_deadlines(make_case: Make, wards: list[Any]) -> None:
    case = make_case()
    rows = [
        new(wards[0], phone="+84 901 000 001", last_exposure=date(2021, 8, 13)),
        new(wards[1], "Người Mô Phỏng Hai"),
    ]
    first, second = list_contacts(by=SYSTEM, as_of=NOW, rows=rows, case_id=case.pk)
    assert (first.degree, first.source_case, first.area, first.source_area_path) == (
        1, case, wards[0], case.area_path,
    )  # fmt: skip
    assert second.area_path == wards[1].path
    assert first.code != second.code
    assert first.trace_due == first.next_due == NOW + timedelta(hours=24)
    assert first.follow_until == date(2021, 8, 27)
    assert first.test_due == date(2021, 8, 16)
    assert first.person.phone_key == "0901000001"
    assert Event.objects.filter(action="contact.list").count() == 1


def test_f2_are_listed_of_an_f1(make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case())
    f2 = list_one(of=f1)
    assert (f2.degree, f2.source_contact, f2.source_case) == (2, f1, None)
    assert f2.test_due is None
    with pytest.raises(NotATracedSource):
        list_one(of=f2)


def test_nobody_is_listed_twice_for_one_source_but_once_for_each(make_case: Make, list_one: Make) -> None:
    case, other = make_case(), make_case()
    f1 = list_one(case)
    with pytest.raises(AlreadyListed):
        list_one(case, person=f1.person)
    assert list_one(other, person=f1.person).source_case == other
    assert Contact.objects.filter(person=f1.person).count() == 2


def test_a_case_is_no_contact_of_itself_nor_of_its_f1(make_case: Make, list_one: Make) -> None:
    case = make_case()
    with pytest.raises(AlreadyListed):
        list_one(case, person=case.person)
    with pytest.raises(AlreadyListed):
        list_one(of=list_one(case), person=case.person)


@pytest.mark.parametrize(
    ("first", "last"), [(date(2021, 8, 13), date(2021, 8, 12)), (date(2021, 8, 16), date(2021, 8, 16))]
)
def test_exposures_that_cannot_be(make_case: Make, list_one: Make, first: date, last: date) -> None:
    with pytest.raises(ExposureWrong):
        list_one(make_case(), first_exposure=first, last_exposure=last)
    assert not Contact.objects.exists()


def test_a_discarded_case_has_no_contacts(make_case: Make, list_one: Make) -> None:
    with pytest.raises(NotATracedSource):
        list_one(make_case(classification="discarded"))


def test_who_may_list(make_case: Make, make_user: Make, wards: list[Any]) -> None:
    case = make_case(area=wards[0])
    rows = [new(wards[1])]
    with pytest.raises(NotFound):
        list_contacts(by=actor(make_user("ward_officer", wards[1])), as_of=NOW, rows=rows, case_id=case.pk)
    with pytest.raises(NotAllowed):
        list_contacts(by=actor(make_user("auditor")), as_of=NOW, rows=rows, case_id=case.pk)
    with pytest.raises(NotFound):
        list_contacts(by=actor(make_user("lab")), as_of=NOW, rows=rows, case_id=case.pk)
    officer = actor(make_user("ward_officer", wards[0]))
    assert list_contacts(by=officer, as_of=NOW, rows=rows, case_id=case.pk)[0].area == wards[1]


def test_somebody_known_outside_the_areas_cannot_be_taken(
    make_case: Make, make_person: Make, make_user: Make, wards: list[Any]
) -> None:
    elsewhere: Person = make_person(area=wards[1])
    case: Case = make_case(area=wards[0])
    with pytest.raises(NotFound):
        list_contacts(
            by=actor(make_user("ward_officer", wards[0])), as_of=NOW, case_id=case.pk,
            rows=[NewContact(person_id=elsewhere.pk)],
        )  # fmt: skip


def test_a_corrected_exposure_moves_the_end_of_follow_up(make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case())
    changed = change_contact(
        by=SYSTEM,
        as_of=NOW,
        contact_id=f1.pk,
        values={"last_exposure": date(2021, 8, 14)},
        version=f1.version,
    )
    assert changed.follow_until == date(2021, 8, 28)
    assert changed.next_due == f1.next_due
