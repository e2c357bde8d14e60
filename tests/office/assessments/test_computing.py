"""An assessment from the records: what is stored, what it is made from, and whose it is."""

from dataclasses import replace
from datetime import timedelta

import polars as pl
import pytest

from tests.office.assessments.conftest import moment
from tests.office.conftest import NOW, TODAY, actor
from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import AreaColour, Assessment
from vungxanh.office.usecases.assessments import (
    approve_assessment,
    assess_records,
    begin_assessment,
    recover_assessments,
    reject_assessment,
    run_assessment,
)
from vungxanh.office.usecases.assessments.places import home_of, result_of
from vungxanh.office.usecases.assessments.states import (
    AlreadyComputing,
    DayNotPossible,
    ReasonNeeded,
    SamePerson,
    WrongState,
)


def test_every_judged_area_is_stored_with_its_reasons(computed, wards):
    rows = {row.area_id: row for row in computed.colours.all()}
    assert computed.status == "computed"
    assert {ward.pk for ward in wards} <= set(rows)
    busy, quiet = rows[wards[0].pk], rows[wards[5].pk]
    assert (busy.cases, busy.community_cases) == (14, 14)
    assert (quiet.cases, quiet.community_cases) == (0, 0)
    assert busy.colour != quiet.colour
    assert set(busy.explanation["text"]) == {"vi", "en"}
    assert sum(busy.series["cases"]) == 41
    assert busy.series["strip"][-1][2] == TODAY.isoformat()
    assert busy.outlook["likely"]


def test_the_list_that_was_judged_has_no_names(computed):
    read = pl.read_parquet(home_of(computed) / "input" / "cases.parquet")
    assert read.height == 47
    assert not {"full_name", "phone", "national_id", "person"} & set(read.columns)
    assert "Mô Phỏng" not in (home_of(computed) / "input" / "known.parquet").read_bytes().decode("latin-1")


def test_nothing_is_refused(computed):
    assert (computed.info["accepted"], computed.info["refused"]) == (47, 0)


def test_the_head_of_the_audit_trail_is_kept(computed):
    assert computed.audit_number > 0
    assert len(computed.audit_sha256) == 64


def test_a_new_run_is_a_new_number_and_the_old_stays(computed, analyst):
    stored = list(computed.colours.values_list("area_id", "colour"))
    again = assess_records(by=analyst, as_of=TODAY, known_at=NOW)
    assert again.number == computed.number + 1
    assert list(computed.colours.values_list("area_id", "colour")) == stored
    assert run_assessment(by=analyst, as_of=NOW, assessment_id=computed.pk).status == "computed"


def test_what_was_reported_later_does_not_count(outbreak, analyst):
    known = assess_records(by=analyst, as_of=TODAY - timedelta(days=1), known_at=NOW)
    assert known.info["last"] == (TODAY - timedelta(days=1)).isoformat()
    assert sum(known.colours.get(level="district").series["cases"]) == 46


def test_without_cases_the_run_is_kept_as_failed_with_its_sentence(areas, analyst):
    with pytest.raises(VungXanhError):
        assess_records(by=analyst, as_of=TODAY, known_at=NOW)
    kept = Assessment.objects.get()
    assert kept.status == "failed"
    assert '"vi"' in kept.fault
    assert not AreaColour.objects.exists()


def test_the_future_is_not_assessed(outbreak, analyst):
    with pytest.raises(DayNotPossible):
        begin_assessment(by=analyst, as_of=NOW, day=TODAY + timedelta(days=1))


def test_only_one_at_a_time(outbreak, analyst):
    begin_assessment(by=analyst, as_of=NOW, day=TODAY)
    with pytest.raises(AlreadyComputing):
        begin_assessment(by=analyst, as_of=NOW, day=TODAY)


def test_one_that_no_process_began_waits_for_its_job(outbreak, analyst):
    begun = begin_assessment(by=analyst, as_of=NOW, day=TODAY)
    assert recover_assessments(as_of=NOW) == 0
    assert run_assessment(by=analyst, as_of=NOW, assessment_id=begun.pk).status == "computed"


def test_who_has_a_part_may_not_run_the_whole(outbreak, make_user, wards):
    with pytest.raises(NotAllowed):
        begin_assessment(by=actor(make_user("epidemiologist", wards[0])), as_of=NOW, day=TODAY)
    with pytest.raises(NotFound):
        begin_assessment(by=actor(make_user("administrator")), as_of=NOW, day=TODAY)


def test_whoever_computed_it_does_not_approve_it(computed, analyst, chair, make_user):
    with pytest.raises(SamePerson):
        approve_assessment(by=analyst, as_of=NOW, assessment_id=computed.pk)
    second_tab = replace(analyst, name="another browser", via="job")
    with pytest.raises(SamePerson):
        approve_assessment(by=second_tab, as_of=NOW, assessment_id=computed.pk)
    approved = approve_assessment(by=chair, as_of=NOW, assessment_id=computed.pk)
    assert (approved.status, approved.approved_by_id) == ("approved", chair.user_id)
    with pytest.raises(WrongState):
        approve_assessment(by=chair, as_of=NOW, assessment_id=computed.pk)


def test_a_rejection_needs_its_reason(computed, chair):
    with pytest.raises(ReasonNeeded):
        reject_assessment(by=chair, as_of=NOW, assessment_id=computed.pk, reason="  ")
    rejected = reject_assessment(by=chair, as_of=NOW, assessment_id=computed.pk, reason="Thiếu Phường 3")
    assert (rejected.status, rejected.fault) == ("rejected", "Thiếu Phường 3")
    with pytest.raises(WrongState):
        approve_assessment(by=chair, as_of=NOW, assessment_id=computed.pk)


def test_a_ward_officer_approves_nothing(computed, make_user, wards):
    with pytest.raises(NotAllowed):
        approve_assessment(
            by=actor(make_user("ward_officer", wards[0])), as_of=NOW, assessment_id=computed.pk
        )


def test_the_folder_is_whole(computed):
    assert (result_of(computed) / "assessment.json").is_file()
    assert computed.finished_at == moment(TODAY)
