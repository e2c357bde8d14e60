"""Orders, tests, release, transfer: what a ward does with isolated people."""

from datetime import date, timedelta

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from tests.office.isolation.conftest import BEGAN, at
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Contact, Event, Isolation, Sample
from vungxanh.office.records.queries.isolations import counts_today, isolated_on, isolations_for, turned_cases
from vungxanh.office.records.store import act, insert
from vungxanh.office.usecases.due_tests import enter_result, note_day, settle_due_tests
from vungxanh.office.usecases.found import ReasonMissing
from vungxanh.office.usecases.isolation import AlreadyIsolated, CentreMissing, NoRule
from vungxanh.office.usecases.isolation_moves import (
    begin_due,
    cancel_isolation,
    extend_isolation,
    release_isolation,
    release_many,
    report_left,
    transfer_isolation,
    turn_into_case,
)
from vungxanh.response.isolation import MoveNotAllowed, ReleaseRefused

LAST = date(2021, 8, 15)


def negative(officer, isolation, *numbers) -> None:
    for number in numbers:
        day = isolation.counted_from + timedelta(number - 1)
        given = {"by": officer, "as_of": at(day), "isolation_id": isolation.pk, "day_number": number}
        enter_result(**given, result="negative", done_on=day)


class TestOrder:
    def test_the_rule_of_the_day_sets_days_and_tests(self, isolate) -> None:
        made = isolate()
        assert (made.rule, made.ends, made.status) == ("contact-14-days", LAST, "active")
        assert list(made.tests.values_list("day_number", flat=True)) == [1, 7, 14]
        assert made.next_test_on == BEGAN

    def test_in_july_the_pilot_of_28_days_holds(self, isolate) -> None:
        made = isolate(begins=date(2021, 7, 1))
        assert (made.rule, made.ends) == ("contact-home-pilot-28-days", date(2021, 7, 28))

    def test_where_no_rule_was_found_the_days_are_given(self, isolate, make_person) -> None:
        with pytest.raises(NoRule):
            isolate(reason="second_contact")
        made = isolate(make_person(), reason="second_contact", ends=BEGAN + timedelta(6), test_days=(5, 5, 9))
        assert (made.rule, list(made.tests.values_list("day_number", flat=True))) == ("", [5])

    def test_nobody_is_isolated_twice_at_once(self, isolate, make_person) -> None:
        person = make_person()
        isolate(person)
        with pytest.raises(AlreadyIsolated):
            isolate(person)

    def test_an_order_for_tomorrow_begins_tomorrow(self, isolate) -> None:
        made = isolate(begins=BEGAN, as_of=at(BEGAN - timedelta(1)))
        assert made.status == "ordered"
        assert begin_due(by=SYSTEM, as_of=at(BEGAN)) == 1
        assert begin_due(by=SYSTEM, as_of=at(BEGAN)) == 0
        assert Isolation.objects.get(pk=made.pk).status == "active"

    def test_a_centre_must_be_named(self, isolate) -> None:
        with pytest.raises(CentreMissing):
            isolate(place="centre")

    def test_only_people_of_the_own_ward(self, isolate, make_person, wards, make_user) -> None:
        stranger = make_person(area=wards[1])
        with pytest.raises(NotFound):
            isolate(stranger)
        with pytest.raises(NotAllowed):
            isolate(stranger, by=actor(make_user("auditor")))

    def test_a_case_sampled_in_isolation_is_settled_by_the_order(self, isolate, make_case) -> None:
        case = make_case(sample_date=BEGAN + timedelta(6))
        made = isolate(case.person)
        case.refresh_from_db()
        assert (case.found_in, case.isolation_id) == ("quarantine", made.pk)


class TestContacts:
    def test_the_contact_is_isolating_from_the_order_on(self, isolate, make_case, make_person, wards) -> None:
        case, person = make_case(), make_person()
        where = {"area": wards[0], "area_path": wards[0].path, "source_area_path": wards[0].path}
        with act(by=SYSTEM, at=NOW, action="test.contact") as entry:
            edge = insert(
                Contact(
                    code="TX-1",
                    person=person,
                    degree=1,
                    source_case=case,
                    listed_at=NOW,
                    status="listed",
                    **where,
                ),
                entry=entry,
            )
        made = isolate(person)
        assert made.contact_id == edge.pk
        assert Contact.objects.get(pk=edge.pk).status == "isolating"


