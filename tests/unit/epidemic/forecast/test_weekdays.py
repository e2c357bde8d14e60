"""From weeks to days: profile and precision."""

import numpy as np
import pytest

from vungxanh.epidemic.forecast.weekdays import MOST, weekdays_of


def lumpy(precision: float, areas: int, weeks: int) -> np.ndarray:
    rng = np.random.default_rng(5)
    share = rng.dirichlet(np.full(7, precision / 7), areas * weeks)
    return rng.multinomial(30, share).reshape(areas, weeks * 7).astype(float)


def test_the_precision_is_recovered() -> None:
    assert weekdays_of(lumpy(8.0, 200, 8)).precision == pytest.approx(8.0, rel=0.15)


def test_even_counts_are_not_lumpy() -> None:
    rng = np.random.default_rng(6)
    assert weekdays_of(rng.poisson(5, (100, 56)).astype(float)).precision > MOST / 10


def test_a_quiet_sunday_is_seen() -> None:
    days = np.tile([10.0, 10, 10, 10, 10, 10, 1], (20, 8))
    share = weekdays_of(days).share
    assert share[6] < share[:6].min() / 2
    assert share.sum() == pytest.approx(1.0)


def test_one_batch_day_is_no_weekday() -> None:
    days = np.full((5, 56), 10.0)
    days[:, 50] = 500.0
    np.testing.assert_allclose(weekdays_of(days).share, 1 / 7, atol=0.01)


def test_without_a_week_all_days_are_alike() -> None:
    np.testing.assert_allclose(weekdays_of(np.ones((3, 4))).share, 1 / 7)


def test_growth_tilts_the_days() -> None:
    shares = weekdays_of(np.ones((3, 14))).tilted(np.array([0.0, 0.7]))
    np.testing.assert_allclose(shares[0], 1 / 7, atol=1e-12)
    assert (np.diff(shares[1]) > 0).all()
    np.testing.assert_allclose(shares.sum(axis=1), 1.0)


def test_one_even_area_is_told_from_a_lumpy_one() -> None:
    """Eight blocks of one area say whether its days are even; a few areas more do not have to be there."""
    rng = np.random.default_rng(1)
    even = rng.poisson(100.0, (1, 90)).astype(np.float64)
    lumpy = even * (np.arange(90) % 7 == 0) * 7
    assert weekdays_of(even).precision > 100
    assert weekdays_of(lumpy * rng.integers(0, 2, (1, 90)) + rng.poisson(1.0, (1, 90))).precision < 20
    assert weekdays_of(np.zeros((1, 90))).precision == pytest.approx(20.0)
