"""The pages of contacts and of the work list, as an officer and a quarter head see them."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import Contact, Event, FollowUp, Person
from vungxanh.office.usecases.tracing import move_contacts

Make = Callable[..., Any]


def sheet(*rows: dict[str, Any]) -> dict[str, Any]:
    """The entry sheet as a browser sends it."""
    sent: dict[str, Any] = {"form-TOTAL_FORMS": len(rows), "form-INITIAL_FORMS": 0}
    for number, row in enumerate(rows):
        sent.update({f"form-{number}-{name}": value for name, value in row.items()})
    return sent


def test_several_contacts_are_entered_from_the_case(sign_in: Make, make_case: Make, wards: list[Any]) -> None:
    case, client = make_case(area=wards[0]), sign_in("ward_officer", wards[0])
    address = f"/cases/{case.pk}/contacts/new/"
    assert client.get(address).status_code == 200
    answer = client.post(
        address,
        sheet(
            {"full_name": "Người Mô Phỏng A", "phone": "0900 000 001", "area": wards[0].pk},
            {"full_name": "Người Mô Phỏng B", "area": wards[1].pk, "last_exposure": "2021-08-12"},
            {},
        ),
    )
    assert answer.status_code == 302
    assert Contact.objects.filter(source_case=case).count() == 2
    assert Contact.objects.get(area=wards[1]).last_exposure == date(2021, 8, 12)


def test_somebody_certain_is_taken_and_somebody_likely_is_asked_about(
    sign_in: Make, make_case: Make, make_person: Make, wards: list[Any]
) -> None:
    case, client = make_case(area=wards[0]), sign_in("ward_officer", wards[0])
    sure = make_person(
        name="Người Mô Phỏng A", area=wards[0], name_key="nguoi mo phong a", phone_key="0900000001"
    )
    like = make_person(name="Người Mô Phỏng B", area=wards[0], phone_key="0900000002")
    hidden = make_person(name="Người Giấu Tên", area=wards[1], phone_key="0900000003")
    rows = (
        {"full_name": "Người Mô Phỏng A", "phone": "0900000001", "area": wards[0].pk},
        {"full_name": "Tên Khác", "phone": "0900000002", "area": wards[0].pk},
        {"full_name": "Người Giấu Tên", "phone": "0900000003", "area": wards[0].pk},
    )
    asked = client.post(f"/cases/{case.pk}/contacts/new/", sheet(*rows))
    assert asked.status_code == 200
    assert like.code in asked.content.decode()
    assert hidden.code not in asked.content.decode()
    assert not Contact.objects.exists()
    answer = client.post(f"/cases/{case.pk}/contacts/new/", {**sheet(*rows), "form-1-person": str(like.pk)})
    assert answer.status_code == 302
    people = set(Contact.objects.values_list("person", flat=True))
    assert {sure.pk, like.pk} <= people
    assert hidden.pk not in people
    assert Person.objects.filter(full_name="Người Giấu Tên").count() == 2


@pytest.mark.parametrize(
    "row",
    [
        {"full_name": "X", "area": ""},
        {"full_name": "X", "area": "999999"},
        {"full_name": "X", "area": "1", "first_exposure": "32/13/2021"},
        {"phone": "0900"},
        {},
    ],
)
def test_bad_rows_are_refused_with_words(sign_in: Make, make_case: Make, row: dict[str, str]) -> None:
    case, client = make_case(), sign_in("epidemiologist")
    answer = client.post(f"/cases/{case.pk}/contacts/new/", sheet(row))
    assert answer.status_code == 200
    assert 'class="error"' in answer.content.decode()
    assert not Contact.objects.exists()


def test_a_sheet_without_its_frame_is_no_fault_of_ours(sign_in: Make, make_case: Make) -> None:
    assert sign_in("epidemiologist").post(f"/cases/{make_case().pk}/contacts/new/", {}).status_code == 200


def test_the_work_list_begins_with_what_is_latest(sign_in: Make, make_case: Make, list_one: Make) -> None:
    case = make_case()
    first, second = list_one(case), list_one(case)
    Contact.objects.filter(pk=second.pk).update(next_due=NOW - timedelta(days=2))
    page = sign_in("epidemiologist").get("/tracing/").content.decode()
    assert page.index(second.code) < page.index(first.code)
    assert "tag late" in page


def test_two_taps_record_a_day(sign_in: Make, make_case: Make, list_one: Make, settings: Any) -> None:
    f1 = list_one(make_case())
    client = sign_in("quarter_head")
    answer = client.post(f"/contacts/{f1.pk}/follow/", {"reached": "yes", "next": "/tracing/"})
    assert answer["Location"] == "/tracing/"
    f1.refresh_from_db()
    assert (f1.status, FollowUp.objects.get().reached) == ("reached", True)
    client.post(f"/contacts/{f1.pk}/follow/", {"reached": "no"})
    assert FollowUp.objects.count() == 1
    evil = client.post(f"/contacts/{f1.pk}/follow/", {"reached": "yes", "next": "https://example.org/"})
    assert evil["Location"] == f"/contacts/{f1.pk}/"


def test_a_quarter_head_follows_but_learns_nothing_of_the_case(
    sign_in: Make, make_case: Make, make_person: Make, list_one: Make, quarters: list[Any]
) -> None:
    case = make_case(area=quarters[0])
    f1 = list_one(case, person=make_person(area=quarters[0]))
    away = list_one(case, person=make_person(area=quarters[-1]))
    client = sign_in("quarter_head", quarters[0])
    page = client.get(f"/contacts/{f1.pk}/").content.decode()
    assert case.code not in page
    assert case.code not in client.get("/contacts/").content.decode()
    assert case.code not in client.get("/tracing/").content.decode()
    assert client.get(f"/contacts/{away.pk}/").status_code == 404
    assert client.get(f"/contacts/{f1.pk}/change/").status_code == 404
    assert client.get(f"/cases/{case.pk}/tree/").status_code == 404


def test_an_officer_of_the_source_sees_contacts_who_live_elsewhere(
    sign_in: Make, make_case: Make, make_person: Make, list_one: Make, wards: list[Any]
) -> None:
    f1 = list_one(make_case(area=wards[0]), person=make_person(area=wards[1]))
    for ward in wards[:2]:
        assert sign_in("ward_officer", ward).get(f"/contacts/{f1.pk}/").status_code == 200
    assert sign_in("ward_officer", wards[2]).get(f"/contacts/{f1.pk}/").status_code == 404


def test_many_are_given_out_and_moved(
    sign_in: Make, make_user: Make, make_case: Make, list_one: Make, wards: list[Any]
) -> None:
    case = make_case()
    chosen = [list_one(case).pk for _ in range(3)]
    officer = make_user("ward_officer", wards[0])
    client = sign_in("epidemiologist")
    client.post("/contacts/bulk/", {"do": "assign", "chosen": chosen, "officer": officer.pk})
    assert Contact.objects.filter(officer=officer).count() == 3
    client.post("/contacts/bulk/", {"do": "isolating", "chosen": chosen})
    assert Contact.objects.filter(status="isolating").count() == 3
    client.post("/contacts/bulk/", {"do": "became_case", "chosen": chosen})
    client.post("/contacts/bulk/", {"do": "assign", "chosen": chosen, "officer": "987654"})
    assert Contact.objects.filter(officer=officer, status="isolating").count() == 3


def test_officers_above_and_elsewhere_are_not_named(
    sign_in: Make, make_user: Make, make_case: Make, list_one: Make, wards: list[Any]
) -> None:
    near, above = make_user("ward_officer", wards[0]), make_user("epidemiologist")
    other = make_user("ward_officer", wards[1])
    list_one(make_case(area=wards[0]))
    page = sign_in("ward_officer", wards[0]).get("/tracing/").content.decode()
    assert near.full_name in page
    assert above.full_name not in page
    assert other.full_name not in page


@pytest.mark.parametrize(
    "bad", ["?after=x~y", "?status=%00", "?area=abc", "?degree=9", "?q=%27%3B--", "?officer=-1"]
)
def test_lists_stand_any_address(sign_in: Make, make_case: Make, list_one: Make, bad: str) -> None:
    list_one(make_case())
    client = sign_in("epidemiologist")
    assert client.get("/contacts/" + bad).status_code == 200
    assert client.get("/tracing/" + bad).status_code == 200


def test_exposures_outside_the_window_are_flagged_not_refused(
    sign_in: Make, make_case: Make, list_one: Make
) -> None:
    case = make_case(onset_date=date(2021, 8, 14))
    inside = list_one(case, first_exposure=date(2021, 8, 11), last_exposure=date(2021, 8, 11))
    outside = list_one(case, first_exposure=date(2021, 8, 10), last_exposure=date(2021, 8, 10))
    client = sign_in("epidemiologist")
    assert "notice warning" in client.get(f"/contacts/{outside.pk}/").content.decode()
    assert "notice warning" not in client.get(f"/contacts/{inside.pk}/").content.decode()


def test_reading_a_contact_is_in_the_trail(sign_in: Make, make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case())
    sign_in("auditor").get(f"/contacts/{f1.pk}/")
    event = Event.objects.filter(action="contact.see").latest("id")
    assert event.reading
    assert event.subjects.filter(kind="person", record_id=f1.person_id).exists()


def test_daily_follow_up_is_due_the_next_evening(make_case: Make, list_one: Make, sign_in: Make) -> None:
    f1 = list_one(make_case())
    move_contacts(by=SYSTEM, as_of=NOW, contact_ids=[f1.pk], status="isolating")
    f1.refresh_from_db()
    assert f1.next_due is not None
    assert f1.next_due.isoformat() == "2021-08-15T10:00:00+00:00"
