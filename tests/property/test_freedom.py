"""Freedom from infection a second time by counting every case, and what must never happen."""

from datetime import date

import numpy as np
import pytest
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from tests.property.slow_freedom import below_slowly, obvious_freecalc
from vungxanh.epidemic.freedom import free, free_over_time, freecalc, outbreak_over, read_freedom
from vungxanh.epidemic.freedom.kernels import kernels
from vungxanh.epidemic.freedom.lineages import below

DAY = date(2021, 9, 1)
chances = st.floats(0, 0.9)
small = st.floats(0, 0.05)
POISSON = 1e7


def shape(days: int, arrivals: list[float], tests: list[float], looks: list[float], r: float) -> np.ndarray:
    """Series of days 0..T without cases; nobody looks on day 0."""
    seen = [0.0, *looks]
    return np.array([[0.0] * (days + 1), [0.0, *arrivals], [0.0, *tests], seen, [r] * (days + 1), seen])


@settings(max_examples=12, deadline=None)
@given(
    st.lists(small, min_size=3, max_size=3),
    st.lists(chances, min_size=3, max_size=3),
    st.lists(chances, min_size=3, max_size=3),
    st.floats(0, 0.6),
    st.floats(0, 0.05),
    st.floats(0, 0.2),
    st.integers(1, 3),
)
def test_the_engine_counts_right_with_infection_over_two_days(
    arrivals: list[float], tests: list[float], looks: list[float], r: float, late: float, start: float, d: int
) -> None:
    kern = kernels(np.array([0, 0.6, 0.4]), np.array([0.0, 0.5, 0.5]), detectable=(1, 2), isolated=0.5)
    series = shape(3, arrivals, tests, looks, r)
    expected = below_slowly(series.tolist(), late, POISSON, start, d, kern)
    assert below(series, late, POISSON, start, d, kern) == pytest.approx(expected, abs=1e-4)


@settings(max_examples=12, deadline=None)
@given(
    st.lists(small, min_size=5, max_size=5),
    st.lists(chances, min_size=5, max_size=5),
    st.lists(chances, min_size=5, max_size=5),
    st.floats(0, 0.5),
    st.floats(0.1, 2.0),
    st.integers(1, 2),
)
def test_the_engine_counts_right_with_superspreading(
    arrivals: list[float], tests: list[float], looks: list[float], r: float, k: float, d: int
) -> None:
    kern = kernels(np.array([0, 1.0]), np.array([0.3, 0.7]), detectable=(0, 1), isolated=0.0)
    series = shape(5, arrivals, tests, looks, r)
    expected = below_slowly(series.tolist(), 0.0, k, 0.3, d, kern)
    assert below(series, 0.0, k, 0.3, d, kern) == pytest.approx(expected, abs=1e-3)


@settings(max_examples=40, deadline=None)
@given(st.integers(5, 40), st.data())
def test_freecalc_counts_right(population: int, data: st.DataObject) -> None:
    tested = data.draw(st.integers(1, population))
    infected = data.draw(st.integers(1, population))
    cut = data.draw(st.integers(1, tested))
    se, sp = data.draw(st.floats(0.1, 1)), data.draw(st.floats(0.5, 1))
    expected = obvious_freecalc(population, tested, cut, infected, se, sp)
    assert freecalc(population, tested, cut, infected, se, sp) == pytest.approx(expected, abs=1e-9)


@settings(max_examples=40, deadline=None)
@given(st.lists(chances, min_size=1, max_size=12), st.floats(0, 0.3), st.floats(0.01, 0.99))
def test_the_closed_form_is_bayes_rule_day_by_day(sse: list[float], p: float, prior: float) -> None:
    free_now = prior
    for found in sse:
        free_now = free_now * (1 - p)
        unnoticed = (1 - free_now) * (1 - found)
        free_now = free_now / (free_now + unnoticed)
    assert free_over_time(np.array([sse]), p, prior)[0, -1] == pytest.approx(free_now, abs=1e-12)


WORLDS = st.tuples(
    st.integers(0, 10_000),  # seed of the case counts
    st.floats(0.0, 1.6),  # R
    st.floats(0.0, 0.02),  # introduction
    st.integers(1, 3),  # tolerated: design prevalence in people
    st.floats(0.0, 1.0),  # density of reports
)


