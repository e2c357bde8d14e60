"""Figures of testing: sums over tubes against people counted one by one; the page; how long results take."""

from datetime import date, datetime, timedelta, timezone

import numpy as np
import pytest

from tests.office.conftest import NOW, SYSTEM
from vungxanh.office.records.models import PoolMember, Sample
from vungxanh.office.records.queries.coverage import Asked, Counted, people_by_day, people_by_path
from vungxanh.office.records.queries.coverage_people import different_people_by_path, unlisted_by_path
from vungxanh.office.records.queries.turnaround import open_tubes, spans
from vungxanh.office.records.store import act
from vungxanh.office.usecases.samples import insert_samples

DAY = date(2021, 8, 12)
ASKED = Asked(DAY, DAY + timedelta(days=3), "", "community")
MORNING = datetime(2021, 8, 12, 8, tzinfo=timezone(timedelta(hours=7)))


def store(tubes, members=()) -> None:
    with act(by=SYSTEM, at=NOW, action="sample.take") as entry:
        insert_samples(tubes, members, entry=entry)


def tube(code, area, **values) -> Sample:
    usual = {"method": "rt-pcr", "found_in": "community", "taken_on": DAY, "result": "negative"}
    return Sample(code=code, area=area, area_path=area.path, **{**usual, **values})


@pytest.fixture
def many(wards, make_person) -> list[Sample]:
    """A few hundred people in tubes of all kinds, drawn with a fixed seed."""
    rng = np.random.default_rng(6)
    people = [make_person(area=wards[n % 3]) for n in range(12)]
    tubes, members = [], []
    for n in range(60):
        size = int(rng.choice([1, 5, 10]))
        made = tube(
            f"T{n}", wards[n % 3], pool_size=size, taken_on=DAY + timedelta(days=int(rng.integers(5))),
            result=str(rng.choice(["pending", "negative", "positive", "invalid"])),
            found_in=str(rng.choice(["community", "hospital", "lockdown", "unknown"])),
            person=people[n % 12] if size == 1 else None,
        )  # fmt: skip
        tubes.append(made)
        inside = rng.choice(12, size=int(rng.integers(size)), replace=False) if size > 1 else []
        members += [PoolMember(sample=made, person=people[i], position=p) for p, i in enumerate(inside)]
    store(tubes, members)
    return tubes


def one_by_one(tubes) -> dict[date, list[int]]:
    """People, positive and negative by day, by looking at every tube."""
    seen: dict[date, list[int]] = {}
    for t in tubes:
        if t.found_in not in ("community", "hospital") or not ASKED.since <= t.taken_on <= ASKED.until:
            continue
        people = 1 if t.pool_size == 1 else t.members.count() or t.pool_size
        day = seen.setdefault(t.taken_on, [0, 0, 0])
        day[0] += people
        day[1] += int(t.pool_size == 1 and t.result == "positive")
        day[2] += people if t.result == "negative" else 0
    return seen


def test_sums_by_day_are_people_counted_one_by_one(many) -> None:
    summed = people_by_day(SYSTEM.scope, ASKED)
    assert {d: [t.people, t.found, t.cleared] for d, t in summed.items()} == one_by_one(many)


def test_sums_by_area_have_the_same_total(many) -> None:
    by_area, by_day = people_by_path(SYSTEM.scope, ASKED, 12), people_by_day(SYSTEM.scope, ASKED)
    assert sum(by_area.values(), start=Counted()) == sum(by_day.values(), start=Counted())
    assert len(by_area) == 3


def test_different_people_are_those_with_a_tube_or_a_place_in_a_pool(many, wards) -> None:
    inside = [t for t in many if t.found_in in ("community", "hospital") and t.taken_on <= ASKED.until]
    who = {p for t in inside for p in ([t.person] if t.person else [m.person for m in t.members.all()])}
    length = len(wards[0].path)
    assert sum(different_people_by_path(SYSTEM.scope, ASKED, length).values()) == len(who)
    alone = sum(t.pool_size for t in inside if t.pool_size > 1 and not t.members.exists())
    assert sum(unlisted_by_path(SYSTEM.scope, ASKED, length).values()) == alone


@pytest.mark.parametrize(
    ("found", "cleared", "expected"), [(0, 0, None), (1, 3, 25.0), (0, 5, 0.0), (2, 0, 100.0)]
)
def test_positivity_is_of_those_with_a_result(found, cleared, expected) -> None:
    assert Counted(people=100, found=found, cleared=cleared).positivity == expected


def test_hours_from_sampling_to_laboratory_to_result(wards) -> None:
    def lasting(code: str, carried: int | None, whole: int | None) -> Sample:
        return tube(
            code, wards[0], taken_at=MORNING,
            received_at=None if carried is None else MORNING + timedelta(hours=carried, minutes=30),
            resulted_at=None if whole is None else MORNING + timedelta(hours=whole, minutes=59),
        )  # fmt: skip

    store([lasting("A", 2, 10), lasting("B", 4, 23), lasting("C", 30, 47), lasting("D", None, None)])
    found = spans(SYSTEM.scope, ASKED, (24, 48))
    assert (found["carried"].n, found["carried"].median, found["carried"].ninety) == (3, 4, 30)
    assert (found["whole"].median, found["whole"].ninety) == (23, 47)
    assert found["whole"].within == pytest.approx({24: 200 / 3, 48: 100.0})
    assert found["tested"].n == 3


def test_open_tubes_are_overdue_after_two_days(wards) -> None:
    late = tube("A", wards[0], result="pending")
    new = tube("B", wards[0], result="pending", taken_on=ASKED.until)
    store([late, new])
    assert open_tubes(SYSTEM.scope, ASKED, ASKED.until) == (2, 1)


class TestPage:
    def test_says_what_it_counts(self, sign_in, many) -> None:
        page = sign_in("epidemiologist").get(
            "/coverage/", {"since": "2021-08-12", "until": "2021-08-15", "setting": "community", "method": ""}
        )
        assert page.status_code == 200
        total = sum(row[0] for row in one_by_one(many).values())
        assert f'<p class="figure-big">{total}</p>' in page.content.decode()

    def test_a_ward_counts_only_itself(self, sign_in, many, wards) -> None:
        page = sign_in("ward_officer", wards[0]).get("/coverage/?since=2021-08-12&until=2021-08-15&setting=")
        mine = sum(t.people for t in Sample.objects.filter(area=wards[0], taken_on__lte=ASKED.until))
        assert f'<p class="figure-big">{mine}</p>' in page.content.decode()

    @pytest.mark.parametrize("query", ["since=x&until=y", "since=2021-08-15&until=1900-01-01", "setting=z"])
    def test_bad_filters_do_not_break_it(self, sign_in, areas, query) -> None:
        assert sign_in("epidemiologist").get(f"/coverage/?{query}").status_code == 200

    def test_an_area_outside_does_not_exist(self, sign_in, wards) -> None:
        page = sign_in("ward_officer", wards[0]).get(f"/coverage/?area={wards[1].pk}").content.decode()
        assert wards[1].name not in page
