"""Freedom from infection on simulated outbreaks with known truth: what is stated must come true as often.

Thousands of areas with an outbreak until day 30, then measures; four habits of testing. The engine sees cases
and tests only. It is judged every five days.
"""

from dataclasses import replace
from functools import cache

import numpy as np
import pytest
from numpy.typing import NDArray

from tests.recovery.hidden_outbreaks import Outbreaks, World, simulate
from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.freedom import free, outbreak_over, read_freedom, report_delay
from vungxanh.epidemic.freedom.free import _kernels
from vungxanh.epidemic.freedom.lineages import hidden_sources, never_found

DAYS, AREAS, PEOPLE = 80, 1000, 16_000
RULE = read_freedom().changed(prior=0.999, design_prevalence=1 / PEOPLE)
DELAY = report_delay(RULE, read_disease("covid19").incubation)
GENERATION = read_disease("covid19").generation
HABITS = ((999, 0), (7, 1500), (3, 1500), (7, 6000))
"""Every so many days from day 30 on so many people are tested."""


def world(**changed: float) -> World:
    """The world the rule file describes, or one in which something else is true."""
    tested = np.zeros((AREAS, DAYS))
    for habit, (every, people) in enumerate(HABITS):
        tested[habit :: len(HABITS), 30::every] = people
    day = np.arange(DAYS)
    return replace(
        World(
            generation=GENERATION,
            delay=DELAY,
            r=np.where(day < 30, 1.3, 0.7),
            k=RULE["dispersion"],
            found=RULE["found"],
            sensitivity=0.75,
            detectable=(RULE.days("detectable_from"), RULE.days("detectable_to")),
            isolated=RULE["isolated"],
            arrivals=np.where(day < 30, 0.04, 0.0015),
            population=PEOPLE,
            tested=tested,
            hidden_for=len(_kernels(GENERATION, DELAY, RULE).shows),
        ),
        **changed,
    )


@cache
def outbreaks(seed: int, changed: tuple[tuple[str, float], ...] = ()) -> Outbreaks:
    return simulate(world(**dict(changed)), seed)


def stated(seen: Outbreaks, day: int, people: int = 1) -> NDArray[np.float64]:
    """What the engine says on `day`, believing the rule file."""
    upto = day + 1
    believed = world()
    return free(
        seen.cases[:, :upto],
        np.full((AREAS, upto), PEOPLE * 1e-3),
        np.full(AREAS, float(PEOPLE)),
        GENERATION,
        effective=0.75 * believed.tested[:, :upto],
        r=np.broadcast_to(believed.r[:upto], (AREAS, upto)),
        introduction=np.broadcast_to(believed.arrivals[:upto], (AREAS, upto)),
        rule=RULE.changed(design_prevalence=people / PEOPLE),
        needed=False,
    ).p_free


def both(
    changed: dict[str, float] | None = None, people: int = 1, seeds: tuple[int, ...] = (1, 2)
) -> tuple[NDArray[np.float64], NDArray[np.bool_]]:
    """Stated probability and truth by area and judged day, all seeds below each other."""
    days = range(34, DAYS, 5)
    said, true = [], []
    for seed in seeds:
        seen = outbreaks(seed, tuple((changed or {}).items()))
        said.append(np.array([stated(seen, day, people) for day in days]).T)
        true.append(seen.hidden[:, list(days)] < people)
    return np.vstack(said), np.vstack(true)


def first_time(said: NDArray[np.float64], level: float = 0.95) -> NDArray[np.bool_]:
    """The day on which an area is first stated to be free."""
    reached = said >= level
    return reached & (np.cumsum(reached, axis=1) == 1)


@pytest.mark.parametrize("people", [1, 8])
def test_what_is_stated_comes_true_as_often_or_more_often(people: int) -> None:
    said, true = both(people=people)
    for low, high in ((0.3, 0.6), (0.6, 0.8), (0.8, 0.9), (0.9, 0.95), (0.95, 1.01)):
        there = (said >= low) & (said < high)
        assert true[there].mean() > said[there].mean() - 0.03


def test_areas_stated_near_95_per_cent_are_free_as_often() -> None:
    said, true = both()
    near = (said > 0.94) & (said < 0.96)
    assert near.sum() > 300
    assert 0.93 <= true[near].mean() <= 0.97
    first = first_time(said)
    assert true[first].mean() == pytest.approx(said[first].mean(), abs=0.015)


@pytest.mark.parametrize(
    "truth", [{"found": 0.3}, {"found": 0.5}, {"sensitivity": 0.6}, {"k": 1.0}, {"isolated": 0.6}]
)
def test_mildly_wrong_beliefs_cost_little(truth: dict[str, float]) -> None:
    said, true = both(truth, seeds=(1,))
    first = first_time(said)
    assert 0.93 < true[first].mean() < 0.99


@pytest.mark.parametrize("habit", range(len(HABITS)))
def test_it_is_true_for_every_habit_of_testing(habit: int) -> None:
    said, true = both()
    late = said[habit :: len(HABITS), -4:]
    assert true[habit :: len(HABITS), -4:].mean() == pytest.approx(late.mean(), abs=0.02)


def test_hidden_sources_as_counted_in_simulated_trees() -> None:
    r, k, found = 0.8, 0.43, 0.4
    rng = np.random.default_rng(5)
    generations: list[tuple[NDArray[np.int64], NDArray[np.bool_]]] = []
    size = 60_000
    parent = np.zeros(size, np.int64)
    while size:
        generations.append((parent, rng.random(size) < found))
        parent = np.repeat(np.arange(size), rng.poisson(r * rng.gamma(k, 1 / k, size)))
        size = len(parent)
    reports, sources, below_found = 0, 0, np.zeros(0, np.bool_)
    first_clean = np.zeros(0)
    for number in range(len(generations) - 1, -1, -1):
        _, hit = generations[number]
        under = np.zeros(len(hit), np.bool_)
        if number + 1 < len(generations):
            np.logical_or.at(under, generations[number + 1][0], below_found)
        reports, sources = reports + hit.sum(), sources + (under & ~hit).sum()
        below_found, first_clean = under | hit, ~(under | hit)
    assert first_clean.mean() == pytest.approx(never_found(r, k, found), abs=0.006)
    assert sources / reports == pytest.approx((1 - found) * hidden_sources(r, k, found), rel=0.02)


def test_the_end_of_the_outbreak_as_simulated() -> None:
    rng = np.random.default_rng(9)
    w, r, k = np.array([0, 0.2, 0.3, 0.3, 0.2]), 1.2, 0.43
    cases = np.array([2, 1, 0, 1, 0, 0])
    later = np.zeros(40_000)
    for back, number in enumerate(cases[::-1]):
        left = w[back + 1 :].sum()
        later += rng.poisson(r * left * rng.gamma(k, 1 / k, (number, len(later)))).sum(axis=0)
    expected = outbreak_over(cases[None].astype(float), w, np.array([r]), k)[0]
    assert (later == 0).mean() == pytest.approx(expected, abs=0.01)
