"""The mixture of distributions: limit cases."""

import numpy as np
from scipy.stats import norm

from vungxanh.epidemic.forecast.levels import INNER
from vungxanh.epidemic.forecast.pool import mixture

BELL = norm.ppf(INNER)


def test_one_member_comes_back_unchanged() -> None:
    assert np.allclose(mixture(BELL[None, None, None], np.ones((1, 1)), INNER), BELL)


def test_equal_members_come_back_unchanged() -> None:
    parts = np.broadcast_to(BELL, (3, 1, 1, len(INNER)))
    assert np.allclose(mixture(parts, np.full((3, 1), 1 / 3), INNER)[0, 0], BELL)


def test_a_member_without_a_forecast_is_left_out() -> None:
    parts = np.stack([BELL, np.full(len(INNER), np.nan)])[:, None, None]
    assert np.allclose(mixture(parts, np.full((2, 1), 0.5), INNER)[0, 0], BELL)


def test_nobody_knows_nothing_comes() -> None:
    assert np.isnan(mixture(np.full((2, 1, 1, len(INNER)), np.nan), np.full((2, 1), 0.5), INNER)).all()


def test_disagreement_makes_the_pool_wider_than_its_members() -> None:
    pooled = mixture(np.stack([BELL - 3, BELL + 3])[:, None, None], np.full((2, 1), 0.5), INNER)[0, 0]
    assert pooled[21] - pooled[1] > 1.5 * (BELL[21] - BELL[1])


def test_point_masses_at_zero_are_kept() -> None:
    parts = np.stack([np.zeros(len(INNER)), np.maximum(BELL, 0)])[:, None, None]
    assert (mixture(parts, np.full((2, 1), 0.5), INNER)[0, 0, :12] == 0).all()
