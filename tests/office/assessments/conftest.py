"""A small outbreak in the records, and an office that can assess it."""

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest

from tests.office.conftest import NOW, TODAY, actor
from vungxanh.office.access import Actor
from vungxanh.office.records.models import Area, Assessment, Case
from vungxanh.office.usecases.assessments import assess_records

FIRST = TODAY - timedelta(days=40)


@pytest.fixture
def outbreak(make_case: Callable[..., Case], wards: list[Area]) -> list[Case]:
    """Cases over 41 days: one a day in the first ward, one a week in the second."""
    days = [FIRST + timedelta(days=number) for number in range(41)]
    made = [make_case(area=wards[0], report_date=day) for day in days]
    return [*made, *(make_case(area=wards[1], report_date=day) for day in days[::7])]


@pytest.fixture
def analyst(make_user) -> Actor:
    return actor(make_user("epidemiologist"))


@pytest.fixture
def chair(make_user) -> Actor:
    return actor(make_user("steering"))


@pytest.fixture
def computed(outbreak: list[Case], analyst: Actor) -> Assessment:
    """An assessment of the day, computed by the analyst."""
    return assess_records(by=analyst, as_of=TODAY, known_at=NOW)


def moment(day: date, hour: int = 6) -> datetime:
    return NOW.replace(year=day.year, month=day.month, day=day.day, hour=hour)
