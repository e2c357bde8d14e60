"""The weighted interval score: known values, limit cases, and scoringrules as the peer."""

import numpy as np
import pytest
import scoringrules

from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.scores import log_wis, wis


def test_a_median_alone_gives_the_absolute_error() -> None:
    assert wis(np.array([7.0]), np.array([0.5]), np.array(3.0)) == pytest.approx(4.0)


def test_one_interval_by_hand() -> None:
    # Truth 12 outside [2, 10] at 50 %: (2/3) (0.25*10 + 0.5*6 + 0.75*2)
    q, levels = np.array([2.0, 6.0, 10.0]), np.array([0.25, 0.5, 0.75])
    assert wis(q, levels, np.array(12.0)) == pytest.approx(2 / 3 * (0.25 * 10 + 0.5 * 6 + 0.75 * 2))


def test_a_sure_and_right_forecast_loses_nothing() -> None:
    assert wis(np.full(23, 4.0), LEVELS, np.array(4.0)) == 0.0


def test_what_is_missing_has_no_score() -> None:
    q = np.tile(np.arange(23.0), (2, 1))
    q[0, 3] = np.nan
    assert np.isnan(wis(q, LEVELS, np.array([1.0, np.nan]))).all()


def test_the_log_scale_takes_negative_values_as_none() -> None:
    below, none = np.full(23, -3.0), np.zeros(23)
    assert log_wis(below, LEVELS, np.array(5.0)) == log_wis(none, LEVELS, np.array(5.0))


def test_equals_scoringrules() -> None:
    rng = np.random.default_rng(7)
    q, y = np.sort(rng.gamma(2, 3, (500, 23)), axis=1), rng.gamma(2, 3, 500)
    lower, upper = q[:, :11], q[:, :11:-1]
    peer = scoringrules.weighted_interval_score(y, q[:, 11], lower, upper, 2 * LEVELS[:11])
    np.testing.assert_allclose(wis(q, LEVELS, y), peer, rtol=1e-12)
