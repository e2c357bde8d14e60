"""Kernels: quantile function and Dirichlet-multinomial days."""

import numpy as np
import pytest

from vungxanh.epidemic.forecast.splitting import SMALL, days_of, quantile_at, split

LEVELS = np.array([0.1, 0.5, 0.9])
Q = np.array([2.0, 4.0, 10.0])


@pytest.mark.parametrize(("u", "value"), [(0.1, 2), (0.3, 3), (0.5, 4), (0.7, 7), (0.05, 1)])
def test_linear_between_the_levels(u: float, value: float) -> None:
    assert quantile_at(u, LEVELS, Q) == pytest.approx(value)


def test_the_tail_goes_on() -> None:
    assert 10 < quantile_at(0.95, LEVELS, Q) < quantile_at(0.99, LEVELS, Q) < 30


@pytest.mark.parametrize("total", [0, 1, SMALL, SMALL + 1, 5000])
def test_the_days_sum_to_the_week(total: int) -> None:
    out, rng = np.empty(7, np.int32), np.random.default_rng(1)
    for _ in range(50):
        split(total, np.full(7, 1 / 7), 3.0, rng, out)
        assert out.sum() == total
        assert out.min() >= 0


@pytest.mark.parametrize("total", [12, 60])
def test_days_have_the_mean_and_variance_of_the_distribution(total: int) -> None:
    share, precision = np.array([0.3, 0.2, 0.1, 0.1, 0.1, 0.1, 0.1]), 5.0
    out = np.empty((20_000, 1, 7), np.int32)
    totals = np.full((1, 1, 20_000), total)
    days_of(totals, np.array([0]), share[None], precision, np.random.default_rng(1), out)
    days = out[:, 0]
    expected = total * share * (1 - share) * (total + precision) / (1 + precision)
    np.testing.assert_allclose(days.mean(axis=0), total * share, rtol=0.06)
    np.testing.assert_allclose(days.var(axis=0), expected, rtol=0.1)
