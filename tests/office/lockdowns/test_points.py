"""Lockdown points: set up, people inside, rounds, proposal, decision of somebody else, smaller points."""

from datetime import date, timedelta

import pytest
from shapely.geometry import mapping

from tests.office.conftest import actor
from tests.office.lockdowns.conftest import BEGAN, RETEST, at
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.codes import next_codes
from vungxanh.office.records.models import Case, Grant, Inside, Lockdown, Person
from vungxanh.office.records.queries.lockdowns import active_on, found_since, households_of
from vungxanh.office.usecases.isolation import DaysWrong
from vungxanh.office.usecases.lockdown_areas import area_drawing
from vungxanh.office.usecases.lockdown_lifting import (
    LiftRefused,
    SameHand,
    decide_lift,
    lift_facts,
    move_households,
    propose_lift,
)
from vungxanh.office.usecases.lockdown_people import (
    UnknownPerson,
    add_checkpoint,
    add_households,
    close_checkpoint,
    let_in,
    let_in_registered,
    let_in_rows,
    let_out,
)
from vungxanh.office.usecases.lockdowns import (
    LockdownValues,
    UnknownCase,
    begin_lockdown,
    cancel_lockdown,
    change_lockdown,
    extend_lockdown,
)
from vungxanh.response.lockdown import LockdownMoveNotAllowed
from vungxanh.response.lockdown_rows import HouseholdRow, PersonRow
from vungxanh.response.lockdown_shape import ShapeWrong

INSIDE = date(2021, 8, 18)
HOUSES = [HouseholdRow("1", "Hậu Giang"), HouseholdRow("2", "Hậu Giang")]


class TestSettingUp:
    def test_a_point_holds_from_its_first_day_and_asks_for_a_round(self, set_up) -> None:
        point = set_up()
        assert (point.status, point.rule, point.next_round_on) == ("active", "hcmc-august-2021", BEGAN)
        assert set_up(begins=INSIDE).status == "planned"

    def test_only_in_the_own_ward(self, set_up, wards, make_user) -> None:
        with pytest.raises(NotAllowed):
            set_up(area=wards[1])
        with pytest.raises(NotAllowed):
            set_up(by=actor(make_user("quarter_head", wards[0])))

    def test_a_shape_inside_the_area_is_taken_and_one_elsewhere_is_not(self, set_up, wards) -> None:
        inside = area_drawing(wards[0]).centroid.buffer(0.0003)
        assert set_up(shape=dict(mapping(inside))).shape["type"] == "Polygon"
        elsewhere = area_drawing(wards[-1]).centroid.buffer(0.0003)
        with pytest.raises(ShapeWrong):
            set_up(shape=dict(mapping(elsewhere)))

    def test_reason_cases_must_be_known_here(self, set_up, make_case, wards) -> None:
        mine, other = make_case(area=wards[0]), make_case(area=wards[1])
        assert [c.pk for c in set_up(codes=[mine.code]).reason_cases.all()] == [mine.pk]
        with pytest.raises(UnknownCase):
            set_up(codes=[other.code])

    def test_a_planned_point_begins_or_is_cancelled(self, set_up, officer) -> None:
        first, second = set_up(begins=INSIDE), set_up(begins=INSIDE)
        begin_lockdown(by=officer, as_of=at(INSIDE), lockdown_id=first.pk)
        cancel_lockdown(by=officer, as_of=at(INSIDE), lockdown_id=second.pk, reason="không cần")
        assert [p.pk for p in active_on(INSIDE, officer.scope)] == [first.pk]
        with pytest.raises(LockdownMoveNotAllowed):
            cancel_lockdown(by=officer, as_of=at(INSIDE), lockdown_id=first.pk, reason="x")

    def test_an_extension_moves_the_expected_end_only_later(self, set_up, officer) -> None:
        point = set_up(expected_end=RETEST)
        later = RETEST + timedelta(7)
        given = {"by": officer, "as_of": at(RETEST), "lockdown_id": point.pk, "reason": "ca mới"}
        extend_lockdown(**given, expected_end=later)
        assert Lockdown.objects.get(pk=point.pk).expected_end == later
        with pytest.raises(DaysWrong):
            extend_lockdown(**given, expected_end=RETEST)


