"""Coverage, sharpness and bias, on continuous values and on counts with many zeros."""

import numpy as np
import pytest

from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.negative_binomial import quantiles_of
from vungxanh.epidemic.scores import bias, covered, fairly_covered, sharpness

QUARTERS = np.array([0.25, 0.5, 0.75])
ONE = np.array([2.0, 5.0, 9.0])


@pytest.mark.parametrize(("truth", "inside"), [(1.9, 0), (2, 1), (5, 1), (9, 1), (9.1, 0)])
def test_the_ends_belong_to_the_interval(truth: float, inside: int) -> None:
    assert covered(ONE, QUARTERS, np.array(truth), 0.5) == inside


def test_a_width_without_its_levels_is_unknown() -> None:
    assert np.isnan(covered(ONE, QUARTERS, np.array(5.0), 0.95))
    assert np.isnan(sharpness(ONE, QUARTERS, 0.95))


def test_sharpness_is_the_width() -> None:
    assert sharpness(ONE, QUARTERS, 0.5) == 7.0


@pytest.mark.parametrize(("truth", "expected"), [(20, -0.75), (5, 0.0), (1, 0.75)])
def test_bias_is_positive_where_the_forecast_is_too_high(truth: float, expected: float) -> None:
    assert bias(ONE, QUARTERS, np.array(float(truth))) == pytest.approx(expected)


def test_a_missing_truth_has_no_coverage_or_bias() -> None:
    nothing = np.array(np.nan)
    assert np.isnan([covered(ONE, QUARTERS, nothing, 0.5), fairly_covered(ONE, QUARTERS, nothing, 0.5)]).all()
    assert np.isnan(bias(ONE, QUARTERS, nothing))


@pytest.mark.parametrize("mean", [0.15, 0.7, 3.0, 40.0])
def test_a_perfect_forecast_of_counts_is_fairly_covered(mean: float) -> None:
    rng = np.random.default_rng(11)
    k = 1.5
    y = rng.negative_binomial(k, k / (k + mean), 20_000).astype(float)
    q = np.broadcast_to(quantiles_of(np.array([mean]), np.array([k]), LEVELS), (len(y), 23))
    assert fairly_covered(q, LEVELS, y, 0.5).mean() == pytest.approx(0.5, abs=0.04)
    assert fairly_covered(q, LEVELS, y, 0.95).mean() == pytest.approx(0.95, abs=0.02)
    assert abs(bias(q, LEVELS, y).mean()) < 0.06


def test_the_plain_coverage_of_rare_cases_cannot_be_what_is_stated() -> None:
    y = np.repeat([0.0, 1.0], [900, 100])
    q = np.broadcast_to(np.where(LEVELS <= 0.9, 0.0, 1.0), (1000, 23))
    assert covered(q, LEVELS, y, 0.5).mean() == 0.9
    assert fairly_covered(q, LEVELS, y, 0.5).mean() == pytest.approx(0.5, abs=0.02)
