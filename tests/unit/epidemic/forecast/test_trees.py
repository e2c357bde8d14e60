"""Boosted quantile trees on data whose quantiles are known."""

import numpy as np

from vungxanh.epidemic.forecast.trees import Growth, fit_trees

LEVELS = np.array([0.1, 0.5, 0.9])


def _fitted(x: np.ndarray, y: np.ndarray, seed: int = 0, **how: float) -> object:
    return fit_trees(x, y, np.arange(len(y)) % 40, LEVELS, np.random.default_rng(seed), Growth(**how))


def test_noise_that_grows_with_x_is_seen() -> None:
    rng = np.random.default_rng(1)
    x = rng.uniform(1, 5, (4000, 2))
    y = 3 * x[:, 1] + x[:, 0] * rng.normal(size=4000)
    got = _fitted(x, y).predict(np.array([[1.5, 3.0], [4.5, 3.0]]))
    assert np.allclose(got[:, 1], 9.0, atol=1.0)
    assert got[1, 2] - got[1, 0] > 2 * (got[0, 2] - got[0, 0])


def test_a_gap_is_a_value_of_its_own() -> None:
    rng = np.random.default_rng(1)
    x = np.where(rng.random((3000, 1)) < 0.5, np.nan, rng.normal(size=(3000, 1)))
    y = np.where(np.isnan(x[:, 0]), 5.0, 0.0) + 0.1 * rng.normal(size=3000)
    assert np.allclose(
        _fitted(x, y, features=1.0).predict(np.array([[np.nan], [0.0]]))[:, 1], [5, 0], atol=0.3
    )


def test_nothing_to_learn_gives_the_plain_quantiles() -> None:
    y = np.random.default_rng(1).normal(size=2000)
    got = _fitted(np.zeros((2000, 3)), y).predict(np.zeros((1, 3)))
    assert np.allclose(got[0], np.quantile(y, LEVELS), atol=0.15)


def test_same_seed_same_trees() -> None:
    rng = np.random.default_rng(1)
    x, y = rng.normal(size=(500, 3)), rng.normal(size=500)
    assert np.array_equal(_fitted(x, y).predict(x), _fitted(x, y).predict(x))
    assert not np.array_equal(_fitted(x, y).predict(x), _fitted(x, y, seed=1).predict(x))
