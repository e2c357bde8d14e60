"""Outbreaks: opened, changed, ended, filled, counted."""

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from tests.office.conftest import NOW, SYSTEM, actor
from tests.office.outbreaks.conftest import ONSET
from vungxanh.office.access import NotAllowed, NotFound
from vungxanh.office.records.models import Case, Event, Outbreak
from vungxanh.office.records.queries.outbreaks import figures_of, unlinked_cases
from vungxanh.office.records.store import ChangedMeanwhile
from vungxanh.office.usecases.outbreaks import OutbreakWrong, assign_cases, change_outbreak, open_outbreak

Make = Callable[..., Any]


def end(outbreak: Outbreak, day: date, **more: Any) -> Outbreak:
    return change_outbreak(by=SYSTEM, as_of=NOW, outbreak_id=outbreak.pk, values={"ended": day}, **more)


def test_figures_of_a_chain(make_outbreak: Make, make_chain: Make, make_case: Make) -> None:
    outbreak = make_outbreak()
    make_chain(4, outbreak=outbreak)
    make_case(outbreak=outbreak, outcome="died", report_date=date(2021, 8, 3))
    make_case(outbreak=outbreak, classification="discarded")
    found = figures_of(outbreak.pk)
    assert (found.cases, found.deaths, found.linked, found.unlinked) == (5, 1, 3, 2)
    assert (found.first_onset, found.last_onset) == (ONSET, ONSET + timedelta(days=9))
    assert (found.intervals.n, found.intervals.mean) == (3, 3.0)
    assert found.offspring.mean == 3 / 5
    assert sum(count for _, count in found.daily) == 5


def test_a_source_outside_the_outbreak_gives_an_interval_too(make_outbreak: Make, make_chain: Make) -> None:
    outbreak = make_outbreak()
    chain = make_chain(2)
    assign_cases(by=SYSTEM, as_of=NOW, case_ids=[chain[1].pk], outbreak_id=outbreak.pk)
    assert figures_of(outbreak.pk).intervals.n == 1


def test_an_end_lies_after_the_last_onset_and_not_ahead(make_outbreak: Make, make_chain: Make) -> None:
    outbreak = make_outbreak(began=ONSET)
    make_chain(3, outbreak=outbreak)
    for day in (ONSET - timedelta(1), ONSET + timedelta(5), date(2021, 8, 16)):
        with pytest.raises(OutbreakWrong):
            end(outbreak, day)
    assert end(outbreak, ONSET + timedelta(6)).ended == ONSET + timedelta(6)


def test_two_who_change_at_once_are_told(make_outbreak: Make) -> None:
    outbreak = make_outbreak()
    end(outbreak, date(2021, 8, 15), version=1)
    with pytest.raises(ChangedMeanwhile):
        end(outbreak, date(2021, 8, 14), version=1)


def test_who_may_open_and_fill(
    make_outbreak: Make, make_case: Make, make_user: Make, wards: list[Any]
) -> None:
    inside, outside = make_case(area=wards[0]), make_case(area=wards[1])
    outbreak = make_outbreak(area=wards[0])
    officer, stranger = actor(make_user("ward_officer", wards[0])), actor(make_user("ward_officer", wards[1]))
    both = [inside.pk, outside.pk]
    assert assign_cases(by=officer, as_of=NOW, case_ids=both, outbreak_id=outbreak.pk) == 1
    with pytest.raises(NotFound):
        assign_cases(by=stranger, as_of=NOW, case_ids=both, outbreak_id=outbreak.pk)
    with pytest.raises(NotFound):
        open_outbreak(by=stranger, as_of=NOW, area_id=wards[0].pk, disease="covid19", values={"name": "x"})
    with pytest.raises(NotAllowed):
        assign_cases(by=actor(make_user("auditor")), as_of=NOW, case_ids=both, outbreak_id=outbreak.pk)
    assert Event.objects.latest("id").action == "outbreak.assign"


def test_cases_of_another_disease_stay_out(make_outbreak: Make, make_case: Make) -> None:
    with pytest.raises(OutbreakWrong):
        assign_cases(
            by=SYSTEM, as_of=NOW, case_ids=[make_case(disease="dengue").pk], outbreak_id=make_outbreak().pk
        )
    assert not Case.objects.exclude(outbreak=None).exists()


def test_unlinked_cases_are_those_one_may_see(
    make_outbreak: Make, make_case: Make, make_user: Make, wards: list[Any]
) -> None:
    outbreak = make_outbreak()
    mine = make_case(area=wards[0], outbreak=outbreak)
    make_case(area=wards[1], outbreak=outbreak)
    scope = actor(make_user("ward_officer", wards[0])).scope
    assert list(unlinked_cases(scope, outbreak.pk)) == [mine]