class TestRelease:
    def test_it_names_each_condition_that_is_not_met(self, isolate, officer) -> None:
        made = isolate()
        with pytest.raises(ReleaseRefused) as refused:
            release_isolation(by=officer, as_of=at(BEGAN + timedelta(3)), isolation_id=made.pk)
        assert len(refused.value.unmet) == 4  # the last day, and three tests

    def test_after_the_last_day_with_negative_tests(self, isolate, officer) -> None:
        made = isolate()
        negative(officer, made, 1, 7, 14)
        released = release_isolation(by=officer, as_of=at(LAST), isolation_id=made.pk)
        assert (released.status, released.ended_on, released.against_rule) == ("released", LAST, False)

    def test_against_the_rule_only_by_who_may_and_with_a_reason(
        self, isolate, officer, epidemiologist
    ) -> None:
        made = isolate()
        given = {"as_of": at(BEGAN), "isolation_id": made.pk}
        with pytest.raises(NotAllowed):
            release_isolation(by=officer, against_rule="cấp cứu", **given)
        with pytest.raises(ReleaseRefused):
            release_isolation(by=epidemiologist, against_rule="  ", **given)
        done = release_isolation(by=epidemiologist, against_rule="cấp cứu", **given)
        assert (done.against_rule, done.end_note) == (True, "cấp cứu")
        assert Event.objects.get(action="isolation.release").note == "cấp cứu"

    def test_many_at_once_leaves_out_whom_the_rule_holds(self, isolate, officer) -> None:
        free, held = isolate(), isolate()
        negative(officer, free, 1, 7, 14)
        done, refused = release_many(by=officer, as_of=at(LAST), isolation_ids=[free.pk, held.pk])
        assert ([i.pk for i in done], [i.pk for i in refused]) == ([free.pk], [held.pk])
        assert Isolation.objects.get(pk=held.pk).status == "active"
        again, refused = release_many(by=officer, as_of=at(LAST), isolation_ids=[free.pk])
        assert (again, len(refused)) == ([], 1)

    def test_a_released_isolation_is_not_released_again(self, isolate, officer) -> None:
        made = isolate()
        negative(officer, made, 1, 7, 14)
        release_isolation(by=officer, as_of=at(LAST), isolation_id=made.pk)
        with pytest.raises(MoveNotAllowed):
            release_isolation(by=officer, as_of=at(LAST), isolation_id=made.pk)


class TestSamples:
    def sample(self, person, day, result="negative", ct=None) -> Sample:
        where = {"area": person.area, "area_path": person.area_path}
        given = {"code": f"M-{Sample.objects.count()}", "method": "rt-pcr", "taken_on": day, "ct": ct}
        with act(by=SYSTEM, at=NOW, action="test.sample") as entry:
            made = insert(Sample(person=person, result=result, **given, **where), entry=entry)
            settle_due_tests([made], entry=entry)
        return made

    @pytest.mark.parametrize(("off", "met"), [(0, 7), (-1, 7), (1, 7), (2, None)])
    def test_a_sample_meets_the_test_that_is_due_within_a_day(self, isolate, off, met) -> None:
        made = isolate()
        self.sample(made.person, date(2021, 8, 8) + timedelta(off))
        done = made.tests.exclude(result="").values_list("day_number", flat=True)
        assert list(done) == ([met] if met else [])

    def test_the_next_test_moves_on(self, isolate) -> None:
        made = isolate()
        self.sample(made.person, BEGAN)
        assert Isolation.objects.get(pk=made.pk).next_test_on == date(2021, 8, 8)

    def test_a_corrected_result_corrects_the_test(self, isolate) -> None:
        made = isolate()
        sample = self.sample(made.person, BEGAN)
        sample.result, sample.ct = "positive", 22.0
        with act(by=SYSTEM, at=NOW, action="test.sample") as entry:
            settle_due_tests([sample], entry=entry)
        test = made.tests.get(day_number=1)
        assert (test.result, test.ct, test.sample_id) == ("positive", 22.0, sample.pk)

    def test_a_pending_sample_meets_nothing(self, isolate) -> None:
        made = isolate()
        self.sample(made.person, BEGAN, result="pending")
        assert not made.tests.exclude(result="").exists()


