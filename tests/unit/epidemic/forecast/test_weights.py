"""Weights follow recent scores, and stay at the prior while there are none."""

import numpy as np

from vungxanh.epidemic.forecast.weights import YOUNG, interval_scores, weights_of

PRIOR = np.array([1.0, 3.0])
LONG = 10_000  # steps


def test_without_scores_the_prior_stands() -> None:
    assert np.allclose(weights_of(np.full((2, 0, 5, 3), np.nan), PRIOR, LONG)[:, 0], [0.25, 0.75])


def test_equal_scores_leave_the_prior() -> None:
    assert np.allclose(weights_of(np.ones((2, 9, 5, 3)), PRIOR, LONG)[:, 1], [0.25, 0.75])


def test_the_better_member_gains_and_more_so_with_more_origins() -> None:
    scores = np.ones((2, 12, 5, 1))
    scores[0] = 2.0
    many, few = weights_of(scores, np.ones(2), LONG), weights_of(scores[:, :2], np.ones(2), LONG)
    assert many[1, 0] > few[1, 0] > 0.5


def test_a_member_that_could_not_be_scored_is_neither_praised_nor_dropped() -> None:
    scores = np.ones((2, 12, 5, 1))
    scores[1] = np.nan
    assert np.allclose(weights_of(scores, np.ones(2), LONG)[:, 0], 0.5)


def test_a_short_past_keeps_a_share_for_flat() -> None:
    scores = np.ones((2, 12, 5, 1))
    scores[0] = 50.0
    assert np.isclose(weights_of(scores, PRIOR, 24)[0, 0], YOUNG / (YOUNG + 24))
    assert weights_of(scores, PRIOR, LONG)[0, 0] < 0.01


def test_columns_sum_to_one() -> None:
    scores = np.random.default_rng(3).random((2, 7, 5, 4))
    assert np.allclose(weights_of(scores, PRIOR, LONG).sum(axis=0), 1.0)


def test_the_score_of_a_point_is_the_absolute_error() -> None:
    levels = np.array([0.25, 0.5, 0.75])
    assert np.isclose(interval_scores(np.full(3, 4.0), levels, np.array(7.0)), 3.0)
