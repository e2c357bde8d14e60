"""The pooled autoregression: recovery, bounds, and a slow twin of its mean."""

import numpy as np
import pytest

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast.counts_features import Features, features_of
from vungxanh.epidemic.forecast.counts_fit import LARGEST, fit_at

GROUP = np.repeat(np.arange(3), 4)


def features(days: int = 80, mean: float = 2.0) -> Features:
    panel, _ = city(3, 4, days, seed=2, mean=mean)
    return features_of(panel.values[:12], GROUP)


def test_too_few_days_have_no_fit() -> None:
    assert fit_at(features(13), 12, 1, 1000) is None
    assert fit_at(features(14), 13, 1, 1000) is not None


def test_only_what_was_known_on_the_day_is_used() -> None:
    seen, later = features(), features()
    later.sums[:, 61:] = 1e6
    later.level[:, 61:] = 1e6
    ours, theirs = fit_at(seen, 60, 2, 1000), fit_at(later, 60, 2, 1000)
    assert ours is not None
    assert theirs is not None
    np.testing.assert_array_equal(ours.weights, theirs.weights)
    assert ours.dispersion == theirs.dispersion


def test_the_mean_is_its_equation() -> None:
    f = features()
    fit = fit_at(f, 79, 1, 5000)
    assert fit is not None
    slow = [
        max(sum(w * x for w, x in zip(fit.weights, f.level[a, 79], strict=True)), 1e-3)
        * np.exp(sum(b * g for b, g in zip(fit.growth, f.growth[a, 79], strict=True)))
        for a in range(12)
    ]
    np.testing.assert_allclose(fit.mean(f, 79), slow, rtol=1e-9)


def test_a_steady_epidemic_goes_on() -> None:
    f = features_of(np.full((12, 60), 5.0), GROUP)
    fit = fit_at(f, 59, 1, 5000)
    assert fit is not None
    np.testing.assert_allclose(fit.mean(f, 59), 35.0, rtol=0.02)


def test_the_level_of_next_week_is_recovered() -> None:
    # Cases grow by exp(0.07) a week; each area's true mean is known to the simulation.
    f = features(80, mean=30.0)
    fit = fit_at(f, 72, 1, 20_000)
    assert fit is not None
    assert fit.mean(f, 72).sum() == pytest.approx(f.sums[:, 79].sum(), rel=0.08)


def test_growth_is_bounded() -> None:
    explosive = np.tile(np.exp(0.2 * np.arange(50)), (12, 1))
    fit = fit_at(features_of(explosive, GROUP), 49, 1, 5000)
    assert fit is not None
    assert (fit.growth >= 0).all()
    assert (fit.growth <= LARGEST).all()
    assert (fit.weights >= 0).all()
