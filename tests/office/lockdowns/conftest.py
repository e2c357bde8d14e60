"""A ward's officer, the committee, a lockdown point, two rounds of tests."""

from datetime import UTC, date, datetime

import pytest

from tests.office.conftest import actor
from vungxanh.office.records.models import Lockdown
from vungxanh.office.usecases.lockdown_lifting import record_round
from vungxanh.office.usecases.lockdowns import LockdownValues, set_up_lockdown

BEGAN = date(2021, 8, 15)
RETEST = date(2021, 8, 20)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def officer(make_user, wards):
    return actor(make_user("ward_officer", wards[0]))


@pytest.fixture
def committee(make_user):
    return actor(make_user("steering"))


@pytest.fixture
def set_up(officer, wards):
    def made(name="Hẻm 1", codes=(), as_of=BEGAN, by=None, **values) -> Lockdown:
        given = LockdownValues(name, values.pop("area", wards[0]), values.pop("begins", BEGAN), **values)
        return set_up_lockdown(by=by or officer, as_of=at(as_of), values=given, case_codes=codes)

    return made


@pytest.fixture
def tested(officer):
    """Two rounds, the second one negative in every household."""

    def made(point: Lockdown, **last) -> None:
        given = {"by": officer, "lockdown_id": point.pk, "people": 9}
        record_round(**given, as_of=at(BEGAN), done_on=BEGAN, households=2, positives=1)
        values = {"households": 2, "positives": 0, **last}
        record_round(**given, as_of=at(RETEST), done_on=RETEST, **values)

    return made
