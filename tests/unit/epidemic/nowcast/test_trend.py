"""Leaning on the trend: not at all with full reports, entirely without any."""

import numpy as np
import pytest

from vungxanh.epidemic.nowcast.scene import scene
from vungxanh.epidemic.nowcast.trend import completed

WEEK = np.arange(7)


def one(known: float, share: float, *, growth: float = 1.0, spread: float = 0.0) -> float:
    """Expected cases of today after two weeks of 70 cases a day."""
    days = 14
    found, _ = completed(
        np.array([[[known, 70.0]]]),
        np.array([[[share, 1.0]]]),
        np.full((1, 1, days), 70.0),
        np.ones((1, 7)),
        np.full((1, 2), growth),
        np.zeros((1, 2), np.intp),
        np.full(2, 0.1),
        np.full(2, spread),
        1.0,
    )
    return float(found[0, 0, 0])


def test_all_reported_is_all() -> None:
    assert one(31.0, 1.0) == 31.0


def test_nothing_reportable_yet_is_the_trend() -> None:
    assert one(0.0, 1e-9) == pytest.approx(70, rel=0.02)


def test_many_reports_outweigh_the_trend_and_noisy_ones_less() -> None:
    plain, noisy = one(100.0, 0.5), one(100.0, 0.5, spread=0.5)
    assert 70 < noisy < plain < 200
    assert plain > 150


def test_the_trend_grows_with_the_pool() -> None:
    assert one(0.0, 1e-9, growth=2.0) > 73


def test_the_scene_knows_growth_and_weekdays() -> None:
    days = 100
    profile = np.array([0.4, 1.1, 1.1, 1.1, 1.1, 1.1, 1.1])
    series = 1000 * 1.02 ** np.arange(days) * profile[np.arange(days) % 7]
    known = np.repeat(series[None, :, None], 3, axis=2)
    found = scene(known, np.ones((1, 1, 3)), np.array([days - 1]), 7)
    assert found.growth[0] == pytest.approx([1.02**7] * 3, rel=0.01)
    np.testing.assert_allclose(found.profile[0], profile / profile.mean(), rtol=0.03)