class TestInside:
    def test_listing_a_person_settles_the_cases_of_that_day(self, set_up, officer, make_case) -> None:
        case = make_case(sample_date=INSIDE, report_date=INSIDE)
        point = set_up()
        let_in(by=officer, as_of=at(RETEST), lockdown_id=point.pk, codes=[case.person.code])
        case.refresh_from_db()
        assert (case.found_in, case.lockdown_id) == ("lockdown", point.pk)

    def test_households_and_their_registered_people(
        self, set_up, officer, make_person, make_case, wards
    ) -> None:
        mine = make_person(house="1", street="HAU GIANG")
        make_person(house="1", street="Hậu Giang", area=wards[1])
        case = make_case(mine, sample_date=INSIDE, report_date=INSIDE)
        point = set_up()
        assert len(add_households(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, rows=HOUSES)) == 2
        assert add_households(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, rows=HOUSES) == []
        assert Case.objects.get(pk=case.pk).found_in == "lockdown"  # by the address already
        rows = let_in_registered(by=officer, as_of=at(BEGAN), lockdown_id=point.pk)
        assert [(r.person_id, r.household.house) for r in rows] == [(mine.pk, "1")]
        assert let_in_registered(by=officer, as_of=at(BEGAN), lockdown_id=point.pk) == []
        assert [h.listed for h in households_of(point)] == [1, 0]

    def test_whoever_is_let_out_is_not_inside_afterwards(self, set_up, officer, make_case) -> None:
        case = make_case(sample_date=INSIDE, report_date=INSIDE)
        point = set_up()
        row = let_in(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, codes=[case.person.code])[0]
        until = INSIDE - timedelta(1)
        let_out(by=officer, as_of=at(RETEST), lockdown_id=point.pk, inside_id=row.pk, until=until)
        case.refresh_from_db()
        assert case.found_in == "community"

    def test_correcting_the_first_day_settles_again(self, set_up, officer, make_case, wards) -> None:
        case = make_case(sample_date=INSIDE, report_date=INSIDE)
        point = set_up()
        let_in(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, codes=[case.person.code])
        values = LockdownValues(point.name, wards[0], INSIDE)
        change_lockdown(by=officer, as_of=at(RETEST), lockdown_id=point.pk, values=values)
        case.refresh_from_db()
        assert case.found_in == "community"

    def test_people_of_another_ward_are_not_known_here(self, set_up, officer, make_person, wards) -> None:
        stranger = make_person(area=wards[1])
        point = set_up()
        with pytest.raises(UnknownPerson):
            let_in(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, codes=[stranger.code])

    def test_pasted_names_are_matched_in_the_area_or_added(self, set_up, officer, make_person, wards) -> None:
        known = make_person(name="Người Mô Phỏng An", birth_year=1980, name_key="nguoi mo phong an")
        next_codes("person", 1000)  # beyond the codes that the tests make by hand
        point = set_up()
        pasted = [PersonRow("", "NGƯỜI MÔ PHỎNG AN", 1980), PersonRow("", "Người Mô Phỏng Bình", 1990)]
        given = {"by": officer, "as_of": at(BEGAN), "lockdown_id": point.pk}
        rows = let_in_rows(**given, rows=[*pasted, pasted[1]])
        assert rows[0].person_id == known.pk
        added = Person.objects.get(full_name="Người Mô Phỏng Bình")
        assert [row.person_id for row in rows] == [known.pk, added.pk]
        assert added.area_id == wards[0].pk
        assert let_in_rows(**given, rows=pasted) == []

    def test_checkpoints_have_teams_and_a_last_day(self, set_up, officer) -> None:
        point = set_up()
        given = {"by": officer, "as_of": at(BEGAN), "lockdown_id": point.pk}
        gate = add_checkpoint(**given, name="Chốt 1", team="Dân quân")
        assert close_checkpoint(**given, checkpoint_id=gate.pk, day=RETEST).closed_on == RETEST


