"""Noise and relative variance are found again from simulated errors."""

import numpy as np
import pytest

from vungxanh.epidemic.nowcast.spread import PRIOR_NOISE, PRIOR_RELATIVE, mean_variance


def test_both_parts_are_recovered() -> None:
    rng = np.random.default_rng(1)
    mean = np.exp(rng.uniform(0, 7, (200, 60, 3)))
    truth = mean + rng.normal(size=mean.shape) * np.sqrt(2.0 * mean + 0.04 * mean**2)
    noise, relative = mean_variance(truth, mean, np.ones((60, 3)), np.eye(3))
    assert noise == pytest.approx([2.0] * 3, rel=0.15)
    assert relative == pytest.approx([0.04] * 3, rel=0.15)


def test_without_a_past_the_prior_holds() -> None:
    nothing = np.zeros((2, 5, 2))
    noise, relative = mean_variance(nothing, nothing, np.zeros((5, 2)), np.eye(2))
    np.testing.assert_allclose(noise, PRIOR_NOISE, rtol=0.01)
    np.testing.assert_allclose(relative, PRIOR_RELATIVE, rtol=0.01)


def test_one_disaster_does_not_decide() -> None:
    rng = np.random.default_rng(2)
    mean = np.full((20, 60, 1), 100.0)
    truth = mean + rng.normal(size=mean.shape) * np.sqrt(150)
    usual = mean_variance(truth, mean, np.ones((60, 1)), np.eye(1))
    truth[0, 0, 0] = 1e6
    after = mean_variance(truth, mean, np.ones((60, 1)), np.eye(1))
    variance = [noise[0] * 100 + relative[0] * 1e4 for noise, relative in (usual, after)]
    assert variance[1] < 1.1 * variance[0]
