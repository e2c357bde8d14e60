"""The daily run: once a day from its time on, missed days caught up once, never twice."""

from datetime import date, datetime, timedelta

import pytest

from tests.office.conftest import SYSTEM, actor
from vungxanh.messages import VungXanhError
from vungxanh.office.access import NotAllowed
from vungxanh.office.clock import HERE
from vungxanh.office.records.models import Assessment, Schedule
from vungxanh.office.usecases.assessments import begin_assessment
from vungxanh.office.usecases.schedules import NoSuchTime, due, run_due, set_schedule

DAY = date(2021, 8, 16)


def at(hour: int, minute: int = 0, day: date = DAY) -> datetime:
    return datetime(day.year, day.month, day.day, hour, minute, tzinfo=HERE)


@pytest.fixture
def eight(areas) -> Schedule:
    """Every day at 20:00, set at noon."""
    return set_schedule(by=SYSTEM, as_of=at(12), minute=20 * 60, active=True)


@pytest.mark.parametrize(
    ("moment", "expected"),
    [
        (at(12), None),
        (at(19, 59), None),
        (at(20), DAY),
        (at(23, 59), DAY),
        (at(0, day=DAY + timedelta(days=1)), DAY),
        (at(20, day=DAY + timedelta(days=4)), DAY + timedelta(days=4)),
        (at(6, day=DAY + timedelta(days=4)), DAY + timedelta(days=3)),
    ],
)
def test_when_it_is_due(eight, moment, expected):
    assert due(as_of=moment) == expected


def test_set_after_its_time_it_begins_tomorrow(areas):
    set_schedule(by=SYSTEM, as_of=at(21), minute=20 * 60, active=True)
    assert due(as_of=at(21)) is None
    assert due(as_of=at(20, day=DAY + timedelta(days=1))) == DAY + timedelta(days=1)


def test_switched_off_nothing_is_due(eight):
    set_schedule(by=SYSTEM, as_of=at(13), minute=20 * 60, active=False)
    assert due(as_of=at(21)) is None
    assert Schedule.objects.count() == 1


def test_missed_days_are_caught_up_once_and_a_failed_run_is_not_repeated(eight):
    moment = at(20, day=DAY + timedelta(days=3))
    with pytest.raises(VungXanhError):  # no cases
        run_due(by=SYSTEM, as_of=moment)
    assert run_due(by=SYSTEM, as_of=moment + timedelta(minutes=1)) is None
    kept = Assessment.objects.get()
    assert (kept.status, kept.as_of, kept.computed_by) == ("failed", DAY + timedelta(days=3), None)


def test_it_waits_while_another_one_is_computed(eight):
    begin_assessment(by=SYSTEM, as_of=at(20), day=DAY)
    assert run_due(by=SYSTEM, as_of=at(20, 1)) is None
    assert due(as_of=at(20, 1)) == DAY


def test_only_a_time_of_the_day_and_only_by_who_may(areas, make_user, wards):
    with pytest.raises(NoSuchTime):
        set_schedule(by=SYSTEM, as_of=at(12), minute=24 * 60, active=True)
    with pytest.raises(NotAllowed):
        set_schedule(by=actor(make_user("epidemiologist", wards[0])), as_of=at(12), minute=60, active=True)
