"""The triangle as it was on an earlier day, and some of its areas."""

from datetime import date

import numpy as np

from vungxanh.epidemic.delays import Triangle

nan = np.nan
TRIANGLE = Triangle(
    ("a", "b"),
    date(2021, 7, 5),
    1,
    np.array([[[3, 5, 2], [2, 6, nan], [4, nan, nan]], [[1, 0, 0], [0, 1, nan], [2, nan, nan]]], dtype=float),
    np.array([[[0, 1, 1], [0, 0, 0], [0, 0, 0]], [[0, 0, 0], [0, 0, 0], [0, 0, 0]]], dtype=float),
)


def test_an_earlier_day_knows_only_what_had_come() -> None:
    seen = TRIANGLE.seen_by(date(2021, 7, 6))
    assert seen.as_of == date(2021, 7, 6)
    np.testing.assert_equal(seen.counts[0], [[3, 5, nan], [2, nan, nan]])
    np.testing.assert_equal(seen.known(), [[7, 2], [1, 0]])


def test_the_same_or_a_later_day_changes_nothing() -> None:
    assert TRIANGLE.seen_by(date(2021, 7, 9)) is TRIANGLE


def test_before_the_first_day_there_is_nothing() -> None:
    assert TRIANGLE.seen_by(date(2021, 7, 1)).references == 0


def test_withdrawals_lower_what_is_known_never_below_zero() -> None:
    np.testing.assert_equal(TRIANGLE.known(), [[8, 8, 4], [1, 1, 2]])


def test_areas_can_be_chosen() -> None:
    chosen = TRIANGLE.of([1])
    assert chosen.areas == ("b",)
    np.testing.assert_equal(chosen.counts, TRIANGLE.counts[1:])
