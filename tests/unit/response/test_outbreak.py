"""Figures of an outbreak: computed twice, and found again in simulated outbreaks of known truth."""

import statistics
from datetime import date, timedelta
from math import inf, isinf

import numpy as np
import pytest

from vungxanh.response.outbreak import (
    by_day,
    log_likelihood,
    offspring,
    secondary_cases,
    serial_intervals,
)

DAY = date(2021, 8, 1)


def test_serial_intervals_by_hand() -> None:
    pairs = [(DAY, DAY + timedelta(n)) for n in (-1, 3, 4, 4)] + [(None, DAY), (DAY, None)]
    found = serial_intervals(pairs)
    assert (found.n, found.left_out, found.mean, found.median) == (4, 2, 2.5, 3.5)
    assert found.counts == {-1: 1, 0: 0, 1: 0, 2: 0, 3: 1, 4: 2}


def test_nothing_known() -> None:
    assert serial_intervals([]).mean is None
    assert serial_intervals([(None, None)]).left_out == 1
    assert offspring([]).mean is None
    assert by_day([]) == []


@pytest.mark.parametrize("seed", range(20))
def test_figures_agree_with_the_obvious_way(seed: int) -> None:
    rng = np.random.default_rng(seed)
    cases = list(range(int(rng.integers(2, 60))))
    sources = [None if rng.random() < 0.2 or case == 0 else int(rng.integers(case)) for case in cases]
    onset = [DAY + timedelta(int(rng.integers(0, 40))) for _ in cases]
    numbers = secondary_cases(cases, sources)
    assert numbers == [sum(1 for source in sources if source == case) for case in cases]
    found = offspring(numbers)
    assert found.mean == pytest.approx(statistics.mean(numbers))
    assert found.variance == pytest.approx(statistics.variance(numbers))
    assert sum(found.counts.values()) == len(cases)
    pairs = [(onset[s], onset[c]) for c, s in enumerate(sources) if s is not None]
    days = [(b - a).days for a, b in pairs]
    if days:
        intervals = serial_intervals(pairs)
        assert intervals.mean == pytest.approx(statistics.mean(days))
        assert intervals.median == statistics.median(days)
    assert sum(count for _, count in by_day(onset)) == len(cases)
    assert [day for day, _ in by_day(onset)] == sorted(day for day, _ in by_day(onset))


def test_likelihood_against_the_definition() -> None:
    from scipy.stats import nbinom, poisson

    x = np.array([0, 0, 1, 5.0])
    assert log_likelihood(x, 1.5, 0.4) == pytest.approx(nbinom.logpmf(x, 0.4, 0.4 / 1.9).sum())
    assert log_likelihood(x, 1.5, inf) == pytest.approx(poisson.logpmf(x, 1.5).sum())


@pytest.mark.parametrize("k", [0.2, 1.0])
def test_dispersion_of_a_simulated_outbreak_is_found_again(k: int) -> None:
    """100 outbreaks of 300 cases, seed 20210815: the 95 % interval holds the truth about that often."""
    rng = np.random.default_rng(20210815)
    held, found = 0, []
    for _ in range(100):
        told = offspring(rng.negative_binomial(k, k / (k + 1.2), 300).tolist())
        assert told.k is not None
        assert told.k_low is not None
        assert told.k_high is not None
        held += told.k_low <= k <= told.k_high
        found.append(told.k)
    assert 89 <= held <= 100
    assert np.median(found) == pytest.approx(k, rel=0.1)


def test_even_spread_is_told_as_infinite_k_and_few_cases_tell_none() -> None:
    assert isinf(offspring([1] * 30).k or 0)
    assert offspring([0, 3, 1]).k is None
    assert offspring([0] * 30).k is None


def test_share_of_the_top_fifth() -> None:
    assert offspring([8, 2, 0, 0, 0, 0, 0, 0, 0, 0]).share_of_top_fifth == 1.0
    assert offspring([0, 0, 0]).share_of_top_fifth is None
