"""Pages of isolation: what is shown to whom, and that a refusal is a sentence."""

import pytest

from tests.office.isolation.conftest import BEGAN, at
from vungxanh.office import clock
from vungxanh.office.pages.isolation.waiting import waiting
from vungxanh.office.records.models import Event, Isolation


@pytest.fixture(autouse=True)
def _day(monkeypatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: at(BEGAN))


@pytest.fixture
def ward(sign_in, wards):
    return sign_in("ward_officer", wards[0])


def test_an_order_from_the_form_to_the_page(ward, make_person) -> None:
    person = make_person()
    assert ward.get(f"/people/{person.pk}/isolate/").status_code == 200
    given = {"reason": "contact", "place": "home", "begins": BEGAN.isoformat(), "order_number": "12/QĐ"}
    answer = ward.post(f"/people/{person.pk}/isolate/", given)
    made = Isolation.objects.get()
    assert answer["Location"] == f"/isolation/{made.pk}/"
    page = ward.get(answer["Location"]).content.decode()
    assert "12/QĐ" in page
    assert "15/08/2021" in page  # the last day by the rule
    assert "5599" in page  # and which rule
    order = ward.get(f"/isolation/{made.pk}/order/").content.decode()
    assert "12/QĐ" in order


def test_a_wrong_order_is_refused_with_a_sentence(ward, make_person) -> None:
    person = make_person()
    address = f"/people/{person.pk}/isolate/"
    assert ward.post(address, {}).status_code == 400
    given = {"reason": "second_contact", "place": "home", "begins": "2021-08-02"}
    assert "quy định" in ward.post(address, given).content.decode()
    assert ward.post(address, given | {"begins": "hôm qua"}).status_code == 400
    assert ward.post(address, given | {"centre": "999"}).status_code == 400
    assert not Isolation.objects.exists()


def test_the_list_shows_the_own_ward_only_and_is_noted_as_read(
    ward, isolate, make_person, wards, epidemiologist
) -> None:
    mine, other = isolate(), isolate(make_person(area=wards[1]), by=epidemiologist)
    page = ward.get("/isolation/?status=active&due=tests").content.decode()
    assert mine.code in page
    assert other.code not in page
    event = Event.objects.get(action="isolation.list")
    assert [s.record_id for s in event.subjects.all()] == [mine.person_id]
    assert ward.get(f"/isolation/{other.pk}/").status_code == 404
    assert ward.post(f"/isolation/{other.pk}/release/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?area=x", "?status=zzz", "?due=turned", "?q=nguoi+mo", "?after=x~y", "?area=99999"]
)
def test_filters_of_any_kind_are_survived(ward, isolate, query) -> None:
    isolate()
    assert ward.get(f"/isolation/{query}").status_code == 200


def test_the_list_is_searched_by_name_without_diacritics_and_by_code(ward, isolate, make_person) -> None:
    wanted = isolate(make_person(name="Người Mô Phỏng Ánh", name_key="nguoi mo phong anh"))
    other = isolate(make_person(name="Người Mô Phỏng Bé", name_key="nguoi mo phong be"))
    for words in ("anh+nguoi", "ÁNH", wanted.code.lower()):
        page = ward.get(f"/isolation/?q={words}").content.decode()
        assert wanted.code in page
        assert other.code not in page


def test_release_too_early_names_what_is_missing(ward, isolate) -> None:
    made = isolate()
    answer = ward.post(f"/isolation/{made.pk}/release/", {"version": made.version})
    assert answer.status_code == 400
    assert "15/08/2021" in answer.content.decode()
    assert ward.post(f"/isolation/{made.pk}/release/", {"against_rule": "x"}).status_code == 403