class TestMoves:
    def test_an_extension_asks_for_one_more_test(self, isolate, officer) -> None:
        made = isolate()
        later = LAST + timedelta(7)
        with pytest.raises(ReasonMissing):
            extend_isolation(by=officer, as_of=at(LAST), isolation_id=made.pk, ends=later, reason="")
        extend_isolation(
            by=officer, as_of=at(LAST), isolation_id=made.pk, ends=later, reason="ca mới trong nhà"
        )
        assert list(made.tests.order_by("due_on").values_list("day_number", flat=True)) == [1, 7, 14, 21]

    def test_a_transfer_goes_on_counting_and_takes_the_tests_along(self, isolate, officer, centre) -> None:
        old = isolate()
        negative(officer, old, 1)
        day = BEGAN + timedelta(4)
        new = transfer_isolation(
            by=officer, as_of=at(day), isolation_id=old.pk, place="centre", centre_id=centre.pk
        )
        assert (new.counted_from, new.begins, new.ends, new.before_id) == (BEGAN, day, LAST, old.pk)
        assert new.tests.count() == 3
        assert Isolation.objects.get(pk=old.pk).status == "transferred"
        assert isolated_on(day, officer.scope) == {}  # the centre is the district's, not this ward's
        assert (
            isolations_for(officer.scope).filter(pk=new.pk).exists()
        )  # but its officer still sees the person

    def test_a_contact_with_a_case_moves_to_the_rule_for_cases(self, isolate, officer, make_case) -> None:
        case = make_case(sample_date=BEGAN + timedelta(6), report_date=BEGAN + timedelta(7))
        old = isolate(case.person)
        assert [i.pk for i in turned_cases(officer.scope)] == [old.pk]
        day = BEGAN + timedelta(7)
        new = turn_into_case(by=officer, as_of=at(day), isolation_id=old.pk, case_id=case.pk)
        assert (new.reason, new.rule, new.counted_from) == ("case", "case-home-14-days", day)
        case.refresh_from_db()
        assert (case.found_in, case.isolation_id) == ("quarantine", old.pk)
        assert not turned_cases(officer.scope).exists()

    def test_leaving_ends_the_quarantine_of_later_cases(self, isolate, officer, make_case) -> None:
        case = make_case(sample_date=BEGAN + timedelta(6))
        made = isolate(case.person)
        left = BEGAN + timedelta(4)
        report_left(by=officer, as_of=at(LAST), isolation_id=made.pk, day=left, note="vắng")
        case.refresh_from_db()
        assert case.found_in == "community"

    def test_only_an_order_that_has_not_begun_is_cancelled(self, isolate, officer) -> None:
        made = isolate()
        with pytest.raises(MoveNotAllowed):
            cancel_isolation(by=officer, as_of=at(BEGAN), isolation_id=made.pk, note="nhầm")


class TestToday:
    def test_what_the_day_asks_for(self, isolate, officer) -> None:
        isolate()
        made = isolate()
        negative(officer, made, 1)
        counted = counts_today(officer.scope, date(2021, 8, 8))
        assert counted == {"tests": 1, "late": 1, "ending": 0, "over": 0, "active": 2}

    def test_a_quarter_head_notes_the_day_of_the_own_quarter(
        self, isolate, make_user, make_person, quarters
    ) -> None:
        mine = make_person(area=quarters[0])
        made = isolate(mine, by=actor(make_user("epidemiologist")))
        head = actor(make_user("quarter_head", quarters[0]))
        other = actor(make_user("quarter_head", quarters[1]))
        given = {"as_of": at(BEGAN), "isolation_id": made.pk, "day": BEGAN}
        note_day(by=head, present=True, **given)
        noted = note_day(by=head, present=False, symptoms="sốt", **given)
        assert (made.days.count(), noted.present, noted.version) == (1, False, 2)
        with pytest.raises(NotFound):
            note_day(by=other, present=True, **given)
        with pytest.raises(NotAllowed):
            enter_result(
                by=head, as_of=at(BEGAN), isolation_id=made.pk, day_number=1, result="negative", done_on=BEGAN
            )
