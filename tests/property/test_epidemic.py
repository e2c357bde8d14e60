"""Counting and moving quantities, a second time with plain loops."""

from datetime import date, timedelta
from random import Random

import numpy as np
import polars as pl
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from tests.property.random_worlds import random_territory
from vungxanh.epidemic import all_up, change, count, days_without, rate, rolling_sum, sum_up

FIRST = date(2021, 6, 1)
SERIES = st.lists(st.integers(-3, 6), min_size=1, max_size=25)
SCHEMA = {"area": pl.Int32, "day": pl.Date, "n": pl.Int32, "community": pl.Boolean, "linked": pl.Boolean}


@settings(max_examples=60, deadline=None)
@given(SERIES, st.integers(1, 30))
def test_rolling_sum(series: list[int], window: int) -> None:
    expected = [sum(series[max(0, day - window + 1) : day + 1]) for day in range(len(series))]
    assert rolling_sum(np.array([series], np.int32), window)[0].tolist() == expected


@settings(max_examples=60, deadline=None)
@given(SERIES)
def test_days_without(series: list[int]) -> None:
    expected = []
    for day in range(len(series)):
        before = [d for d in range(day + 1) if series[d] > 0]
        expected.append(day - before[-1] if before else day + 1)
    assert days_without(np.array([series], np.int32))[0].tolist() == expected


@settings(max_examples=60, deadline=None)
@given(st.lists(st.integers(0, 9), min_size=1, max_size=25), st.integers(1, 9))
def test_change(series: list[int], days: int) -> None:
    found = change(np.array([series], np.int32), days)[0]
    for day, value in enumerate(found.tolist()):
        if day < days:
            assert np.isnan(value)
        elif series[day - days] == 0:
            assert value == (0 if series[day] == 0 else np.inf)
        else:
            np.testing.assert_allclose(
                value, 100 * (series[day] - series[day - days]) / series[day - days], atol=1e-9
            )


@settings(max_examples=60, deadline=None)
@given(
    st.integers(0, 10**6),
    st.one_of(st.just(np.nan), st.integers(-5, 10**7)),
    st.sampled_from([1_000, 100_000]),
)
def test_rate(cases: int, people: float, per: int) -> None:
    value = rate(np.array([[cases]], np.int32), np.array([float(people)]), per)[0, 0]
    assert np.isnan(value) if not people > 0 else value == cases * per / people


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.booleans(), st.data())
def test_count(random: Random, absent_is_zero: bool, data: st.DataObject) -> None:
    areas, days = random_territory(random), 8
    flag = st.sampled_from([None, True, False])
    rows = data.draw(
        st.lists(
            st.tuples(
                st.integers(0, len(areas) - 1), st.integers(-2, days + 1), st.integers(-2, 5), flag, flag
            ),
            max_size=25,
        )
    )
    table = pl.DataFrame(
        [(area, FIRST + timedelta(days=day), *rest) for area, day, *rest in rows], schema=SCHEMA, orient="row"
    )
    through = data.draw(st.one_of(st.none(), st.integers(-2, days + 1)))
    found = count(
        table,
        areas,
        first=FIRST,
        last=FIRST + timedelta(days=days - 1),
        as_of=FIRST,
        absent="zero" if absent_is_zero else "unknown",
        reported_through=None if through is None else FIRST + timedelta(days=through),
    )
    for area in range(len(areas)):
        inside = [a for a in range(len(areas)) if area in areas.path(a)]
        for day in range(days):
            mine = [row for row in rows if row[0] in inside and row[1] == day]
            community = [row for row in mine if row[3] is not False]
            assert found.cases[area, day] == sum(row[2] for row in mine)
            assert found.community[area, day] == sum(row[2] for row in community)
            assert found.unlinked[area, day] == sum(row[2] for row in community if row[4] is not True)
            if absent_is_zero:
                covered = through is None or day <= through
            else:
                covered = is_covered(area, {row[0] for row in rows if row[1] == day}, areas)
            assert (found.reported is None or bool(found.reported[area, day])) == covered


def is_covered(area: int, told: set[int], areas) -> bool:  # type: ignore[no-untyped-def]
    """By a row of its own, or because all areas inside are covered."""
    inside = areas.children_of(area).tolist()
    return area in told or (bool(inside) and all(is_covered(child, told, areas) for child in inside))


@settings(max_examples=60, deadline=None)
@given(st.randoms(use_true_random=False), st.data())
def test_up_the_tree(random: Random, data: st.DataObject) -> None:
    areas = random_territory(random, roots=random.randint(1, 3))
    own = data.draw(arrays(np.int32, (len(areas), 2), elements=st.integers(-3, 9)))
    flags = own > 0
    summed, covered = sum_up(areas, own.copy()), all_up(areas, flags)
    for area in range(len(areas)):
        inside = [a for a in range(len(areas)) if area in areas.path(a)]
        assert summed[area].tolist() == own[inside].sum(axis=0).tolist()
        for day in range(2):
            told = set(np.flatnonzero(flags[:, day]).tolist())
            assert bool(covered[area, day]) == is_covered(area, told, areas)
