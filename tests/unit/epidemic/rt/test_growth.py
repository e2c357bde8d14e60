"""Growth rates: from R and back, and from the counts."""

import numpy as np
import pytest

from vungxanh.epidemic.disease import read_disease
from vungxanh.epidemic.rt import doubling_days, growth_of, observed_growth, reproduction_of

W = read_disease("covid19").generation


@pytest.mark.parametrize("growth", [-0.2, -0.03, 0.0, 0.05, 0.3])
def test_there_and_back(growth: float) -> None:
    r = np.array([reproduction_of(growth, W)])
    assert growth_of(r, W)[0] == pytest.approx(growth, abs=1e-4)


def test_one_day_from_case_to_case_is_compound_interest() -> None:
    assert growth_of(np.array([2.0]), np.array([0, 1.0]))[0] == pytest.approx(np.log(2), abs=1e-6)


def test_doubling_and_halving() -> None:
    assert doubling_days(np.array([0.1, -0.1, 0.0])).tolist() == pytest.approx(
        [6.931, -6.931, np.inf], rel=1e-3
    )


def test_exact_exponential_counts_show_their_rate() -> None:
    counts = 1000 * np.exp(0.04 * np.arange(30))[None]
    growth, error = observed_growth(counts)
    assert np.isnan(growth[0, :13]).all()
    assert growth[0, 13:] == pytest.approx(0.04, abs=1e-6)
    assert (error[0, 13:] < 0.01).all()


def test_the_error_covers_noise() -> None:
    rng = np.random.default_rng(3)
    counts = rng.poisson(20 * np.exp(0.05 * np.arange(14)), size=(400, 14)).astype(float)
    growth, error = (each[:, -1] for each in observed_growth(counts))
    assert np.mean(np.abs(growth - 0.05) < 1.96 * error) == pytest.approx(0.95, abs=0.04)


def test_nothing_to_go_by_is_nan() -> None:
    assert np.isnan(observed_growth(np.zeros((1, 20)))[0]).all()
    few = np.full((1, 20), np.nan)
    few[0, -2:] = 5
    assert np.isnan(observed_growth(few)[0]).all()
