"""The forecast engine on simulated outbreaks whose law is known: calibrated, and better than staying flat.

Truth: 40 areas, 70 weeks, renewal process with generation interval (.6, .4) weeks, log R a wave common to all
and a wandering part of each area (sd .08), negative binomial counts with k = 20; seed 20.
"""

from datetime import date

import numpy as np
import pytest

from vungxanh.epidemic.forecast.engine import forecast
from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.forecast.weights import interval_scores
from vungxanh.epidemic.panel import Panel

AREAS, WEEKS, SEED, K = 40, 70, 20, 20.0
ORIGINS = (44, 50, 56, 62)


def _outbreaks() -> np.ndarray:
    rng = np.random.default_rng(SEED)
    cases = np.zeros((AREAS, WEEKS))
    cases[:, :2] = rng.poisson(np.exp(rng.uniform(2, 6, (AREAS, 1))), (AREAS, 2))
    own = np.zeros(AREAS)
    for t in range(2, WEEKS):
        own = 0.9 * own + rng.normal(0, 0.08, AREAS)
        r = np.exp(0.35 * np.sin(2 * np.pi * t / 17) + own)
        mean = r * (0.6 * cases[:, t - 1] + 0.4 * cases[:, t - 2]) + 2.0
        cases[:, t] = rng.negative_binomial(K, K / (K + mean))
    return cases


@pytest.fixture(scope="module")
def played() -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Quantiles, outcomes and last values (origins, areas, 3[, levels])."""
    cases = _outbreaks()
    quantiles, outcomes, last = [], [], []
    for origin in ORIGINS:
        areas = tuple(f"{a:02d}" for a in range(AREAS))
        panel = Panel(areas, date(2020, 1, 4), 7, cases[:, : origin + 1], np.full(AREAS, np.nan))
        quantiles.append(forecast(panel, horizon=3, levels=INNER).quantiles)
        outcomes.append(cases[:, origin + 1 : origin + 4])
        last.append(np.repeat(cases[:, origin, None], 3, axis=1))
    return np.array(quantiles), np.array(outcomes), np.array(last)


@pytest.mark.slow
def test_better_than_the_last_value_by_a_third(played: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    quantiles, outcomes, last = played
    assert interval_scores(quantiles, INNER, outcomes).sum() < 0.67 * np.abs(outcomes - last).sum()


@pytest.mark.slow
def test_intervals_cover_what_they_promise(played: tuple[np.ndarray, np.ndarray, np.ndarray]) -> None:
    quantiles, outcomes, _ = played
    half = ((quantiles[..., 6] <= outcomes) & (outcomes <= quantiles[..., 16])).mean()
    most = ((quantiles[..., 1] <= outcomes) & (outcomes <= quantiles[..., 21])).mean()
    assert 0.40 < half < 0.65
    assert most > 0.90
