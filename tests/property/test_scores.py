"""Scores against slow obvious twins: one interval, one task at a time."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.scores import covered, flat_quantiles, log_wis, relative, wis

values = st.floats(0, 1e6, allow_nan=False)
forecasts = arrays(np.float64, (4, 23), elements=values).map(lambda q: np.sort(q, axis=1))
truths = arrays(np.float64, 4, elements=values)


def slow_wis(q: np.ndarray, y: float) -> float:
    """Median and eleven intervals, as the paper writes it: (w0 |y - m| + sum a/2 IS_a) / (K + 1/2)."""
    total = 0.5 * abs(y - q[11])
    for k in range(11):
        alpha, low, high = 2 * LEVELS[k], q[k], q[22 - k]
        score = (high - low) + 2 / alpha * max(low - y, 0) + 2 / alpha * max(y - high, 0)
        total += alpha / 2 * score
    return float(total / 11.5)


@given(forecasts, truths)
def test_wis_is_the_sum_over_intervals(q: np.ndarray, y: np.ndarray) -> None:
    slow = [slow_wis(q[i], y[i]) for i in range(4)]
    np.testing.assert_allclose(wis(q, LEVELS, y), slow, rtol=1e-9, atol=1e-9)


@given(forecasts, truths)
def test_the_log_score_is_the_score_of_logs(q: np.ndarray, y: np.ndarray) -> None:
    slow = [slow_wis(np.log1p(q[i]), float(np.log1p(y[i]))) for i in range(4)]
    np.testing.assert_allclose(log_wis(q, LEVELS, y), slow, rtol=1e-9, atol=1e-9)


@given(forecasts, truths, st.permutations(range(4)))
def test_tasks_do_not_depend_on_each_other(q: np.ndarray, y: np.ndarray, order: list[int]) -> None:
    np.testing.assert_array_equal(wis(q, LEVELS, y)[order], wis(q[order], LEVELS, y[order]))


@given(forecasts, truths)
def test_coverage_one_by_one(q: np.ndarray, y: np.ndarray) -> None:
    slow = [float(q[i][6] <= y[i] <= q[i][16]) for i in range(4)]
    assert covered(q, LEVELS, y, 0.5).tolist() == slow


@given(truths, truths)
def test_relative_one_by_one(own: np.ndarray, base: np.ndarray) -> None:
    slow = sum(own.tolist()) / sum(base.tolist()) if sum(base.tolist()) > 0 else float("nan")
    assert relative(own, base) == pytest.approx(slow, nan_ok=True)


@settings(max_examples=30)
@given(arrays(np.float64, (3, 9), elements=st.integers(0, 500).map(float)), st.integers(1, 3))
def test_the_flat_baseline_one_by_one(y: np.ndarray, ahead: int) -> None:
    fast = flat_quantiles(y, np.array([ahead]), LEVELS)[:, 0]
    for area in range(3):
        changes = [y[area, t] - y[area, t - ahead] for t in range(ahead, 9)]
        both = changes + [-c for c in changes]
        slow = np.maximum(y[area, -1] + np.quantile(both, LEVELS), 0)
        np.testing.assert_allclose(fast[area], slow, atol=1e-9)
