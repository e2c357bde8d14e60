"""Delays are recovered while the epidemic doubles every four days, where the naive mean is far too short."""

from datetime import date

import numpy as np
import pytest
from scipy import stats

from vungxanh.epidemic.delays import Triangle, delay_distribution
from vungxanh.epidemic.delays.parametric import fit_delay

SEED, DAYS, DELAYS = 20210709, 60, 26
TRUE = np.diff(stats.gamma(a=3.2, scale=2).cdf(np.arange(DELAYS + 1)))
TRUE = TRUE / TRUE.sum()
MEAN = float(TRUE @ np.arange(DELAYS))


@pytest.fixture(scope="module")
def growing() -> Triangle:
    rng = np.random.default_rng(SEED)
    cases = 0.3 * 2 ** (np.arange(DAYS) / 4.0)
    counts = rng.poisson(cases[None, :, None] * TRUE, (4, DAYS, DELAYS)).astype(float)
    hidden = np.add.outer(np.arange(DAYS), np.arange(DELAYS)) > DAYS - 1
    counts[:, hidden] = np.nan
    return Triangle(tuple("abcd"), date(2021, 5, 1), 1, counts)


def test_the_naive_mean_is_biased(growing: Triangle) -> None:
    seen = np.nansum(growing.counts, axis=(0, 1))
    assert seen @ np.arange(DELAYS) / seen.sum() < 0.75 * MEAN


def test_reverse_time_hazards_are_not(growing: Triangle) -> None:
    found = delay_distribution(growing)
    assert found.mean() == pytest.approx([MEAN] * 4, rel=0.04)
    np.testing.assert_allclose(found.probability, np.tile(TRUE, (4, 1)), atol=0.02)


def test_nor_is_the_conditional_likelihood(growing: Triangle) -> None:
    found = fit_delay(np.where(np.isnan(growing.counts[0]), np.nan, growing.counts.sum(axis=0)), "gamma")
    assert found.mean == pytest.approx(6.4, rel=0.05)
    assert found.sd == pytest.approx(np.sqrt(3.2) * 2, rel=0.06)


def test_intervals_cover_the_truth() -> None:
    """90 % intervals of the cumulative share hold in 80-97 % of 60 outbreaks."""
    held = []
    for seed in range(60):
        rng = np.random.default_rng(SEED + seed)
        cases = 0.5 * 2 ** (np.arange(40) / 6.0)
        counts = rng.poisson(cases[None, :, None] * TRUE, (1, 40, DELAYS)).astype(float)
        counts[:, np.add.outer(np.arange(40), np.arange(DELAYS)) > 39] = np.nan
        found = delay_distribution(Triangle(("a",), date(2021, 5, 1), 1, counts), strength=0)
        cumulative = found.draws(400, rng)[:, 0].cumsum(axis=1)[:, [2, 5, 9]]
        low, high = np.quantile(cumulative, [0.05, 0.95], axis=0)
        truth = TRUE.cumsum()[[2, 5, 9]]
        held.append((low <= truth) & (truth <= high))
    assert 0.80 <= np.mean(held) <= 0.97
