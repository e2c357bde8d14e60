"""Quantiles of 7-day sums: shape, short pasts, long horizons."""

import numpy as np
import pytest

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast.counts_ar import _lean, _looks, counts_ar
from vungxanh.epidemic.forecast.counts_features import features_of
from vungxanh.epidemic.forecast.hub import LEVELS

GROUP = np.repeat(np.arange(4), 10)


def forecast(days: int, weeks: int = 2, mean: float = 2.0) -> np.ndarray:
    panel, _ = city(4, 10, days, seed=3, mean=mean)
    return counts_ar(features_of(panel.values[:40], GROUP), None, weeks, LEVELS)[0]


def test_quantiles_ascend_and_are_whole_numbers() -> None:
    q = forecast(70)
    assert q.shape == (40, 2, 23)
    assert (np.diff(q, axis=-1) >= 0).all()
    assert (q == np.round(q)).all()


@pytest.mark.parametrize("days", [1, 3, 8, 15, 25])
def test_a_short_past_still_has_a_forecast(days: int) -> None:
    q = forecast(days)
    assert np.isfinite(q).all()
    assert q.max() < 2000


def test_weeks_beyond_the_fitted_ones_grow_wider_and_stay_sane() -> None:
    q = forecast(100, weeks=9)
    width = (q[:, :, 21] - q[:, :, 1]).mean(axis=0)
    assert (np.diff(width[3:]) > 0).all()
    assert q[:, 8].max() < 60 * max(q[:, 0, 11].max(), 1)


def test_where_nothing_ever_happened_nothing_is_expected() -> None:
    q = counts_ar(features_of(np.zeros((40, 60)), GROUP), None, 2, LEVELS)[0]
    assert q[:, :, 11].max() == 0
    assert q.max() <= 1


def test_a_lockdown_that_the_past_growth_does_not_know_is_half_believed() -> None:
    """Eight weeks of growth, then a fall by a third a week: the forecast follows the fall, not the growth."""
    rng = np.random.default_rng(8)
    weeks = np.concatenate([1.3 ** np.arange(8), 1.3**7 * 0.65 ** np.arange(1, 5)])
    mean = np.repeat(weeks, 7) * 2.0
    panel = rng.poisson(np.broadcast_to(mean, (40, len(mean)))).astype(np.float64)
    q = counts_ar(features_of(panel, GROUP), None, 2, LEVELS)[0]
    next_week = panel.shape[0] * 7 * 2.0 * weeks[-1] * 0.65
    last_week = panel[:, -7:].sum()
    assert 0.8 * next_week < q[:, 0, 11].sum() < last_week
    features = features_of(panel, GROUP)
    looks = list(_looks(features, 1))
    said = sum(0.5**j * look.fit.mean(features, look.day).sum() for j, look in enumerate(looks))
    come = sum(0.5**j * panel[:, look.day + 1 : look.day + 8].sum() for j, look in enumerate(looks))
    assert _lean(features, looks) == pytest.approx(np.sqrt((come + 20) / (said + 20)))
    assert _lean(features, looks) < 1


def test_nothing_leans_without_looks() -> None:
    assert _lean(features_of(np.ones((3, 9)), np.zeros(3, np.intp)), []) == 1.0
