"""The fast scan finds what the slow one finds, whatever the order of the areas and the number of threads."""

import subprocess
import sys
from datetime import date

import numpy as np
import polars as pl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from numpy.typing import NDArray

from tests.property import slow_scan
from vungxanh.epidemic.clusters import Options, Places, Scan, scan
from vungxanh.epidemic.clusters.foci import find_foci, near_cases, read_focus_rule
from vungxanh.territory import Neighbours

LAST = date(2021, 7, 8)
ROOM = settings(max_examples=15, deadline=None)


def world(
    seed: int, n: int, days: int, mean: float = 0.7
) -> tuple[Places, NDArray[np.int64], list[tuple[int, int]]]:
    """Areas at random points, touching in a chain and at random; counts by population."""
    rng = np.random.default_rng(seed)
    pairs = sorted(
        {(i, i + 1) for i in range(n - 1)} | {(a, b) for a, b in rng.integers(0, n, (n // 2, 2)) if a < b}
    )
    population = rng.integers(200, 3000, n).astype(float)
    places = Places(
        codes=tuple(f"A{i:03d}" for i in range(n)),
        names=tuple(f"Area {i}" for i in range(n)),
        population=population,
        xy=rng.integers(0, 6, (n, 2)) * 1000.0,
        neighbours=Neighbours.from_pairs(n, np.array(pairs, np.int32).reshape(-1, 2)),
    )
    cases = rng.poisson(mean * population[:, None] / population.mean(), (n, days))
    return places, cases, pairs


def first_ratio(found: Scan) -> float:
    return found.clusters[0].llr if found.clusters else 0.0


def population_baseline(places: Places, cases: NDArray[np.int64]) -> NDArray[np.float64]:
    share = places.population / places.population.sum()
    return np.repeat(share[:, None], cases.shape[1], axis=1) * cases.sum() / cases.shape[1]


@ROOM
@given(st.integers(0, 10_000), st.integers(2, 12), st.integers(1, 6))
def test_circles_by_population(seed: int, n: int, days: int) -> None:
    places, cases, _ = world(seed, n, days)
    fast = scan(
        cases, places, last=LAST, days=days, model="poisson", replicas=9, most_areas=6,
        options=Options(shape="circles"),
    )  # fmt: skip
    zones = slow_scan.circles(places.xy, places.population.tolist(), 6, 0.5)
    slow = slow_scan.best(zones, cases, population_baseline(places, cases), float(cases.sum()))
    assert first_ratio(fast) == pytest.approx(slow, abs=1e-9)


@ROOM
@given(st.integers(0, 10_000), st.integers(2, 10), st.integers(1, 5))
def test_circles_against_a_given_baseline(seed: int, n: int, days: int) -> None:
    places, cases, _ = world(seed, n, days)
    expected = np.random.default_rng(seed).uniform(0.2, 2, cases.shape)
    fast = scan(
        cases, places, last=LAST, days=days, expected=expected, replicas=9, options=Options(shape="circles")
    )
    slow = slow_scan.best(
        slow_scan.circles(places.xy, expected.sum(axis=1).tolist(), n, 0.5), cases, expected, None
    )
    assert fast.model == "expected"
    assert first_ratio(fast) == pytest.approx(slow, abs=1e-9)


@ROOM
@given(st.integers(0, 10_000), st.integers(2, 10), st.integers(2, 5))
def test_circles_by_permutation(seed: int, n: int, days: int) -> None:
    places, cases, _ = world(seed, n, days)
    fast = scan(
        cases, places, last=LAST, days=days, model="permutation", replicas=9, options=Options(shape="circles")
    )
    expected = np.outer(cases.sum(axis=1), cases.sum(axis=0)) / max(cases.sum(), 1)
    zones = slow_scan.circles(places.xy, cases.sum(axis=1).tolist(), n, 0.5)
    assert first_ratio(fast) == pytest.approx(
        slow_scan.best(zones, cases, expected, float(cases.sum())), abs=1e-9
    )


@ROOM
@given(st.integers(0, 10_000), st.integers(2, 9), st.integers(1, 4))
def test_groups_are_the_best_level_sets(seed: int, n: int, days: int) -> None:
    places, cases, pairs = world(seed, n, days)
    fast = scan(
        cases, places, last=LAST, days=days, model="poisson", replicas=9, options=Options(shape="neighbours")
    )
    expected, total = population_baseline(places, cases), float(cases.sum())
    people = places.population
    slow = 0.0
    for d in range(1, days + 1):
        c, e = cases[:, -d:].sum(axis=1), expected[:, -d:].sum(axis=1)
        for smooth in (False, True):
            for zone in slow_scan.level_sets(c, e, pairs, total, smooth=smooth):
                inside = sorted(zone)
                if people[inside].sum() <= 0.5 * people.sum() + 1e-9:
                    slow = max(slow, slow_scan.ratio(float(c[inside].sum()), float(e[inside].sum()), total))
    assert first_ratio(fast) == pytest.approx(slow, abs=1e-9)


@ROOM
@given(st.integers(0, 10_000), st.integers(3, 9))
def test_groups_are_connected_and_not_far_from_the_best_of_all(seed: int, n: int) -> None:
    places, cases, pairs = world(seed, n, 3, mean=2)
    found = scan(
        cases, places, last=LAST, days=3, model="poisson", replicas=9,
        options=Options(shape="neighbours", most_share=1.0),
    )  # fmt: skip
    every = slow_scan.connected_sets(n, pairs)
    possible = slow_scan.best(every, cases, population_baseline(places, cases), float(cases.sum()))
    assert first_ratio(found) <= possible + 1e-9
    assert first_ratio(found) >= 0.3 * possible or possible < 4
    for cluster in found.clusters:
        assert len(slow_scan.components([places.codes.index(a) for a in cluster.areas], pairs)) == 1


@ROOM
@given(st.integers(0, 10_000))
def test_the_order_of_the_areas_does_not_matter(seed: int) -> None:
    places, cases, _ = world(seed, 12, 20)
    mixed = np.random.default_rng(seed).permutation(12)
    model = ("poisson", "history", "permutation")[seed % 3]
    one = scan(cases, places, last=LAST, days=5, model=model, replicas=29)
    other = scan(cases[mixed], places.of(mixed), last=LAST, days=5, model=model, replicas=29)
    assert one.frame().equals(other.frame())


@ROOM
@given(st.integers(0, 10_000))
def test_clusters_do_not_overlap_and_come_in_order(seed: int) -> None:
    places, cases, _ = world(seed, 15, 6)
    frame = scan(cases, places, last=LAST, days=6, model="poisson", replicas=29).frame()
    assert frame["area"].is_unique().all()
    firsts = frame.unique("cluster", maintain_order=True)
    assert firsts["p_gumbel"].is_sorted()
    assert (firsts["cases"] > firsts["expected"]).all()
    sums = frame.group_by("cluster", maintain_order=True).agg(
        pl.col("area_cases").sum(), pl.col("area_expected").sum()
    )
    assert sums["area_cases"].to_list() == firsts["cases"].to_list()
    assert np.allclose(sums["area_expected"], firsts["expected"])


@pytest.mark.slow
def test_threads_do_not_matter() -> None:
    script = (
        "from tests.property.test_clusters import *\n"
        "p, c, _ = world(7, 40, 30)\n"
        "for m in ('poisson', 'history', 'permutation'):\n"
        "    print(scan(c, p, last=LAST, days=7, model=m, replicas=99).frame().write_csv())\n"
    )
    said = {
        subprocess.run(
            [sys.executable, "-c", script], env={"NUMBA_NUM_THREADS": threads, "PATH": ""},
            capture_output=True, text=True, check=True,
        ).stdout
        for threads in ("1", "2")
    }  # fmt: skip
    assert len(said) == 1
    assert "A0" in said.pop()


@ROOM
@given(st.integers(0, 10_000), st.integers(1, 40))
def test_foci_are_chains_of_near_cases(seed: int, n: int) -> None:
    rng = np.random.default_rng(seed)
    rule = read_focus_rule("dengue")
    xy, day = rng.uniform(0, 1500, (n, 2)), rng.integers(0, 40, n)
    fast = find_foci(xy, day, rule, as_of=35)
    reach, wait = rule.focus.link_m, rule.focus.link_days
    used = [i for i in range(n) if day[i] <= 35]
    pairs = [
        (i, j) for i in used for j in used
        if i < j and np.hypot(*(xy[i] - xy[j])) <= reach and abs(day[i] - day[j]) <= wait
    ]  # fmt: skip
    slow = {
        frozenset(part) for part in slow_scan.components(used, pairs) if len(part) >= rule.focus.least_cases
    }
    assert {frozenset(np.flatnonzero(fast.focus == f).tolist()) for f in range(len(fast))} == slow
    for f in range(len(fast)):
        assert fast.open[f] == (35 - day[fast.focus == f].max() < rule.end.quiet_days)


@ROOM
@given(st.integers(0, 10_000))
def test_households_within_the_radius(seed: int) -> None:
    rng = np.random.default_rng(seed)
    houses, cases = rng.uniform(0, 2000, (50, 2)), rng.uniform(0, 2000, (8, 2))
    nearest, distance = near_cases(houses, cases, 200.0)
    apart = np.hypot(*(houses[:, None] - cases[None]).transpose(2, 0, 1))
    assert np.array_equal(nearest >= 0, apart.min(axis=1) <= 200)
    assert np.allclose(distance[nearest >= 0], apart.min(axis=1)[nearest >= 0])
