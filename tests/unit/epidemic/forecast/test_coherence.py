"""Coherence: exact sums, and each parent close to its own forecast."""

import numpy as np

from vungxanh.epidemic.forecast.coherence import OWN, children_of, settle
from vungxanh.epidemic.forecast.marginals import depths

PARENTS = np.array([4, 4, 5, 5, 6, 6, -1])


def futures(rng: np.random.Generator) -> np.ndarray:
    """Whole-number futures (7 rows, 2 weeks, 300 draws)."""
    means = np.array([2.0, 5.0, 0.3, 9.0, 8.0, 10.0, 20.0])
    return rng.poisson(means[:, None, None], (7, 2, 300)).astype(np.int64)


def test_children_by_parent() -> None:
    assert {row: part.tolist() for row, part in children_of(PARENTS).items()} == {
        4: [0, 1],
        5: [2, 3],
        6: [4, 5],
    }


def test_children_sum_to_their_parent_in_every_future() -> None:
    rng = np.random.default_rng(1)
    totals = futures(rng)
    settle(totals, PARENTS, depths(PARENTS), rng)
    for row, part in children_of(PARENTS).items():
        np.testing.assert_array_equal(totals[part].sum(axis=0), totals[row])
    assert totals.min() >= 0


def test_a_parent_lies_between_its_own_forecast_and_its_childrens_sum() -> None:
    rng = np.random.default_rng(2)
    totals = futures(rng)
    totals[6] += 30  # the city expects more than its districts: 20 + 30 beside 8 + 10
    own, made = totals[6].mean(), totals[4:6].sum(axis=0).mean()
    settle(totals, PARENTS, depths(PARENTS), rng)
    districts = OWN * 18.0 + (1 - OWN) * 16.3
    assert made < totals[6].mean() < own
    np.testing.assert_allclose(totals[6].mean(), OWN * own + (1 - OWN) * districts, rtol=0.03)


def test_the_order_of_luck_is_the_childrens() -> None:
    rng = np.random.default_rng(3)
    totals = futures(rng)
    before = totals[:4].sum(axis=0)
    settle(totals, PARENTS, depths(PARENTS), rng)
    assert np.corrcoef(before.ravel(), totals[6].ravel())[0, 1] > 0.6


def test_cases_of_a_parent_whose_children_have_none_are_shared() -> None:
    rng = np.random.default_rng(4)
    totals = np.zeros((3, 1, 50), np.int64)
    totals[2] = 9
    settle(totals, np.array([2, 2, -1]), np.array([1, 1, 0]), rng)
    np.testing.assert_array_equal(totals[:2].sum(axis=0), totals[2])
    assert totals[2].mean() > 2
