"""The hubs' flat baseline."""

import numpy as np

from vungxanh.epidemic.scores import flat_quantiles

LEVELS = np.array([0.025, 0.25, 0.5, 0.75, 0.975])
AHEAD = np.array([1, 2])


def test_the_median_is_the_last_value_and_the_spread_is_symmetric() -> None:
    q = flat_quantiles(np.array([[100.0, 110.0, 90.0, 120.0]]), AHEAD, LEVELS)[0]
    assert (q[:, 2] == 120).all()
    np.testing.assert_allclose(q[:, 3] - 120, 120 - q[:, 1])


def test_changes_over_the_horizon_tell_the_spread() -> None:
    # Up and down by 10 each step: over two steps nothing has ever changed.
    q = flat_quantiles(np.array([[50.0, 60.0, 50.0, 60.0, 50.0]]), AHEAD, LEVELS)[0]
    assert q[0, 4] > 59
    assert (q[1] == 50).all()


def test_nothing_falls_below_zero() -> None:
    assert flat_quantiles(np.array([[0.0, 9.0, 0.0]]), AHEAD, LEVELS).min() == 0.0


def test_a_gap_at_the_end_is_bridged_by_the_last_known_value() -> None:
    q = flat_quantiles(np.array([[5.0, 5.0, 7.0, np.nan]]), AHEAD, LEVELS)[0]
    assert (q[:, 2] == 7).all()


def test_an_area_never_reported_has_no_baseline() -> None:
    q = flat_quantiles(np.array([[np.nan, np.nan], [1.0, 2.0]]), AHEAD, LEVELS)
    assert np.isnan(q[0]).all()
    assert np.isfinite(q[1]).all()