def test_results_changes_and_days_from_the_page(ward, isolate, centre) -> None:
    made = isolate()
    test = {"day_number": "1", "result": "negative", "done_on": "2021-08-02", "ct": ""}
    assert ward.post(f"/isolation/{made.pk}/test/", test).status_code == 302
    assert ward.post(f"/isolation/{made.pk}/test/", test | {"ct": "mười"}).status_code == 400
    change = f"/isolation/{made.pk}/change/"
    assert ward.post(change, {"act": "?"}).status_code == 400
    assert ward.post(change, {"act": "extend", "ends": "2021-08-10", "reason": "x"}).status_code == 400
    assert ward.post(change, {"act": "extend", "ends": "2021-08-20", "reason": "x"}).status_code == 302
    assert (
        ward.post(f"/isolation/{made.pk}/follow/", {"day": "2021-08-02", "present": "no"}).status_code == 302
    )
    moved = ward.post(change, {"act": "transfer", "place": "centre", "centre": centre.pk})
    new = Isolation.objects.get(before=made)
    assert moved["Location"] == f"/isolation/{new.pk}/"
    assert ward.get(moved["Location"]).status_code == 200


def test_a_stale_form_is_told_so(ward, isolate) -> None:
    made = isolate()
    extend = {"act": "extend", "ends": "2021-08-20", "reason": "x", "version": "1"}
    assert ward.post(f"/isolation/{made.pk}/change/", extend).status_code == 400


def test_bulk_release_and_print(ward, isolate) -> None:
    made = isolate()
    assert ward.post("/isolation/bulk/", {}).status_code == 302
    page = ward.post("/isolation/bulk/", {"chosen": [made.pk], "act": "release"}).content.decode()
    assert made.code in page
    assert (
        made.person.full_name
        in ward.post("/isolation/bulk/", {"chosen": [made.pk], "act": "print"}).content.decode()
    )
    assert ward.post("/isolation/bulk/", {"chosen": [99999], "act": "release"}).status_code == 404


def test_centres_for_those_they_serve(ward, sign_in, centre, isolate, district) -> None:
    isolate(place="centre", centre_id=centre.pk)
    assert centre.name in ward.get("/isolation/centres/").content.decode()
    assert ward.get(f"/isolation/centres/{centre.pk}/").status_code == 200
    given = {"name": "Khu 2", "area": district.pk, "capacity": 5}
    assert ward.post(f"/isolation/centres/{centre.pk}/", given).status_code == 403
    assert (
        ward.post("/isolation/centres/new/", given).status_code == 400
    )  # the district is not this officer's
    chief = sign_in("epidemiologist")
    assert chief.post("/isolation/centres/new/", given).status_code == 302
    assert (
        chief.post(f"/isolation/centres/{centre.pk}/", given | {"version": centre.version}).status_code == 302
    )


def test_where_found_by_hand(sign_in, make_case) -> None:
    case = make_case()
    client, address = sign_in("epidemiologist"), f"/cases/{case.pk}/found/"
    assert client.get(address).status_code == 200
    assert client.post(address, {"found_in": "hospital", "note": ""}).status_code == 400
    assert client.post(address, {"found_in": "hospital", "note": "khám sàng lọc"}).status_code == 302
    case.refresh_from_db()
    assert (case.found_in, case.found_by_hand) == ("hospital", True)


def test_who_only_follows_people_sees_the_list_with_a_form_and_cannot_release(
    sign_in, isolate, make_person, quarters, epidemiologist
) -> None:
    made = isolate(make_person(area=quarters[0]), by=epidemiologist)
    head = sign_in("quarter_head", quarters[0])
    assert "present" in head.get("/isolation/?status=active").content.decode()
    given = {"day": "2021-08-02", "present": "yes", "back": "list"}
    assert head.post(f"/isolation/{made.pk}/follow/", given)["Location"] == "/isolation/?status=active"
    assert head.post(f"/isolation/{made.pk}/release/").status_code == 404


def test_what_waits(officer, isolate) -> None:
    isolate()
    assert [(item.count, item.late) for item in waiting(officer, BEGAN)] == [(1, 0), (0, 0), (0, 0)]
