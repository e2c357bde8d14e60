"""Levels to ask for: unchanged where all is well, wider where intervals were too narrow."""

import numpy as np

from vungxanh.epidemic.nowcast.recalibration import GRID, asked_levels


def asked(pit: np.ndarray, independent: float) -> np.ndarray:
    values = pit[None, :, None]
    return asked_levels(values, values, np.ones((pit.size, 1)), np.array([independent]))[0]


def test_without_a_past_nothing_changes() -> None:
    nothing = asked_levels(np.zeros((1, 3, 1)), np.ones((1, 3, 1)), np.zeros((3, 1)), np.zeros(1))
    np.testing.assert_allclose(nothing[0], GRID, atol=1e-6)


def test_a_uniform_past_changes_nothing() -> None:
    np.testing.assert_allclose(asked((np.arange(2000) + 0.5) / 2000, 1e6), GRID, atol=0.006)


def test_truths_at_the_edges_ask_for_wider_levels() -> None:
    edges = np.random.default_rng(1).beta(0.5, 0.5, 4000)
    found = asked(edges, 1e6)
    assert found[20] < 0.05
    assert found[180] > 0.95
    np.testing.assert_allclose(found[100], 0.5, atol=0.04)


def test_few_days_are_believed_little() -> None:
    high = np.full(50, 0.9)
    assert abs(asked(high, 1.0)[100] - 0.5) < abs(asked(high, 50.0)[100] - 0.5)


def test_a_count_spreads_over_its_probabilities() -> None:
    found = asked_levels(np.zeros((1, 1, 1)), np.ones((1, 1, 1)), np.ones((1, 1)), np.array([1e9]))
    np.testing.assert_allclose(found[0], GRID, atol=1e-6)
