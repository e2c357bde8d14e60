"""Where cases were found, settled from lockdowns and isolations on record."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.office.conftest import NOW, SYSTEM, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.folding import address_key
from vungxanh.office.records.models import Case, Household, Inside, Isolation, Lockdown
from vungxanh.office.records.store import act, insert, insert_many, link_many, update
from vungxanh.office.usecases.found import ReasonMissing, resettle, set_found, settle_found

BEGAN = date(2021, 8, 2)
INSIDE = date(2021, 8, 9)


@pytest.fixture
def lockdown(wards) -> Lockdown:
    with act(by=SYSTEM, at=NOW, action="lockdown.enter") as entry:
        return insert(
            Lockdown(
                code="PT-1",
                name="Hẻm 1",
                area=wards[0],
                area_path=wards[0].path,
                begins=BEGAN,
                status="active",
            ),
            entry=entry,
        )


def put_inside(lockdown, person, since=BEGAN, until=None) -> None:
    with act(by=SYSTEM, at=NOW, action="lockdown.people") as entry:
        insert(Inside(lockdown=lockdown, person=person, since=since, until=until), entry=entry)


def settled(*cases) -> list[str]:
    with act(by=SYSTEM, at=NOW, action="test.settle") as entry:
        settle_found(list(cases), entry=entry)
    return [case.found_in for case in cases]


def resettled(*people) -> int:
    with act(by=SYSTEM, at=NOW, action="test.settle") as entry:
        return resettle([p.pk for p in people], entry=entry)


class TestLockdown:
    def test_a_case_of_somebody_inside_is_found_in_lockdown(self, lockdown, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        put_inside(lockdown, case.person)
        assert settled(case) == ["lockdown"]
        assert (case.lockdown_id, case.found_reported) == (lockdown.pk, "community")

    def test_the_sample_counts_not_the_report(self, lockdown, make_case) -> None:
        case = make_case(sample_date=BEGAN, report_date=INSIDE)
        put_inside(lockdown, case.person)
        assert settled(case) == ["community"]

    def test_whoever_left_before_is_not_inside(self, lockdown, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        put_inside(lockdown, case.person, until=INSIDE - timedelta(1))
        assert settled(case) == ["community"]

    def test_a_cancelled_or_planned_lockdown_holds_nobody(self, lockdown, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        put_inside(lockdown, case.person)
        with act(by=SYSTEM, at=NOW, action="test.cancel") as entry:
            update(lockdown, {"status": "planned"}, entry=entry)
        assert settled(case) == ["community"]

    def test_a_reason_case_stays_a_community_case(self, lockdown, make_case) -> None:
        cause, later = make_case(sample_date=INSIDE), make_case(sample_date=INSIDE)
        with act(by=SYSTEM, at=NOW, action="test.cause") as entry:
            link_many(lockdown, "reason_cases", [cause], entry=entry)
        for case in (cause, later):
            put_inside(lockdown, case.person)
        assert settled(cause, later) == ["community", "lockdown"]

    @pytest.mark.parametrize(
        ("house", "street", "ward", "found"),
        [
            ("12/3", "BINH PHU", 0, "lockdown"),  # written without diacritics
            ("12/3", "Bình Phú", 1, "community"),  # a street of the same name in another ward
            ("12/5", "Bình Phú", 0, "community"),
            ("", "Bình Phú", 0, "community"),  # a street alone is no address
        ],
    )
    def test_people_registered_in_a_listed_household_are_inside(
        self, lockdown, make_case, make_person, wards, house, street, ward, found
    ) -> None:
        with act(by=SYSTEM, at=NOW, action="test.household") as entry:
            key = address_key("12/3", "Bình Phú")
            insert(
                Household(lockdown=lockdown, house="12/3", street="Bình Phú", address_key=key), entry=entry
            )
        person = make_person(area=wards[ward], house=house, street=street)
        assert settled(make_case(person, sample_date=INSIDE)) == [found]


class TestIsolation:
    def isolate(self, person, **values) -> Isolation:
        given = {
            "code": f"CL-{Isolation.objects.count()}", "reason": "contact", "place": "home", "begins": BEGAN,
            "counted_from": BEGAN, "ends": BEGAN + timedelta(13), "status": "active", **values,
        }  # fmt: skip
        with act(by=SYSTEM, at=NOW, action="test.isolate") as entry:
            where = {"area": person.area, "area_path": person.area_path, "home_path": person.area_path}
            return insert(Isolation(person=person, **where, **given), entry=entry)

    def test_a_contact_in_isolation_is_not_a_community_case(self, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        order = self.isolate(case.person)
        assert settled(case) == ["quarantine"]
        assert case.isolation_id == order.pk

    def test_an_order_that_was_cancelled_or_has_not_begun_changes_nothing(self, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        self.isolate(case.person, status="cancelled")
        self.isolate(case.person, status="ordered")
        assert settled(case) == ["community"]

    def test_the_isolation_ordered_for_the_case_itself_does_not_make_it_quarantine(self, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        self.isolate(case.person, reason="case", case=case)
        assert settled(case) == ["community"]


class TestReported:
    @pytest.mark.parametrize("said", ["hospital", "border", "quarantine"])
    def test_a_reported_place_that_says_more_stays(self, lockdown, make_case, said) -> None:
        case = make_case(sample_date=INSIDE, found_in=said)
        put_inside(lockdown, case.person)
        assert settled(case) == [said]

    def test_what_was_reported_comes_back_when_the_lockdown_goes(self, lockdown, make_case) -> None:
        case = make_case(sample_date=INSIDE)
        put_inside(lockdown, case.person)
        assert resettled(case.person) == 1
        with act(by=SYSTEM, at=NOW, action="test.cancel") as entry:
            update(lockdown, {"status": "cancelled"}, entry=entry)
        assert resettled(case.person) == 1
        case.refresh_from_db()
        assert (case.found_in, case.found_reported, case.lockdown_id) == ("community", "", None)

    def test_settling_twice_changes_nothing_more(self, lockdown, make_case) -> None:
        case = make_case(sample_date=INSIDE, found_in="")
        put_inside(lockdown, case.person)
        assert (resettled(case.person), resettled(case.person)) == (1, 0)

    def test_a_place_set_by_hand_stays_until_the_hand_lets_go(self, lockdown, make_case, make_user) -> None:
        case = make_case(sample_date=INSIDE)
        put_inside(lockdown, case.person)
        by = actor(make_user("epidemiologist"))
        given = {"by": by, "as_of": NOW, "case_id": case.pk}
        set_found(**given, found_in="community", note="lấy mẫu trước khi phong tỏa")
        assert resettled(case.person) == 0
        assert set_found(**given, found_in="", note="").found_in == "lockdown"

    def test_by_hand_wants_a_reason_and_the_right_to(self, make_case, make_user, wards) -> None:
        case = make_case(area=wards[0])
        given = {"as_of": NOW, "case_id": case.pk, "found_in": "lockdown"}
        with pytest.raises(ReasonMissing):
            set_found(by=actor(make_user("epidemiologist")), note=" ", **given)
        with pytest.raises(NotAllowed):
            set_found(by=actor(make_user("auditor")), note="x", **given)
        with pytest.raises(NotFound):
            set_found(by=actor(make_user("ward_officer", wards[1])), note="x", **given)


def test_two_thousand_cases_cost_as_many_queries_as_one(lockdown, make_person) -> None:
    person = make_person(house="1", street="Hậu Giang")
    with act(by=SYSTEM, at=NOW, action="test.many") as entry:
        cases = [
            Case(
                code=f"C{n}", person=person, area=person.area, area_path=person.area_path, disease="covid19",
                classification="confirmed", status="notified", outcome="pending", report_date=INSIDE,
            )
            for n in range(2_000)
        ]  # fmt: skip
        insert_many(cases, entry=entry, model=Case)
        with CaptureQueriesContext(
            connection,
        ) as counted:
            settle_found(cases, entry=entry)
    assert len(counted) <= 5
