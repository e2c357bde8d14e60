"""Not enough cases is an answer."""

import numpy as np

from vungxanh.epidemic.rt.enough import enough_cases


def test_eleven_expected_cases_in_a_week_are_enough() -> None:
    lam = np.array([[1.5] * 7 + [2.0] * 7])
    # 7 * 1.5 = 10.5; with one day of 2: 11.
    assert enough_cases(lam)[0].tolist() == [False] * 7 + [True] * 7


def test_the_first_days_are_not_counted_twice() -> None:
    assert enough_cases(np.array([[11.0, 0, 0, 0, 0, 0, 0, 0, 0]]))[0].tolist() == [True] * 7 + [False] * 2
