"""Pages of samples and sessions: what each role sees, entry at the table, results, the way to a case."""

from datetime import date

import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Event, Sample, Session
from vungxanh.office.usecases.results import GivenResult, enter_result
from vungxanh.office.usecases.sessions import SessionValues, open_session
from vungxanh.office.usecases.tubes import Sampled, Taking, take_tubes

DAY = date(2021, 8, 15)


@pytest.fixture
def session(wards) -> Session:
    values = SessionValues(DAY, wards[0].pk, "Trường học Mô Phỏng", "Đội 1", "screening")
    return open_session(by=SYSTEM, as_of=NOW, values=values)


@pytest.fixture
def person(make_person):
    next_codes("person", 50)  # those that make_person gives without asking
    return make_person("Nguyễn Mô Phỏng", phone="0900000001", phone_key="0900000001", birth_year=1980,
                       name_key="nguyen mo phong")  # fmt: skip


@pytest.fixture
def tube(session, person) -> Sample:
    rows = [Sampled("T-1", person.pk)]
    return take_tubes(by=SYSTEM, as_of=NOW, session_id=session.pk, rows=rows, how=Taking("rt-pcr", 1, NOW))[0]


@pytest.fixture
def pool(session, make_person) -> Sample:
    rows = [Sampled("P-1", make_person(f"Người Mô Phỏng {n}").pk) for n in range(3)]
    how = Taking("rt-pcr", 5, NOW)
    made = take_tubes(by=SYSTEM, as_of=NOW, session_id=session.pk, rows=rows, how=how)[0]
    return enter_result(by=SYSTEM, as_of=NOW, sample_id=made.pk, given=GivenResult("positive"))


def shown(answer, status: int = 200) -> str:
    assert answer.status_code == status, answer.content.decode()[-2000:]
    return answer.content.decode()


class TestReading:
    @pytest.mark.parametrize("query", ["", "?result=pending&kind=single", "?code=t-1", "?area=x"])
    def test_the_list_and_its_filters(self, sign_in, tube, query) -> None:
        page = shown(sign_in("epidemiologist").get(f"/samples/{query}"))
        assert ("T-1</a>" in page) is (query != "?area=x")

    def test_a_laboratory_sees_code_and_initials_and_nothing_else(self, sign_in, tube, wards) -> None:
        lab = sign_in("lab")
        pages = [shown(lab.get(f"/samples/{end}")) for end in ("", f"{tube.pk}/")]
        pages += [shown(lab.get(f"/sessions/{tube.session_id}/{end}")) for end in ("", "tubes/")]
        for page in pages:
            assert "T-1" in page
            assert "Nguyễn Mô Phỏng" not in page
            assert "0900000001" not in page
        assert "N.M.P. 1980" in pages[0]
        assert wards[0].name not in pages[1]

    def test_another_ward_sees_none_of_it(self, sign_in, tube, pool, wards) -> None:
        officer = sign_in("ward_officer", wards[1])
        assert "T-1" not in shown(officer.get("/samples/"))
        assert "P-1" not in shown(officer.get("/samples/retests/"))
        at_table = f"/sessions/{tube.session_id}/"
        for address in (f"/samples/{tube.pk}/", at_table, f"{at_table}samples/", f"{at_table}tubes/"):
            shown(officer.get(address), 404)

    def test_reading_a_tube_is_recorded_with_its_person(self, sign_in, tube, person) -> None:
        sign_in("epidemiologist").get(f"/samples/{tube.pk}/")
        kinds = set(Event.objects.get(action="sample.see").subjects.values_list("kind", "record_id"))
        assert kinds == {("sample", tube.pk), ("person", person.pk)}

    def test_people_of_a_positive_pool_wait_for_a_tube_of_their_own(self, sign_in, pool) -> None:
        officer = sign_in("ward_officer")
        assert shown(officer.get("/samples/retests/")).count("P-1</a>") == 3
        page = shown(officer.get(f"/samples/{pool.pk}/"))
        assert page.count('name="code-') == 3


