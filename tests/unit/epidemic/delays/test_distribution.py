"""Reverse-time hazards by hand, limit cases, and leaning on the group."""

from datetime import date

import numpy as np

from vungxanh.epidemic.delays import Triangle, delay_distribution

nan = np.nan


def triangle(*areas: list[list[float]]) -> Triangle:
    return Triangle(tuple("abcdef"[: len(areas)]), date(2021, 7, 5), 1, np.array(areas, dtype=float))


def test_by_hand_with_truncation() -> None:
    # delay 2: 2 of 10 (first row only); delay 1: (3 + 6) of (8 + 8) where seen; p = g2, g1 (1 - g2), rest.
    found = delay_distribution(triangle([[5, 3, 2], [2, 6, nan], [4, nan, nan]]), strength=0)
    g2, g1 = 2 / 10, 9 / 16
    np.testing.assert_allclose(found.probability[0], [(1 - g1) * (1 - g2), g1 * (1 - g2), g2])
    assert found.quantile(0.5)[0] == 1
    np.testing.assert_allclose(found.mean(), found.probability @ [0, 1, 2])


def test_everything_at_once_means_no_delay() -> None:
    found = delay_distribution(triangle([[5, 0, 0], [3, 0, nan], [1, nan, nan]]))
    np.testing.assert_allclose(found.probability, [[1, 0, 0]])


def test_an_area_without_reports_has_its_groups_delays() -> None:
    busy, empty = [[50.0, 30, 20], [20, 60, nan], [40, nan, nan]], [[0.0, 0, 0], [0, 0, nan], [0, nan, nan]]
    other = [[500.0, 0, 0], [300, 0, nan], [100, nan, nan]]
    found = delay_distribution(triangle(busy, empty, other), group=np.array([0, 0, 1]))
    np.testing.assert_allclose(found.probability[1], found.probability[0], atol=0.05)
    assert found.probability[2, 0] > found.probability[1, 0] + 0.2
    np.testing.assert_allclose(found.probability.sum(axis=1), 1)


def test_rows_not_watched_from_the_beginning_say_nothing() -> None:
    full = [[5.0, 3, 2], [5, 3, nan], [5, nan, nan]]
    late = [[nan, 99.0, 1], [5, 3, nan], [5, nan, nan]]
    found = delay_distribution(triangle(late), strength=0)
    assert found.probability[0, 2] == 0
    assert delay_distribution(triangle(full), strength=0).probability[0, 2] > 0


def test_recent_days_count_more_with_a_short_half_life() -> None:
    slow_then_quick = [[0.0, 100]] * 20 + [[100.0, 0]] * 20 + [[100, nan]]
    steady = delay_distribution(triangle(slow_then_quick), strength=0).probability[0, 0]
    recent = delay_distribution(triangle(slow_then_quick), strength=0, half_life=3).probability[0, 0]
    np.testing.assert_allclose(steady, 0.5)
    assert recent > 0.95


def test_draws_scatter_around_the_estimate() -> None:
    found = delay_distribution(triangle([[50, 30, 20], [20, 60, nan], [40, nan, nan]]))
    draws = found.draws(2000, np.random.default_rng(1))
    np.testing.assert_allclose(draws.sum(axis=2), 1)
    np.testing.assert_allclose(draws.mean(axis=0), found.probability, atol=0.01)
    np.testing.assert_equal(draws, found.draws(2000, np.random.default_rng(1)))
