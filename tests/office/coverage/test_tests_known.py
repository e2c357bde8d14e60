"""Tests by area and day as known at a moment: people, in the community, with a result."""

from datetime import date, timedelta

import polars as pl
import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.coverage_known import tests_by_area_day as by_area_day
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.samples import insert_samples

DAY = date(2021, 8, 12)


def tube(code: str, area, *, result: str = "negative", **values) -> Sample:
    given = {
        "area": area,
        "area_path": area.path,
        "method": "rt-pcr",
        "found_in": "community",
        "taken_on": DAY,
        "result": result,
        **values,
    }
    return Sample(code=code, **given)


def stored(*tubes: Sample, members=()) -> None:
    with act(by=SYSTEM, at=NOW, action="sample.take") as entry:
        insert_samples(list(tubes), list(members), entry=entry)


def counted(known_at=NOW) -> dict[str, float]:
    table = by_area_day(known_at)
    return dict(table.group_by("name").agg(pl.col("value").sum()).iter_rows())


def test_people_with_a_result_count_on_the_day_of_sampling(wards) -> None:
    stored(tube("A", wards[0]), tube("B", wards[0], result="positive"), tube("C", wards[1]))
    rows = by_area_day(NOW).filter(pl.col("area") == wards[0].code).rows()
    assert rows == [(wards[0].code, DAY, "positives", 1.0), (wards[0].code, DAY, "tests", 2.0)]


@pytest.mark.parametrize(
    "values",
    [
        {"result": "pending"},
        {"result": "invalid"},
        {"found_in": "lockdown"},
        {"found_in": "quarantine"},
        {"method": "antigen"},
    ],
)
def test_these_are_no_tests_of_the_criteria(wards, values) -> None:
    stored(tube("A", wards[0], **values))
    assert by_area_day(NOW).is_empty()


def test_a_negative_pool_counts_its_members_not_its_tube(wards, make_person) -> None:
    pool = tube("P", wards[0], pool_size=5)
    members = [PoolMember(sample=pool, person=make_person(), position=n) for n in range(3)]
    stored(pool, members=members)
    assert counted() == {"tests": 3.0, "positives": 0.0}


def test_a_negative_pool_without_a_list_counts_as_many_as_its_size(wards) -> None:
    stored(tube("P", wards[0], pool_size=10))
    assert counted() == {"tests": 10.0, "positives": 0.0}


def test_a_positive_pool_counts_nobody_until_its_members_have_results(wards, make_person) -> None:
    pool = tube("P", wards[0], pool_size=5, result="positive")
    stored(pool, members=[PoolMember(sample=pool, person=make_person(), position=n) for n in range(3)])
    assert by_area_day(NOW).is_empty()


def test_what_became_known_later_is_not_known_earlier(wards) -> None:
    pending = tube("A", wards[0], result="pending")
    stored(pending)
    later = NOW + timedelta(hours=6)
    with act(by=SYSTEM, at=later, action="result.enter") as entry:
        update(pending, {"result": "positive", "found": 1}, entry=entry)
    assert by_area_day(NOW).is_empty()
    assert counted(later) == {"tests": 1.0, "positives": 1.0}
