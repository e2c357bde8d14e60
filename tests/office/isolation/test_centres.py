"""Centres: capacity, occupation by day, and the last place that only one can have."""

from datetime import date, timedelta
from threading import Barrier, Thread

import pytest
from django.db import connection, connections

from tests.office.isolation.conftest import BEGAN, at
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Isolation
from vungxanh.office.records.queries.centres import centres_for, fortnight_to, occupied_by_day, taken
from vungxanh.office.usecases.centres import CentreClosed, CentreFull, CentreValues, add_centre, change_centre
from vungxanh.office.usecases.isolation_moves import report_left

REAL_WRITERS = (
    pytest.mark.committed
    if connection.vendor == "postgresql"
    else pytest.mark.skip("SQLite has one writer at a time")
)


def test_a_full_centre_takes_nobody_more(isolate, centre) -> None:
    isolate(place="centre", centre_id=centre.pk)
    isolate(place="centre", centre_id=centre.pk)
    with pytest.raises(CentreFull):
        isolate(place="centre", centre_id=centre.pk)
    assert taken([centre.pk]) == {centre.pk: 2}


def test_a_closed_centre_takes_nobody(isolate, centre, epidemiologist, district) -> None:
    values = CentreValues(centre.name, district, 2, closed_on=BEGAN)
    change_centre(by=epidemiologist, as_of=at(BEGAN), centre_id=centre.pk, values=values)
    with pytest.raises(CentreClosed):
        isolate(place="centre", centre_id=centre.pk)


def test_occupation_by_day_is_what_counting_each_day_gives(isolate, centre, officer) -> None:
    first = isolate(place="centre", centre_id=centre.pk)
    report_left(by=officer, as_of=at(BEGAN + timedelta(3)), isolation_id=first.pk, day=BEGAN + timedelta(2))
    isolate(place="centre", centre_id=centre.pk, begins=BEGAN + timedelta(1))
    isolate(place="centre", centre_id=centre.pk, begins=BEGAN + timedelta(4))
    days = [BEGAN + timedelta(n) for n in range(-1, 6)]
    slow = [
        sum(i.begins <= day and (i.ended_on is None or i.ended_on > day) for i in Isolation.objects.all())
        for day in days
    ]
    assert occupied_by_day([centre.pk], days[0], days[-1]) == {centre.pk: slow}
    assert slow == [0, 1, 2, 1, 1, 2, 2]


def test_wards_use_the_district_centre_but_do_not_change_it(
    officer, centre, district, wards, epidemiologist
) -> None:
    assert [c.pk for c in centres_for(officer.scope)] == [centre.pk]
    values = CentreValues("Khác", district, 9)
    with pytest.raises(NotAllowed):
        change_centre(by=officer, as_of=at(BEGAN), centre_id=centre.pk, values=values)
    other = add_centre(by=epidemiologist, as_of=at(BEGAN), values=CentreValues("Nơi khác", wards[1], 5))
    with pytest.raises(NotFound):
        change_centre(by=officer, as_of=at(BEGAN), centre_id=other.pk, values=values)


@REAL_WRITERS
def test_two_officers_at_once_do_not_both_get_the_last_place(isolate, centre, make_person) -> None:
    isolate(place="centre", centre_id=centre.pk)
    people, gate, outcomes = [make_person(), make_person()], Barrier(2), []

    def admit(person) -> None:
        gate.wait()
        try:
            outcomes.append(isolate(person, place="centre", centre_id=centre.pk).code)
        except CentreFull:
            outcomes.append("full")
        finally:
            connections.close_all()

    threads = [Thread(target=admit, args=(person,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert sorted(outcomes, key=lambda o: o == "full")[1] == "full"
    assert outcomes.count("full") == 1
    assert taken([centre.pk]) == {centre.pk: 2}


def test_dates_of_the_last_two_weeks() -> None:
    assert fortnight_to(date(2021, 8, 15)) == (date(2021, 8, 2), date(2021, 8, 15))
