"""Marginals of a tree."""

import numpy as np

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.marginals import depths, week_marginals


def test_depth_counts_the_areas_above() -> None:
    assert depths(np.array([3, 3, 4, 4, -1, -1])).tolist() == [2, 2, 1, 1, 0, 0]


def test_the_areas_above_expect_what_their_children_expect() -> None:
    panel, parents = city(4, 10, 90, seed=4, mean=5.0)
    middle = week_marginals(panel.values, parents, 2, LEVELS)[:, :, 11]
    np.testing.assert_allclose(middle[-1], middle[:40].sum(axis=0), rtol=0.15)
    np.testing.assert_allclose(middle[40:44].sum(axis=0), middle[-1], rtol=0.15)


def test_the_leaves_do_not_depend_on_the_areas_above() -> None:
    panel, parents = city(2, 6, 60, seed=5)
    both = week_marginals(panel.values, parents, 1, LEVELS)[:12]
    districts_as_roots = np.where(parents == 14, -1, parents)[:14]
    np.testing.assert_array_equal(week_marginals(panel.values[:14], districts_as_roots, 1, LEVELS)[:12], both)


def test_an_area_that_was_never_reported_has_no_forecast() -> None:
    panel, parents = city(2, 6, 60, seed=6)
    panel.values[3] = np.nan
    q = week_marginals(panel.values, parents, 1, LEVELS)
    assert np.isnan(q[3]).all()
    assert np.isfinite(np.delete(q, 3, axis=0)).all()


def test_quiet_weeks_before_the_outbreak_change_nothing() -> None:
    panel, parents = city(3, 8, 60, seed=9)
    quiet = np.concatenate([np.zeros((len(parents), 100)), panel.values], axis=1)
    np.testing.assert_array_equal(
        week_marginals(quiet, parents, 2, LEVELS), week_marginals(panel.values, parents, 2, LEVELS)
    )
