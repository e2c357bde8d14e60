"""Hidden cases are dealt out anew: sums and nesting stay, who had them does not matter."""

import numpy as np
import pytest
from numpy.typing import NDArray

from vungxanh.publishing.coming.sharing import dealt_out

# 0 is an open total; 1..3 below it are protected; 4 is protected and stands alone, 5 below it.
PARENT = np.array([-1, 0, 0, 0, -1, 4], np.int32)
PROTECTED = np.array([False, True, True, True, True, True])
PEOPLE = np.array([6000.0, 1000, 2000, 3000, 500, 500])
ALL = np.ones((6, 1), np.bool_)


def deal(*series: list[int], reported: NDArray[np.bool_] = ALL) -> list[list[int]]:
    arrays = [np.array(values, np.int32)[:, None] for values in series]
    hidden = np.array([False, True, True, True, True, True])[:, None]
    return [one[:, 0].tolist() for one in dealt_out(arrays, PARENT, PROTECTED, hidden, reported, PEOPLE)]


def test_only_the_sum_counts() -> None:
    assert deal([6, 6, 0, 0, 0, 0]) == deal([6, 1, 2, 3, 0, 0]) == deal([6, 0, 0, 6, 0, 0])


def test_the_sum_stays_and_the_open_total_keeps_its_count() -> None:
    (dealt,) = deal([60, 60, 0, 0, 0, 0])
    assert dealt[0] == 60
    assert sum(dealt[1:4]) == 60


def test_it_goes_by_population() -> None:
    (dealt,) = deal([600, 600, 0, 0, 0, 0])
    assert dealt[1:4] == pytest.approx([100, 200, 300], abs=5)


def test_series_stay_nested() -> None:
    cases, community, unlinked = deal([20, 20, 0, 0, 0, 0], [9, 0, 9, 0, 0, 0], [4, 0, 0, 4, 0, 0])
    assert all(c >= d >= u >= 0 for c, d, u in zip(cases, community, unlinked, strict=True))


def test_what_no_total_tells_becomes_zero() -> None:
    (dealt,) = deal([0, 0, 0, 0, 3, 3])
    assert dealt[4:] == [0, 0]


def test_a_total_that_is_not_reported_tells_nothing() -> None:
    reported = ALL.copy()
    reported[0] = False
    (dealt,) = deal([6, 6, 0, 0, 0, 0], reported=reported)
    assert dealt[1:4] == [0, 0, 0]


def test_cases_taken_back_are_dealt_out_too() -> None:
    (dealt,) = deal([-3, -3, 0, 0, 0, 0])
    assert sum(dealt[1:4]) == -3
    assert max(dealt[1:4]) <= 0
