"""Nowcast: fast kernels against the obvious twin, and what must hold for any triangle."""

from datetime import date

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.stats import nbinom

from tests.property.slow_nowcast import plain_chain_ladder, slow_share, slow_sums
from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast import nowcast
from vungxanh.epidemic.nowcast.counting import below, quantiles
from vungxanh.epidemic.nowcast.ladder import observed_and_expected, reported_share
from vungxanh.epidemic.nowcast.memory import Memory
from vungxanh.epidemic.nowcast.past import reports_and_known
from vungxanh.epidemic.nowcast.pooled import habits

FIRST = date(2021, 6, 1)


def random_triangle(seed: int, areas: int = 3, references: int = 30, delays: int = 6) -> Triangle:
    rng = np.random.default_rng(seed)
    share = rng.dirichlet(np.full(delays, 2.0))
    counts = rng.poisson(rng.uniform(1, 30, (areas, 1, 1)) * share, (areas, references, delays)).astype(float)
    counts[:, np.add.outer(np.arange(references), np.arange(delays)) > references - 1] = np.nan
    return Triangle(tuple(f"a{i}" for i in range(areas)), FIRST, 1, counts)


@given(seed=st.integers(0, 10_000), keep=st.floats(0.5, 1.0))
@settings(max_examples=15, deadline=None)
def test_sums_equal_the_obvious_ones(seed: int, keep: float) -> None:
    triangle = random_triangle(seed)
    new, known = reports_and_known(triangle.counts, np.zeros((0, 0, 0)))
    _, references, delays = new.shape
    rng = np.random.default_rng(seed)
    hazard = rng.uniform(0.05, 1.0, (7, delays))
    base = np.broadcast_to(hazard, (references, 7, delays)).copy()
    flat = np.ones((1, references, delays))
    stops = np.array([references // 2, references - 1])
    # An area far from its expectation is held down; with hazards that fit nothing is.
    found = observed_and_expected(
        new, known, base, flat, flat, np.zeros(3, np.intp), np.ones(references), (keep, keep), stops
    )
    for a in range(3):
        for i, today in enumerate(stops):
            came, expected = slow_sums(new[a], known[a], hazard, keep, int(today))
            if _nothing_far(new[a], known[a], hazard, int(today)):
                np.testing.assert_allclose(found[a, i, 0], came, rtol=1e-9, atol=1e-9)
                np.testing.assert_allclose(found[a, i, 3], expected, rtol=1e-9, atol=1e-9)


def _nothing_far(new: np.ndarray, known: np.ndarray, hazard: np.ndarray, today: int) -> bool:
    for s in range(today + 1):
        cells = [(s - d, d) for d in range(1, min(s, new.shape[1] - 1) + 1)]
        came = sum(new[cell] for cell in cells)
        awaited = sum(known[t, d - 1] * hazard[t % 7, d] for t, d in cells)
        if abs(came - awaited) > 4 * np.sqrt(4 + 2 * awaited + 0.1 * awaited**2):
            return False
    return True


@given(seed=st.integers(0, 10_000), fading=st.floats(0.5, 1.0))
@settings(max_examples=15, deadline=None)
def test_shares_equal_the_obvious_ones(seed: int, fading: float) -> None:
    rng = np.random.default_rng(seed)
    references, delays = 12, 6
    base = rng.uniform(0, 1, (references, 7, delays))
    group = [rng.uniform(0.5, 2, (1, references, delays)) for _ in range(2)]
    own = [rng.uniform(0.5, 2, (2, 1, delays)) for _ in range(2)]
    stop = np.array([references - 1])
    found = reported_share(
        base,
        group[0],
        group[1],
        np.zeros(2, np.intp),
        own[0],
        own[1],
        stop,
        np.zeros(references, np.intp),
        fading,
    )
    for a in range(2):
        lasting, current = (group[i][0, -1] * own[i][a, 0] for i in range(2))
        obvious = slow_share(base[-1], lasting, current, fading, references - 1)
        np.testing.assert_allclose(found[a, 0], obvious, rtol=1e-12)


def test_without_forgetting_and_weekdays_it_is_the_plain_chain_ladder() -> None:
    """One area with steady weekly reports: the pool's hazards multiply out to ratio-of-sums factors."""
    triangle = random_triangle(3, areas=1, references=60, delays=5)
    new, known = reports_and_known(triangle.counts, np.zeros((0, 0, 0)))
    endless = Memory(slow=1e9, cell=1e-9, fast=(1e9, 1e9, 1e9))
    ways = habits(new[0], known[0], step=7, memory=endless)
    grown = np.cumprod((1 + ways.base[-1, 0])[::-1])[::-1]
    obvious = plain_chain_ladder(triangle.counts[0])
    for k in range(4):
        assert known[0, 59 - k, k] * grown[k + 1] == pytest.approx(obvious[59 - k], rel=1e-6)


@given(mean=st.floats(0.01, 400), ratio=st.floats(1.05, 8), level=st.floats(0.01, 0.99))
@settings(max_examples=60, deadline=None)
def test_quantiles_and_probabilities_are_those_of_the_negative_binomial(
    mean: float, ratio: float, level: float
) -> None:
    from scipy.special import ndtri

    variance = mean * ratio
    size = mean / (ratio - 1)
    exact = nbinom(size, size / (size + mean))
    one = np.array([[level]])
    found = quantiles(np.array([mean]), np.array([variance]), one, ndtri(one))[0, 0]
    tolerance = 0 if mean < 150 and mean**2 / variance < 2 else max(1.0, 0.03 * np.sqrt(variance))
    assert abs(found - exact.ppf(level)) <= tolerance
    sides = below(np.array([mean]), np.array([variance]), np.array([found]))[0]
    np.testing.assert_allclose(sides, [exact.cdf(found - 1), exact.cdf(found)], atol=0.01)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=10, deadline=None)
def test_quantiles_ascend_and_lie_above_what_is_known(seed: int) -> None:
    made = nowcast(random_triangle(seed))
    assert (np.diff(made.quantiles, axis=2) >= 0).all()
    assert (made.quantiles >= made.known[:, :, None]).all()
    assert (made.mean >= made.known - 1e-9).all()


@given(seed=st.integers(0, 10_000), width=st.sampled_from([1, 7]))
@settings(max_examples=8, deadline=None)
def test_the_future_does_not_leak(seed: int, width: int) -> None:
    """Whatever is reported after the day of the nowcast, the answer is the same to the last bit."""
    whole = random_triangle(seed)
    today = whole.day_at(20)
    early = nowcast(whole.seen_by(today), sum=width)
    changed = whole.counts.copy()
    late = np.add.outer(np.arange(30), np.arange(6)) > 20
    changed[:, late] = changed[:, late] * 50 + 7
    late_world = Triangle(whole.areas, whole.first, 1, changed)
    again = nowcast(late_world, as_of=today, sum=width)
    np.testing.assert_array_equal(early.quantiles, again.quantiles)
    assert early.as_of == again.as_of == today
