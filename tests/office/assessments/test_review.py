"""What changed since the assessment before, within the reader's areas; and publication in a chain."""

from datetime import timedelta

import pytest

from tests.office.conftest import NOW, SYSTEM, TODAY
from vungxanh.office.access import Scope
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.assessments import approve_assessment, assess_records, publish_assessment
from vungxanh.office.usecases.assessments.publishing import current_site, signing_key
from vungxanh.office.usecases.assessments.review import review_of
from vungxanh.office.usecases.assessments.states import WrongState
from vungxanh.publishing import verify

LATER = NOW + timedelta(hours=2)


@pytest.fixture
def second(computed, outbreak, analyst, wards):
    """Two hours later: a case moved to another ward, one was discarded."""
    with act(by=SYSTEM, at=LATER, action="case.change") as entry:
        update(outbreak[5], {"area": wards[1], "area_path": wards[1].path}, entry=entry)
        update(outbreak[6], {"classification": "discarded"}, entry=entry)
    return assess_records(by=analyst, as_of=TODAY, known_at=LATER)


def test_every_kind_of_change_is_told_and_cut_to_the_scope(second, outbreak, district, wards):
    review = review_of(second, Scope.of([("epidemiologist", district.path)]))
    assert [row["case_id"] for row in review.gone] == [outbreak[6].code]
    told = [(row["case_id"], row["told"][0][0]) for row in review.changed]
    assert told == [(outbreak[5].code, "area_code")]
    moved = outbreak[5].report_date
    revised = {(row["area"], row["day"]) for row in review.revised}
    assert revised == {
        (wards[0].name, moved),
        (wards[1].name, moved),
        (wards[0].name, outbreak[6].report_date),
    }
    elsewhere = review_of(second, Scope.of([("ward_officer", wards[5].path)]))
    assert not elsewhere.anything


def test_the_chain_goes_on_and_the_link_is_switched(second, computed, chair):
    approve_assessment(by=chair, as_of=NOW, assessment_id=computed.pk)
    with pytest.raises(WrongState):
        publish_assessment(by=chair, as_of=NOW, assessment_id=second.pk)
    period = (TODAY - timedelta(days=14), TODAY)
    first = publish_assessment(by=chair, as_of=NOW, assessment_id=computed.pk, campaign=period)
    assert (first.status, first.snapshot) == ("published", current_site().name)
    approve_assessment(by=chair, as_of=LATER, assessment_id=second.pk)
    next_one = publish_assessment(by=chair, as_of=LATER, assessment_id=second.pk)
    assert next_one.info["campaign"] == [day.isoformat() for day in period]
    verdict = verify(current_site(), previous=current_site().parent / first.snapshot)
    assert verdict.ok, verdict.said
    assert verdict.snapshots[-1].number == 2
    assert signing_key().stat().st_mode & 0o077 == 0
