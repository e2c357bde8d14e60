"""The area above: totals with gaps, and where its areas start anew."""

import numpy as np
import pytest

from vungxanh.epidemic.rt.parents import aims_from, totals

nan = np.nan


def test_sums_by_group() -> None:
    counts = np.array([[1.0, 2], [3, 4], [5, 6]])
    assert totals(counts, np.array([0, 1, 0]), 2).tolist() == [[6, 8], [3, 4]]


def test_a_small_area_that_did_not_report_is_made_up_for() -> None:
    counts = np.array([[90.0, 90, 90], [10, 10, nan]])
    assert totals(counts, np.zeros(2, int), 1)[0] == pytest.approx([100, 100, 100])


def test_without_the_larger_half_nothing_is_known() -> None:
    counts = np.array([[90.0, nan, 90], [10, 10, 10]])
    assert np.isnan(totals(counts, np.zeros(2, int), 1)[0]).tolist() == [False, True, False]


def test_areas_start_anew_around_yesterday_of_their_group() -> None:
    moments = np.array([[[0.1, 0.04], [0.3, 0.01], [0.5, 0.02]]])
    aims = aims_from(moments, 0.2, np.array([False]))
    assert aims[0, 0].tolist() == [0, 0.2]
    assert aims[0, 2] == pytest.approx([0.3 - 0.02, np.sqrt(0.01 + 0.04)])


def test_a_group_of_one_does_not_echo_itself() -> None:
    moments = np.array([[[0.1, 0.04], [0.3, 0.01]]])
    assert aims_from(moments, 0.2, np.array([True]))[0, 1].tolist() == [0, 0.2]
