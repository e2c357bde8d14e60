"""Nowcasts of a simulated city: negative binomial cases, weekday habits of reporting, a batch day, a drift.

Truth: 12 areas with 3 to 120 cases a day on a common wave; exponential delays, times 0.15 on Sundays and
1.6 on Mondays (by report day, per reference day scaled to the total); on day BATCH hardly anything is
transmitted, all of it comes a day later; from day SLOWER on reports take a quarter longer.
"""

from datetime import date

import numpy as np
import pytest

from tests.property.slow_nowcast import plain_chain_ladder
from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast import nowcast

SEED, DAYS, DELAYS, BATCH, SLOWER = 12, 170, 15, 137, 120
SIZES = np.array([3, 3, 5, 5, 8, 8, 15, 15, 30, 30, 60, 120.0])
LEVELS = np.array([0.05, 0.25, 0.5, 0.75, 0.95])


@pytest.fixture(scope="module")
def city() -> np.ndarray:
    """Complete counts (areas, days, delays)."""
    rng = np.random.default_rng(SEED)
    wave = np.exp(0.9 * np.sin(np.arange(DAYS) / 17.0))
    cases = rng.negative_binomial(20, 20 / (20 + SIZES[:, None] * wave))
    weekday = np.ones(7)
    weekday[[0, 1]] = 0.15, 1.6
    counts = np.zeros((len(SIZES), DAYS, DELAYS))
    for t in range(DAYS):
        mean = 3.0 * (1.25 if t >= SLOWER else 1.0)
        share = np.exp(-np.arange(DELAYS) / mean) * weekday[(t + np.arange(DELAYS)) % 7]
        share = rng.dirichlet(60 * share / share.sum())
        counts[:, t] = rng.multinomial(cases[:, t], share)
    for d in range(DELAYS - 1):
        counts[:, BATCH - d, d + 1] += counts[:, BATCH - d, d]
        counts[:, BATCH - d, d] = 0
    return counts


def seen(city: np.ndarray, today: int) -> Triangle:
    counts = city[:, : today + 1].copy()
    counts[:, np.add.outer(np.arange(today + 1), np.arange(DELAYS)) > today] = np.nan
    return Triangle(tuple(f"a{i:02d}" for i in range(len(SIZES))), date(2021, 3, 7), 1, counts)


DATES = range(100, DAYS, 6)


@pytest.fixture(scope="module")
def made(city: np.ndarray) -> dict[int, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """Per day: quantiles, expectations and truth of the last days."""
    results = {}
    for today in DATES:
        now = nowcast(seen(city, today), levels=LEVELS)
        results[today] = (now.quantiles, now.mean, city[:, today - DELAYS + 1 : today + 1].sum(axis=2))
    return results


def test_intervals_hold_as_often_as_they_say(made: dict[int, tuple[np.ndarray, ...]]) -> None:
    """Days that are at most 60 % reported; with whole numbers an interval holds a little more often."""
    inside = {50: [], 90: []}
    for quantiles, _, truth in made.values():
        q, y = quantiles[4:, -4:], truth[4:, -4:]
        inside[50].append((q[..., 1] <= y) & (y <= q[..., 3]))
        inside[90].append((q[..., 0] <= y) & (y <= q[..., 4]))
    assert 0.45 <= np.mean(inside[50]) <= 0.66
    assert 0.85 <= np.mean(inside[90]) <= 0.97


def test_it_is_closer_than_the_plain_chain_ladder(
    city: np.ndarray, made: dict[int, tuple[np.ndarray, ...]]
) -> None:
    ours, plain = [], []
    for today, (_, mean, truth) in made.items():
        counts = seen(city, today).counts
        simple = np.stack([plain_chain_ladder(area) for area in counts[-4:]])[:, -DELAYS:]
        ours.append(np.abs(mean[-4:] - truth[-4:]).mean())
        plain.append(np.abs(simple - truth[-4:]).mean())
    assert np.mean(ours) < 0.75 * np.mean(plain)


def test_a_failed_transmission_does_not_look_like_a_quiet_day(city: np.ndarray) -> None:
    now = nowcast(seen(city, BATCH))
    truth = city[:, BATCH - 6 : BATCH].sum()
    assert now.mean[:, -7:-1].sum() == pytest.approx(truth, rel=0.2)


def test_after_the_batch_all_is_as_usual(city: np.ndarray) -> None:
    now = nowcast(seen(city, BATCH + 2))
    truth = city[:, BATCH - 3 : BATCH + 2].sum()
    assert now.mean[:, -6:-1].sum() == pytest.approx(truth, rel=0.2)


def test_samples_have_the_quantiles_of_the_nowcast(city: np.ndarray) -> None:
    now = nowcast(seen(city, 160), levels=LEVELS)
    drawn = now.samples(4000, np.random.default_rng(1))
    assert drawn.dtype == np.int32
    found = np.quantile(drawn, LEVELS, axis=0).transpose(1, 2, 0)
    np.testing.assert_allclose(found, now.quantiles, atol=3, rtol=0.06)


def test_sums_of_samples_are_as_wide_as_the_nowcast_of_sums(city: np.ndarray) -> None:
    today = 160
    sums = nowcast(seen(city, today), levels=LEVELS, sum=7)
    drawn = nowcast(seen(city, today)).samples(3000, np.random.default_rng(2))[:, :, -7:].sum(axis=2)
    low, high = np.quantile(drawn, [0.05, 0.95], axis=0)
    width = sums.quantiles[:, -1, 4] - sums.quantiles[:, -1, 0]
    assert 0.5 < ((high - low)[6:] / width[6:]).mean() < 1.6
