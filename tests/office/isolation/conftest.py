"""An isolated contact, and the officer of the ward."""

from datetime import UTC, date, datetime

import pytest

from tests.office.conftest import actor
from vungxanh.office.usecases.centres import CentreValues, add_centre
from vungxanh.office.usecases.isolation import Order, order_isolation

BEGAN = date(2021, 8, 2)


def at(day: date) -> datetime:
    return datetime(day.year, day.month, day.day, 3, tzinfo=UTC)


@pytest.fixture
def officer(make_user, wards):
    return actor(make_user("ward_officer", wards[0]))


@pytest.fixture
def epidemiologist(make_user):
    return actor(make_user("epidemiologist"))


@pytest.fixture
def centre(epidemiologist, district):
    values = CentreValues("Khu cách ly Mô Phỏng", district, 2)
    return add_centre(by=epidemiologist, as_of=at(BEGAN), values=values)


@pytest.fixture
def isolate(officer, make_person):
    def made(person=None, by=None, begins=BEGAN, as_of=None, **values):
        who = person or make_person(name="Người Mô Phỏng Một")
        order = Order(who.pk, **{"reason": "contact", "place": "home", "begins": begins, **values})
        return order_isolation(by=by or officer, as_of=as_of or at(begins), order=order)

    return made
