"""Pages of lockdown points: what is shown to whom, from the form to the decision."""

import json

import pytest
from shapely.geometry import mapping

from tests.office.lockdowns.conftest import BEGAN, RETEST, at
from vungxanh.office import clock
from vungxanh.office.pages.lockdowns.waiting import waiting
from vungxanh.office.records.models import Event, Lockdown
from vungxanh.office.usecases.lockdown_areas import area_drawing


@pytest.fixture(autouse=True)
def _day(monkeypatch) -> None:
    monkeypatch.setattr(clock.timezone, "now", lambda: at(RETEST))


@pytest.fixture
def ward(sign_in, wards):
    return sign_in("ward_officer", wards[0])


def filled(wards, **values) -> dict[str, str]:
    return {"name": "Hẻm 99", "area": wards[0].pk, "begins": BEGAN.isoformat(), **values}


def test_from_the_form_to_the_map(ward, wards, make_case) -> None:
    case = make_case(area=wards[0])
    assert ward.get("/lockdowns/new/").status_code == 200
    drawn = json.dumps(mapping(area_drawing(wards[0]).centroid.buffer(0.0003)))
    answer = ward.post("/lockdowns/new/", filled(wards, shape=drawn, codes=case.code))
    point = Lockdown.objects.get()
    assert answer["Location"] == f"/lockdowns/{point.pk}/"
    page = ward.get(answer["Location"]).content.decode()
    assert case.code in page
    assert 'class="point"' in page
    listed = ward.get("/lockdowns/?status=open").content.decode()
    assert point.code in listed
    assert 'class="point"' in listed
    assert ward.get(f"/lockdowns/{point.pk}/change/").status_code == 200
    changed = filled(wards, name="Hẻm 100", codes=case.code, version=point.version + 1)
    assert ward.post(f"/lockdowns/{point.pk}/change/", changed).status_code == 400
    assert (
        ward.post(f"/lockdowns/{point.pk}/change/", changed | {"version": point.version}).status_code == 302
    )


@pytest.mark.parametrize(
    "wrong",
    [
        {"shape": "{"},
        {"name": ""},
        {"begins": "x"},
        {"codes": "F0-404"},
        {"expected_end": "2021-08-01"},
        {"area": "7777"},
    ],
)
def test_a_wrong_form_is_refused_with_a_sentence(ward, wards, wrong) -> None:
    answer = ward.post("/lockdowns/new/", filled(wards) | wrong)
    assert answer.status_code == 400
    assert 'class="error"' in answer.content.decode()
    assert not Lockdown.objects.exists()


def test_another_ward_sees_nothing_of_it(sign_in, set_up, wards) -> None:
    point = set_up()
    other = sign_in("ward_officer", wards[1])
    assert point.code not in other.get("/lockdowns/").content.decode()
    for address in ("", "change/"):
        assert other.get(f"/lockdowns/{point.pk}/{address}").status_code == 404
    for address in ("households", "people", "checkpoint", "round", "status", "propose"):
        assert other.post(f"/lockdowns/{point.pk}/{address}/").status_code == 404
    assert other.post(f"/lockdowns/{point.pk}/decide/").status_code == 404


@pytest.mark.parametrize(
    "query", ["?area=x", "?area=99999", "?status=zzz", "?due=round", "?q=hẻm", "?after=x~y"]
)
def test_filters_of_any_kind_are_survived(ward, set_up, query) -> None:
    set_up()
    assert ward.get(f"/lockdowns/{query}").status_code == 200


def test_households_rows_with_faults_are_shown_before_any_is_taken(ward, set_up) -> None:
    point = set_up()
    address, rows = f"/lockdowns/{point.pk}/households/", "1\tHậu Giang\n\tHậu Giang"
    assert ward.post(address, {"rows": rows}).status_code == 400
    assert point.household_list.count() == 0
    assert ward.post(address, {"rows": rows, "anyway": "1"}).status_code == 302
    assert point.household_list.count() == 1


def test_people_checkpoints_and_rounds_from_the_page(ward, set_up, make_person) -> None:
    point, person = set_up(), make_person(name="Người Mô Phỏng Trong")
    base = f"/lockdowns/{point.pk}"
    assert ward.post(f"{base}/people/", {"rows": person.code}).status_code == 302
    assert ward.post(f"{base}/people/", {"rows": "N999999"}).status_code == 400
    assert ward.post(f"{base}/people/", {"act": "registered"}).status_code == 302
    assert "Người Mô Phỏng Trong" in ward.get(f"{base}/").content.decode()
    assert Event.objects.filter(action="lockdown.see", subjects__kind="person").exists()
    row = point.inside.get()
    assert ward.post(f"{base}/people/", {"act": "out", "inside": row.pk}).status_code == 302
    assert ward.post(f"{base}/checkpoint/", {"name": "Chốt 1"}).status_code == 302
    assert ward.post(f"{base}/checkpoint/", {"close": point.checkpoints.get().pk}).status_code == 302
    assert ward.post(f"{base}/checkpoint/", {"close": "404"}).status_code == 404
    assert ward.post(f"{base}/round/", {"done_on": "2021-08-20", "households": "2"}).status_code == 302
    done = point.rounds.get()
    assert done.positives is None
    results = {"done_on": "2021-08-20", "households": "2", "positives": "0", "round": done.pk}
    assert ward.post(f"{base}/round/", results).status_code == 302
    assert point.rounds.get().positives == 0
    assert ward.post(f"{base}/round/", {"done_on": "2021-09-20"}).status_code == 400


def test_proposed_and_decided_on_the_pages(ward, sign_in, set_up, tested) -> None:
    point = set_up(households=2)
    base = f"/lockdowns/{point.pk}"
    assert ward.post(f"{base}/propose/").status_code == 400
    tested(point)
    assert ward.post(f"{base}/propose/").status_code == 302
    assert ward.post(f"{base}/decide/", {"decision": "lift"}).status_code == 404  # decides nowhere
    committee = sign_in("steering")
    assert committee.get(f"{base}/").status_code == 200
    assert committee.post(f"{base}/decide/", {"decision": "?"}).status_code == 400
    assert committee.post(f"{base}/decide/", {"decision": "lift"}).status_code == 302
    assert Lockdown.objects.get().lifted_on == RETEST


def test_extended_begun_and_cancelled_on_the_page(ward, set_up) -> None:
    point = set_up(begins=RETEST, as_of=BEGAN)
    address = f"/lockdowns/{point.pk}/status/"
    assert ward.post(address, {"act": "?"}).status_code == 400
    assert ward.post(address, {"act": "begin"}).status_code == 302
    assert ward.post(address, {"act": "cancel"}).status_code == 400
    assert (
        ward.post(address, {"act": "extend", "expected_end": "2021-09-01", "reason": "ca mới"}).status_code
        == 302
    )


def test_what_waits(officer, committee, set_up, tested) -> None:
    set_up()
    assert [(item.count, item.late) for item in waiting(officer, RETEST)] == [(1, 1)]
    assert [(item.count, item.late) for item in waiting(committee, RETEST)] == [(0, 0)]
