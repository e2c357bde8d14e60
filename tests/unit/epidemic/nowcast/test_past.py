"""What was known when, drawn by hand."""

import numpy as np

from vungxanh.epidemic.nowcast.past import (
    add_up,
    days_before,
    known_at,
    reports_and_known,
    weight_of_past,
    windowed,
)

nan = np.nan
NONE = np.zeros((0, 0, 0))


def test_reports_and_known() -> None:
    new, known = reports_and_known(np.array([[[3, 2, 1], [nan, 4, 1], [2, nan, nan]]]), NONE)
    # The second day was first seen with delay 1: its 4 are stock, not a report of that delay.
    np.testing.assert_array_equal(new[0], [[3, 2, 1], [0, 0, 1], [2, 0, 0]])
    np.testing.assert_array_equal(known[0], [[3, 5, 6], [0, 4, 5], [2, 2, 2]])


def test_withdrawals_lower_what_is_known() -> None:
    _, known = reports_and_known(np.array([[[3.0, 2, 0]]]), np.array([[[0.0, 1, 5]]]))
    np.testing.assert_array_equal(known[0], [[3, 4, 0]])


def test_known_at_a_stop_is_the_diagonal() -> None:
    known = np.array([[[3, 5, 6], [2, 4, 5], [1, 1, 1]]], dtype=float)
    np.testing.assert_array_equal(known_at(known, np.array([1, 2]))[0], [[2, 5, 0], [1, 4, 6]])


def test_sums_over_days_stop_where_nothing_is_missing() -> None:
    np.testing.assert_array_equal(windowed(np.array([[4.0, 3, 2, 1]]), 2), [[7, 5, 3, 1]])
    np.testing.assert_array_equal(windowed(np.array([[4.0, 3]]), 1), [[4, 3]])


def test_only_settled_days_are_judged_and_newer_ones_more() -> None:
    weight = weight_of_past(np.array([0, 5, 6]), 3, last=7, settled=2, keep=0.5)
    np.testing.assert_allclose(weight, [[0.5**5, 0, 0], [1, 0.5, 0.25], [0, 1, 0.5]])


def test_areas_are_added_up_to_groups() -> None:
    sums = np.zeros((2, 1, 2))
    add_up(np.array([[[1.0, 2]], [[3.0, 4]], [[5.0, 6]]]), np.array([0, 1, 0]), sums)
    np.testing.assert_array_equal(sums[:, 0], [[6, 8], [3, 4]])


def test_the_days_before_the_open_ones_are_complete() -> None:
    known = np.repeat(np.arange(1.0, 11)[None, :, None], 3, axis=2)
    np.testing.assert_array_equal(days_before(known, np.array([9]), 2)[0, 0], [4, 5, 6, 7])