class TestTable:
    def test_new_session_then_a_pool_in_one_go(self, sign_in, wards, person) -> None:
        officer = sign_in("ward_officer", wards[0])
        given = {"day": "2021-08-15", "area_id": wards[0].pk, "place": "Chợ", "purpose": "screening"}
        answer = officer.post("/sessions/new/", given)
        made = Session.objects.get()
        assert answer["Location"] == f"/sessions/{made.pk}/samples/"
        page = shown(officer.get(f"/sessions/{made.pk}/samples/?size=5"))
        assert page.count(f'value="{made.code}-001"') == 5
        common = {"size": "5", "method": "rt-pcr", "taken_at": "2021-08-15T08:00", "area_id": wards[0].pk}
        rows = {
            "r0-code": f"{made.code}-001", "r0-name": person.full_name, "r0-person": person.pk,
            "r1-code": f"{made.code}-001", "r1-name": "Người Mô Phỏng Mới", "r1-birth_year": "1975",
            "r2-code": f"{made.code}-001",
        }  # fmt: skip
        answer = officer.post(f"/sessions/{made.pk}/samples/", {**common, **rows})
        assert answer.status_code == 302, answer.content.decode()[-3000:]
        stored = Sample.objects.get()
        assert (stored.people, stored.pool_size) == (2, 5)
        # The pool is filled up before a new tube is proposed.
        page = shown(officer.get(answer["Location"]))
        assert page.count(f'value="{made.code}-001"') == 3

    def test_what_is_wrong_comes_back_with_its_sentence(self, sign_in, session, person, tube) -> None:
        common = {"size": "1", "method": "rt-pcr", "taken_at": "2021-08-15T08:00", "area_id": session.area_id}
        rows = {"r0-code": "T-1", "r0-name": person.full_name, "r0-person": person.pk}
        answer = sign_in("epidemiologist").post(f"/sessions/{session.pk}/samples/", {**common, **rows})
        assert "Mã ống T-1 đã được dùng." in shown(answer, 400)

    def test_people_are_found_as_they_are_typed(self, sign_in, session, person) -> None:
        answer = sign_in("ward_officer").get(f"/sessions/{session.pk}/people/?row=r3&r3-name=nguyễn mô")
        assert f'data-pick="{person.pk}" data-row="r3"' in shown(answer)

    def test_the_list_for_the_laboratory_has_codes_and_no_names(self, sign_in, tube) -> None:
        page = shown(sign_in("ward_officer").get(f"/sessions/{tube.session_id}/tubes/"))
        assert "T-1" in page
        assert "Nguyễn Mô Phỏng" not in page


class TestResult:
    def test_is_entered_and_leads_to_a_case(self, sign_in, tube, person) -> None:
        client = sign_in("epidemiologist")
        given = {"result": "positive", "ct": "24.5", "method": "rt-pcr", "version": tube.version}
        assert client.post(f"/samples/{tube.pk}/result/", given).status_code == 302
        answer = client.post(f"/samples/{tube.pk}/case/")
        case = Case.objects.get()
        assert answer["Location"] == f"/cases/{case.pk}/"
        assert (case.person, case.sample_date, case.classification) == (person, tube.taken_on, "confirmed")
        assert case.note == f"T-1, {tube.session.code}, Ct 24.5"
        assert client.post(f"/samples/{tube.pk}/case/").status_code == 400

    def test_a_wrong_ct_comes_back_with_its_sentence(self, sign_in, tube) -> None:
        given = {"result": "positive", "ct": "99", "method": "rt-pcr", "version": tube.version}
        assert "Giá trị Ct phải từ" in shown(sign_in("lab").post(f"/samples/{tube.pk}/result/", given), 400)

    def test_a_newer_change_is_not_overwritten(self, sign_in, tube) -> None:
        enter_result(by=SYSTEM, as_of=NOW, sample_id=tube.pk, given=GivenResult("negative"))
        given = {"result": "positive", "method": "rt-pcr", "reason": "x", "version": 1}
        shown(sign_in("lab").post(f"/samples/{tube.pk}/result/", given), 400)
        tube.refresh_from_db()
        assert tube.result == "negative"

    def test_a_laboratory_notes_what_it_received(self, sign_in, tube) -> None:
        sign_in("lab").post("/samples/received/", {"sample": [tube.pk], "lab": "PXN Mô Phỏng"})
        tube.refresh_from_db()
        assert (tube.lab, tube.received_at is None) == ("PXN Mô Phỏng", False)

    def test_a_laboratory_reports_no_case(self, sign_in, tube) -> None:
        shown(sign_in("lab").post(f"/samples/{tube.pk}/case/"), 404)

    def test_tubes_of_a_retest_are_stored(self, sign_in, pool) -> None:
        members = list(pool.members.order_by("position"))
        given = {"method": "rt-pcr", "taken_at": "2021-08-16T08:00", f"code-{members[0].pk}": "R-1"}
        assert sign_in("ward_officer").post(f"/samples/{pool.pk}/retests/", given).status_code == 302
        members[0].refresh_from_db()
        assert members[0].retest.code == "R-1"


class TestPanels:
    def test_a_person_shows_their_tubes_and_an_area_what_waits(self, sign_in, tube, pool, person) -> None:
        client = sign_in("epidemiologist")
        assert f"/samples/{tube.pk}/" in shown(client.get(f"/people/{person.pk}/"))
        page = shown(client.get(f"/areas/{tube.area_id}/"))
        assert "3 người trong mẫu gộp dương tính cần lấy lại mẫu đơn" in page