class TestLifting:
    def test_the_proposal_is_refused_with_what_is_not_met(self, set_up, officer, tested) -> None:
        point = set_up(households=2)
        tested(point, households=1, positives=1)
        with pytest.raises(LiftRefused) as refused:
            propose_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk)
        assert len(refused.value.unmet) == 2

    def test_proposed_by_the_ward_decided_by_the_committee(self, set_up, officer, committee, tested) -> None:
        point = set_up(households=2)
        tested(point)
        proposal = propose_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk)
        assert [fact["met"] for fact in proposal.facts["facts"]] == [True] * 4
        with pytest.raises(NotAllowed):
            decide_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk, lift=True)
        lifted = decide_lift(by=committee, as_of=at(RETEST), lockdown_id=point.pk, lift=True)
        assert (lifted.status, lifted.lifted_on) == ("lifted", RETEST)
        assert active_on(RETEST, officer.scope).exists()
        assert not active_on(RETEST + timedelta(1), officer.scope).exists()

    def test_nobody_decides_on_the_own_proposal(self, set_up, make_user, wards, tested) -> None:
        user = make_user("epidemiologist")
        Grant.objects.create(
            user=user, role="steering", area=wards[0], area_path=wards[0].path,
            valid_from=date(2020, 1, 1), granted_at=at(BEGAN),
        )  # fmt: skip
        both = actor(user)
        point = set_up(households=2)
        tested(point)
        propose_lift(by=both, as_of=at(RETEST), lockdown_id=point.pk)
        with pytest.raises(SameHand):
            decide_lift(by=both, as_of=at(RETEST), lockdown_id=point.pk, lift=True)

    def test_kept_means_active_again_and_a_new_proposal(self, set_up, officer, committee, tested) -> None:
        point = set_up(households=2)
        tested(point)
        propose_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk)
        kept = decide_lift(by=committee, as_of=at(RETEST), lockdown_id=point.pk, lift=False, note="chờ")
        assert kept.status == "active"
        assert propose_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk).decision == ""

    def test_nothing_is_lifted_without_a_proposal(self, set_up, committee) -> None:
        point = set_up()
        with pytest.raises(LockdownMoveNotAllowed):
            decide_lift(by=committee, as_of=at(RETEST), lockdown_id=point.pk, lift=True)

    def test_a_case_found_inside_since_the_retest_speaks_against(
        self, set_up, officer, make_case, tested
    ) -> None:
        point = set_up(households=2)
        tested(point)
        case = make_case(sample_date=RETEST + timedelta(1), report_date=RETEST + timedelta(1))
        let_in(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, codes=[case.person.code])
        assert found_since(point, RETEST) == 1
        assert lift_facts(point, RETEST)[-1].met is False

    def test_before_the_august_plan_people_judge(self, set_up, officer) -> None:
        point = set_up(begins=date(2021, 7, 1), as_of=date(2021, 7, 1))
        proposal = propose_lift(by=officer, as_of=at(date(2021, 7, 15)), lockdown_id=point.pk)
        assert [fact["met"] for fact in proposal.facts["facts"]] == [None]

    def test_smaller_points_take_over_on_the_day_of_lifting(
        self, set_up, officer, committee, tested, make_person, make_case
    ) -> None:
        point = set_up()
        add_households(by=officer, as_of=at(BEGAN), lockdown_id=point.pk, rows=HOUSES)
        stays = make_person(house="1", street="Hậu Giang")
        free = make_person(house="2", street="Hậu Giang")
        let_in_registered(by=officer, as_of=at(BEGAN), lockdown_id=point.pk)
        tested(point)
        small = set_up("Nhà số 1", replaces_id=point.pk, begins=RETEST, as_of=RETEST)
        assert small.status == "planned"
        chosen = [point.household_list.get(house="1").pk]
        given = {"by": officer, "as_of": at(RETEST), "lockdown_id": point.pk}
        assert move_households(**given, to_lockdown_id=small.pk, household_ids=chosen) == 1
        propose_lift(by=officer, as_of=at(RETEST), lockdown_id=point.pk)
        decide_lift(by=committee, as_of=at(RETEST), lockdown_id=point.pk, lift=True)
        assert Lockdown.objects.get(pk=small.pk).status == "active"
        assert list(Inside.objects.filter(until=None).values_list("person", flat=True)) == [stays.pk]
        day = RETEST + timedelta(3)
        cases = [make_case(p, sample_date=day, report_date=day) for p in (stays, free)]
        let_in_registered(by=officer, as_of=at(day), lockdown_id=small.pk)
        change_lockdown(
            by=officer, as_of=at(day), lockdown_id=small.pk,
            values=LockdownValues("Nhà số 1", small.area, RETEST, replaces_id=point.pk),
        )  # fmt: skip
        assert [Case.objects.get(pk=c.pk).found_in for c in cases] == ["lockdown", "community"]

    def test_another_ward_does_not_know_of_it(self, set_up, make_user, wards) -> None:
        point = set_up()
        with pytest.raises(NotFound):
            propose_lift(
                by=actor(make_user("ward_officer", wards[1])), as_of=at(RETEST), lockdown_id=point.pk
            )
