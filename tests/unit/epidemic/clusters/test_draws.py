"""The kernels' random numbers have the moments they should have."""

import numpy as np
import pytest

from vungxanh.epidemic.clusters.draws import alias_table, choose, uniform, unit_gamma


def state(seed: int) -> np.ndarray:
    return np.array([seed], np.uint64)


def test_uniform() -> None:
    s = state(3)
    drawn = np.array([uniform(s) for _ in range(20_000)])
    assert drawn.min() >= 0
    assert drawn.max() < 1
    assert drawn.mean() == pytest.approx(0.5, abs=0.01)
    assert drawn.var() == pytest.approx(1 / 12, abs=0.003)


@pytest.mark.parametrize("shape", [0.3, 1.0, 8.0])
def test_gamma_has_mean_one(shape: float) -> None:
    s = state(4)
    drawn = np.array([unit_gamma(s, shape) for _ in range(20_000)])
    assert drawn.mean() == pytest.approx(1, abs=0.06)
    assert drawn.var() == pytest.approx(1 / shape, rel=0.1)


def test_an_infinite_shape_is_one() -> None:
    assert unit_gamma(state(1), np.inf) == 1.0


def test_choice_in_proportion_and_never_the_impossible() -> None:
    weights = np.array([0.0, 1.0, 0.0, 6.0, 3.0])
    threshold, other = np.zeros(5), np.zeros(5, np.int64)
    alias_table(weights, threshold, other)
    s = state(9)
    drawn = np.bincount([choose(s, threshold, other) for _ in range(20_000)], minlength=5) / 20_000
    assert drawn[[0, 2]].tolist() == [0, 0]
    assert drawn == pytest.approx(weights / 10, abs=0.015)