def world(drawn: tuple[int, float, float, int, float]) -> dict[str, object]:
    """Forty days of one area of 10,000 people."""
    seed, r, introduction, tolerated, density = drawn
    rng = np.random.default_rng(seed)
    days = 40
    return {
        "cases": rng.poisson(0.05, (1, days)).astype(float),
        "tested": np.where(rng.random((1, days)) < 0.3, rng.integers(0, 1500, (1, days)), 5).astype(float),
        "population": np.array([10_000.0]),
        "generation": np.array([0, 0.1, 0.2, 0.25, 0.2, 0.1, 0.1, 0.05]),
        "reported": rng.random((1, days)) < density,
        "r": np.array([r]),
        "introduction": np.full((1, days), introduction),
        "rule": read_freedom().changed(design_prevalence=tolerated / 10_000),
        "needed": False,
    }


def p_free(given_world: dict[str, object], **changed: object) -> float:
    return float(free(**(given_world | changed)).p_free[0])  # type: ignore[arg-type]


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.integers(0, 39), st.integers(1, 5000))
def test_more_negative_tests_never_lower_it(drawn: tuple, day: int, more: int) -> None:
    before = world(drawn)
    tested = before["tested"].copy()
    # The level of testing is the same before and after: only the tests themselves count.
    full = np.maximum(tested, 50.0)
    effective = 0.6 * tested
    better = effective.copy()
    better[0, day] += 0.6 * more
    looked = {"tested": full}
    assume(effective[0, day] > 0)
    assert p_free(before, **looked, effective=better) >= p_free(before, **looked, effective=effective) - 1e-12


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.integers(0, 39))
def test_a_case_never_raises_it(drawn: tuple, day: int) -> None:
    before = world(drawn)
    more = before["cases"].copy()
    more[0, day] += 1
    assert p_free(before, cases=more) <= p_free(before) + 1e-12


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.integers(0, 39))
def test_an_introduction_never_raises_it(drawn: tuple, day: int) -> None:
    before = world(drawn)
    more = before["introduction"].copy()
    more[0, day] += 0.05
    assert p_free(before, introduction=more) <= p_free(before) + 1e-12


@settings(max_examples=40, deadline=None)
@given(WORLDS, st.integers(0, 39), st.floats(0, 1))
@example((3, 0.8, 0.001, 1, 1.0), 20, 0.0)
def test_testing_less_never_helps(drawn: tuple, day: int, kept: float) -> None:
    """All the tests of one day or a part of them taken back, with what they show about looking."""
    before = world(drawn) | {"rule": read_freedom().changed(design_prevalence=1e-4)}
    less = before["tested"].copy()
    less[0, day:] = np.floor(less[0, day:] * kept)
    assert p_free(before, tested=less) <= p_free(before) + 1e-9


@settings(max_examples=40, deadline=None)
@given(st.floats(0.05, 0.95), st.lists(st.floats(0, 0.05), min_size=1, max_size=30))
def test_without_information_it_is_the_prior_less_the_introductions(prior: float, rates: list[float]) -> None:
    days = len(rates)
    found = free(
        np.full((1, days), np.nan),
        np.zeros((1, days)),
        np.array([8000.0]),
        np.array([0, 0.5, 0.5]),
        introduction=np.array([rates]),
        rule=read_freedom().changed(prior=prior),
    )
    assert found.p_free[0] == pytest.approx(prior * np.exp(-sum(rates)), rel=1e-12)
    assert not found.verified[0]


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=1, max_size=25), st.floats(0, 2.0), st.floats(0.1, 5.0))
def test_when_every_infection_is_a_case_only_the_end_of_the_outbreak_is_left(
    cases: list[int], r: float, k: float
) -> None:
    w = np.array([0, 0.2, 0.3, 0.3, 0.1, 0.1])
    kern = kernels(w, np.array([1.0]), detectable=(0, 5), isolated=0.0)
    days = len(cases)
    none, all_found = [0.0] * days, [1.0] * days
    series = np.array([cases, none, none, all_found, [r] * days, all_found], float)
    expected = outbreak_over(np.array([cases], float), w, np.array([r]), k)[0]
    assert below(series, 0.0, k, 0.0, 1, kern) == pytest.approx(expected, rel=1e-9)
