"""The search: any word order, no diacritics, phones, numbers, codes; nothing from outside; written down."""

from importlib import import_module

import pytest

from tests.office.conftest import NOW, SYSTEM, TODAY, actor
from vungxanh.office.access import Scope
from vungxanh.office.records.models import Event, Person
from vungxanh.office.records.queries.found_records import search_records
from vungxanh.office.records.queries.words import words_sql
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.cases import report_case
from vungxanh.office.usecases.people import change_person


@pytest.fixture
def people(wards):
    """Two simulated people of different wards."""
    return [
        report_case(
            by=SYSTEM, as_of=NOW, values={"report_date": TODAY},
            person={"full_name": name, "area_id": ward.pk, "phone": phone, "national_id": number},
        ).person
        for name, ward, phone, number in (
            ("Nguyễn Thị Mô Phỏng", wards[0], "0901 234 567", "079180001234"),
            ("Đặng Văn Mô Phỏng", wards[1], "0907654321", ""),
        )
    ]  # fmt: skip


def names(scope, text):
    """Names of the people who were found."""
    return [p.full_name for g in search_records(scope, text) if g.kind == "person" for p in g.records]


FIRST = ["Nguyễn Thị Mô Phỏng"]


@pytest.mark.parametrize(
    "asked",
    ["nguyen thi", "Phỏng Nguyễn", "mo nguye", "NGUYỄN THỊ MÔ PHỎNG", "0901234", "+84 901 234 567",
     "0901.234.567", "079180001234", "n000001", "N000001"],
)  # fmt: skip
def test_somebody_is_found_however_they_are_written(people, asked) -> None:
    assert names(SYSTEM.scope, asked) == FIRST


@pytest.mark.parametrize(
    "asked", ["guyen", "nguyen van", "0902", "", " ", "'\"*:&|!()", "a' OR 1=1 --", "%%"]
)
def test_what_does_not_fit_finds_nobody(people, asked) -> None:
    assert names(SYSTEM.scope, asked) == []


def test_nothing_from_outside_is_found(people, wards) -> None:
    here = Scope.of([("ward_officer", wards[0].path)])
    assert names(here, "mo phong") == FIRST
    assert search_records(here, "dang van") == []
    assert search_records(here, "F0-000002") == []
    assert search_records(here, "0907654321") == []


def test_somebody_without_cases_in_their_task_finds_no_people(people, wards) -> None:
    assert search_records(Scope.of([("administrator", wards[0].path)]), "nguyen") == []
    assert names(Scope.of([("quarter_head", wards[0].path)]), "nguyen") == []


@pytest.mark.parametrize("asked", ["F0-000002", "f0-2", "F0-2"])
def test_a_code_finds_its_case(people, asked) -> None:
    (group,) = [g for g in search_records(SYSTEM.scope, asked) if g.kind == "case"]
    assert [case.code for case in group.records] == ["F0-000002"]


def test_the_index_follows_a_new_name_and_a_new_place(people, wards) -> None:
    change_person(by=SYSTEM, as_of=NOW, person_id=people[0].pk,
                  values={"full_name": "Trần Thị Khác", "area_id": wards[1].pk})  # fmt: skip
    assert names(SYSTEM.scope, "nguyen thi") == []
    assert names(Scope.of([("ward_officer", wards[1].path)]), "khac tran") == ["Trần Thị Khác"]


def test_who_was_merged_away_is_not_shown(people) -> None:
    with act(by=SYSTEM, at=NOW, action="person.merge") as entry:
        update(Person.objects.get(pk=people[0].pk), {"merged_into_id": people[1].pk}, entry=entry)
    assert names(SYSTEM.scope, "nguyen thi") == []


def test_the_migration_indexes_what_the_query_asks(areas) -> None:
    written = import_module("vungxanh.office.records.migrations.0003_person_words")
    assert written.words("new.") == words_sql("new.name_key", "new.area_path")


def test_the_page_shows_groups_and_the_search_is_written_down(sign_in, people, wards) -> None:
    client = sign_in("ward_officer", wards[0])
    page = client.get("/search/?q=mo+phong").content.decode()
    assert "F0-000001" in page
    assert "F0-000002" not in page
    assert "<mark>" in page
    event = Event.objects.get(action="search")
    assert event.reading
    assert {s.record_id for s in event.subjects.all() if s.kind == "person"} == {people[0].pk}


def test_a_search_that_finds_nothing_says_so(sign_in, people) -> None:
    page = sign_in("epidemiologist").get("/search/?q=khongcoai").content.decode()
    assert "khongcoai" in page


def test_the_person_of_a_scope_is_the_actor(make_user, wards, people) -> None:
    assert names(actor(make_user("steering", wards[0])).scope, "nguyen thi") == FIRST
