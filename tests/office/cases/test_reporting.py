"""Cases are reported and changed through one door: checks, steps, versions, areas, codes."""

from datetime import date

import pytest

from tests.office.conftest import NOW, TODAY, actor
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Case, Event, Person
from vungxanh.office.records.store import ChangedMeanwhile
from vungxanh.office.usecases.cases import NewCase, SourceNotUsable, change_case, report_case, report_cases
from vungxanh.office.usecases.people import Refused, change_person
from vungxanh.response.case import MoveNotAllowed


@pytest.fixture
def officer(make_user, wards):
    """The officer of the first ward."""
    return actor(make_user("ward_officer", wards[0]))


@pytest.fixture
def person(wards):
    """What is told of a simulated person."""
    return {"full_name": "Nguyễn  Văn Mô Phỏng", "birth_date": date(1980, 2, 3), "sex": "male",
            "phone": "+84 901 234 567", "area_id": wards[0].pk, "group_name": "Tổ 5"}  # fmt: skip


def values(**more):
    return {"report_date": TODAY, "sample_date": TODAY, "found_in": "community", **more}


def test_a_case_of_somebody_new_is_stored_with_its_person(officer, person) -> None:
    case = report_case(by=officer, as_of=NOW, person=person, values=values())
    stored = Case.objects.get(pk=case.pk)
    assert (stored.code, stored.person.code) == ("F0-000001", "N000001")
    assert stored.person.name_key == "nguyen van mo phong"
    assert (stored.person.phone_key, stored.person.birth_year) == ("0901234567", 1980)
    assert (stored.status, stored.outcome, stored.group_name) == ("notified", "pending", "Tổ 5")
    assert stored.definition == "covid19-2020"
    assert stored.area_path == stored.person.area_path
    assert Event.objects.get(action="case.report").subjects_count == 2


def test_a_case_of_somebody_known_adds_no_person(officer, make_person) -> None:
    report_case(by=officer, as_of=NOW, person=make_person(), values=values())
    assert Person.objects.count() == 1


def test_a_ward_reports_no_cases_of_another_ward(officer, person, wards) -> None:
    with pytest.raises(NotFound):
        report_case(by=officer, as_of=NOW, person=person | {"area_id": wards[1].pk}, values=values())
    assert Case.objects.count() == 0


def test_who_only_reads_reports_nothing(make_user, wards, person) -> None:
    with pytest.raises(NotFound):
        report_case(by=actor(make_user("auditor", wards[0])), as_of=NOW, person=person, values=values())


def test_one_refused_row_refuses_the_act(officer, person) -> None:
    rows = [
        NewCase(dict(person), values()),
        NewCase(dict(person), values(sample_date=date(2021, 8, 10), result_date=date(2021, 8, 9))),
    ]
    with pytest.raises(Refused) as refused:
        report_cases(by=officer, as_of=NOW, rows=rows)
    assert [f.check for f in refused.value.findings] == ["result_before_sample"]
    assert Case.objects.count() == Person.objects.count() == 0


def test_status_and_outcome_go_step_by_step(officer, make_case) -> None:
    case = make_case()
    dead = {"outcome": "died", "outcome_date": TODAY}
    change_case(by=officer, as_of=NOW, case_id=case.pk, values=dead)
    with pytest.raises(MoveNotAllowed):
        change_case(by=officer, as_of=NOW, case_id=case.pk, values={"outcome": "recovered"})
    assert Case.objects.get(pk=case.pk).outcome == "died"


def test_who_saves_over_a_newer_version_is_told(officer, make_case) -> None:
    case = make_case()
    change_case(by=officer, as_of=NOW, case_id=case.pk, values={"note": "một"}, version=1)
    with pytest.raises(ChangedMeanwhile):
        change_case(by=officer, as_of=NOW, case_id=case.pk, values={"note": "hai"}, version=1)
    assert Case.objects.get(pk=case.pk).note == "một"


def test_every_change_is_in_the_history_with_who_did_it(officer, make_case) -> None:
    case = make_case()
    change_case(by=officer, as_of=NOW, case_id=case.pk, values={"classification": "probable"})
    last = case.history.first()
    assert (last.classification, last.history_user_id) == ("probable", officer.user_id)


def test_a_change_of_the_report_day_changes_the_definition(officer, make_case) -> None:
    later = NOW.replace(year=2022)
    case = make_case()
    change_case(by=officer, as_of=later, case_id=case.pk, values={"report_date": date(2022, 1, 3)})
    assert Case.objects.get(pk=case.pk).definition == "covid19-2021-12-29"


def test_a_case_is_not_its_own_source_and_no_strangers(officer, make_case, wards) -> None:
    case, stranger = make_case(), make_case(area=wards[1])
    with pytest.raises(SourceNotUsable):
        change_case(by=officer, as_of=NOW, case_id=case.pk, values={"source_case_id": case.pk})
    with pytest.raises(NotFound):
        change_case(by=officer, as_of=NOW, case_id=case.pk, values={"source_case_id": stranger.pk})


def test_a_case_cannot_be_moved_into_a_ward_of_others(officer, make_case, wards) -> None:
    case = make_case()
    with pytest.raises(NotAllowed):
        change_case(by=officer, as_of=NOW, case_id=case.pk, values={"area_id": wards[1].pk})


def test_a_person_who_moves_takes_the_new_path(make_user, make_person, wards) -> None:
    person = make_person()
    by = actor(make_user("epidemiologist"))
    change_person(by=by, as_of=NOW, person_id=person.pk, values={"area_id": wards[1].pk}, version=1)
    assert Person.objects.get(pk=person.pk).area_path == wards[1].path
