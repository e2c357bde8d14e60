"""An F1 who becomes a case keeps the link, and its F2 become F1."""

from collections.abc import Callable
from datetime import date
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import Case, Contact, Event
from vungxanh.office.records.store import act
from vungxanh.office.usecases.contacts import link_new_cases

Make = Callable[..., Any]


def link(*cases: Case) -> None:
    with act(by=SYSTEM, at=NOW, action="case.report") as entry:
        link_new_cases(list(cases), entry=entry)


def test_the_edge_keeps_the_link_and_names_the_source(make_case: Make, list_one: Make) -> None:
    source = make_case(onset_date=date(2021, 8, 10))
    f1 = list_one(source)
    case = make_case(person=f1.person, onset_date=date(2021, 8, 15))
    link(case)
    f1.refresh_from_db()
    case.refresh_from_db()
    assert (f1.status, f1.became_case, f1.next_due, f1.source_case) == ("became_case", case, None, source)
    assert (case.source_case, case.source_known) == (source, "yes")
    event = Event.objects.latest("id")
    assert event.changes[f"contact {f1.pk}"]["status"] == ["listed", "became_case"]


def test_two_possible_sources_leave_the_source_open(make_case: Make, list_one: Make) -> None:
    a, b = make_case(), make_case()
    f1 = list_one(a)
    list_one(b, person=f1.person)
    case = make_case(person=f1.person, onset_date=date(2021, 8, 15))
    link(case)
    case.refresh_from_db()
    assert case.source_case is None
    assert Contact.objects.filter(became_case=case).count() == 2


def test_an_exposure_after_onset_closes_the_edge_but_is_no_source(make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case())
    case = make_case(person=f1.person, onset_date=date(2021, 8, 11))
    link(case)
    case.refresh_from_db()
    f1.refresh_from_db()
    assert case.source_case is None
    assert f1.status == "became_case"


@pytest.mark.parametrize("known", ["no"])
def test_what_was_said_of_the_source_stays(make_case: Make, list_one: Make, known: str) -> None:
    f1 = list_one(make_case())
    case = make_case(person=f1.person, onset_date=date(2021, 8, 15), source_known=known)
    link(case)
    case.refresh_from_db()
    assert case.source_case is None


def test_an_edge_finished_long_before_has_nothing_to_do_with_it(make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case(), first_exposure=date(2021, 6, 1), last_exposure=date(2021, 6, 1))
    Contact.objects.filter(pk=f1.pk).update(status="finished", next_due=None)
    link(make_case(person=f1.person, onset_date=date(2021, 8, 15)))
    f1.refresh_from_db()
    assert f1.became_case is None


def test_another_disease_or_a_discarded_case_links_nothing(make_case: Make, list_one: Make) -> None:
    f1 = list_one(make_case())
    link(
        make_case(person=f1.person, disease="dengue"), make_case(person=f1.person, classification="discarded")
    )
    f1.refresh_from_db()
    assert f1.status == "listed"


def test_f2_become_f1_of_the_new_case(make_case: Make, list_one: Make) -> None:
    source = make_case()
    f1 = list_one(source)
    f2, done = list_one(of=f1), list_one(of=f1)
    Contact.objects.filter(pk=done.pk).update(status="finished", next_due=None)
    case = make_case(person=f1.person, onset_date=date(2021, 8, 15))
    link(case)
    f2.refresh_from_db()
    done.refresh_from_db()
    assert (f2.degree, f2.source_case, f2.source_contact) == (1, case, None)
    assert f2.test_due == date(2021, 8, 16)
    assert (done.degree, done.source_contact) == (2, f1)


def test_one_person_met_through_two_edges_is_raised_once(make_case: Make, list_one: Make) -> None:
    one = list_one(make_case())
    two = list_one(make_case(), person=one.person)
    f2 = list_one(of=one)
    again = list_one(of=two, person=f2.person)
    case = make_case(person=one.person, onset_date=date(2021, 8, 15))
    link(case)
    again.refresh_from_db()
    assert Contact.objects.filter(source_case=case).count() == 1
    assert again.status == "finished"


def test_linking_many_costs_as_many_queries_as_linking_one(make_case: Make, list_one: Make) -> None:
    source = make_case()
    cases = [make_case(person=list_one(source).person, onset_date=date(2021, 8, 15)) for _ in range(6)]
    with CaptureQueriesContext(
        connection,
    ) as one:
        link(cases[0])
    with CaptureQueriesContext(connection) as many:
        link(*cases[1:])
    assert len(many) <= len(one) + 1
    assert Case.objects.filter(source_case=source).count() == 6


def test_somebody_listed_after_turning_case_is_linked_at_once(make_case: Make, list_one: Make) -> None:
    case = make_case(onset_date=date(2021, 8, 14))
    edge = list_one(make_case(), person=case.person)
    edge.refresh_from_db()
    assert edge.became_case == case
