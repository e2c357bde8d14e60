"""The width of the pool is corrected by what it missed."""

import numpy as np
from scipy.stats import norm

from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.forecast.recalibrate import factors_of, usual_factors, widen


def _standard(origins: int, areas: int) -> np.ndarray:
    return np.broadcast_to(norm.ppf(INNER), (origins, areas, 1, len(INNER)))


def test_without_outcomes_the_usual_factors_stand() -> None:
    assert np.array_equal(factors_of(_standard(4, 9), INNER, np.full((4, 9, 1), np.nan)), usual_factors(1))


def test_a_pool_that_is_too_narrow_is_widened() -> None:
    outcomes = np.random.default_rng(5).normal(scale=2.0, size=(200, 20, 1))
    assert np.allclose(factors_of(_standard(200, 20), INNER, outcomes), 2.0, atol=0.2)


def test_a_pool_that_is_too_wide_is_left_alone() -> None:
    outcomes = np.random.default_rng(5).normal(scale=0.3, size=(200, 20, 1))
    assert (factors_of(_standard(200, 20), INNER, outcomes) == 1.0).all()


def test_sides_are_judged_apart() -> None:
    outcomes = np.random.default_rng(5).normal(size=(200, 20, 1))
    outcomes[outcomes > 0] *= 2
    low, high = factors_of(_standard(200, 20), INNER, outcomes)
    assert low[0] < 1.2
    assert high[0] > 1.7


def test_widening_keeps_the_median_and_the_order() -> None:
    wide = widen(norm.ppf(INNER)[None] + 3, INNER, np.array([[2.0], [1.0]]))[0]
    assert wide[11] == 3.0
    assert (np.diff(wide) > 0).all()
    assert np.isclose(wide[0] - 3, 2 * norm.ppf(0.01))
    assert np.isclose(wide[-1] - 3, norm.ppf(0.99))
