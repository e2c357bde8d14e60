"""Limit cases of foci: no case, one case, the inclusive limits of distance and days."""

import numpy as np
import pytest

from vungxanh.epidemic.clusters.foci import find_foci, near_cases, read_focus_rule

RULE = read_focus_rule("dengue")


def foci(points: list[tuple[float, float, int]], as_of: int = 100) -> tuple[list[int], list[bool]]:
    table = np.array(points, float).reshape(-1, 3)
    found = find_foci(table[:, :2], table[:, 2].astype(np.int64), RULE, as_of=as_of)
    return found.focus.tolist(), found.open.tolist()


def test_none_and_one() -> None:
    assert foci([]) == ([], [])
    assert foci([(0, 0, 99)]) == ([-1], [])


@pytest.mark.parametrize(
    ("metres", "days", "together"), [(200, 7, True), (200.01, 7, False), (200, 8, False), (0, 0, True)]
)
def test_the_limits_are_inclusive(metres: float, days: int, together: bool) -> None:
    assert foci([(0, 0, 90), (metres, 0, 90 + days)])[0] == ([0, 0] if together else [-1, -1])


def test_a_chain_is_one_focus() -> None:
    assert foci([(150 * i, 0, 80 + 5 * i) for i in range(4)]) == ([0] * 4, [True])


def test_open_until_two_quiet_weeks_have_passed() -> None:
    assert foci([(0, 0, 86), (0, 0, 87)])[1] == [True]
    assert foci([(0, 0, 85), (0, 0, 86)])[1] == [False]


def test_later_cases_and_cases_without_a_place_are_in_none() -> None:
    assert foci([(0, 0, 99), (0, 0, 101), (np.nan, 0, 99)])[0] == [-1, -1, -1]


def test_no_houses_and_no_cases() -> None:
    none = np.zeros((0, 2))
    assert near_cases(none, none, 200)[0].tolist() == []
    assert near_cases(np.zeros((2, 2)), none, 200)[0].tolist() == [-1, -1]


def test_a_hundred_thousand_cases() -> None:
    rng = np.random.default_rng(1)
    found = find_foci(rng.uniform(0, 40_000, (100_000, 2)), rng.integers(0, 365, 100_000), RULE, as_of=400)
    assert 0 < len(found) < 50_000
