"""Whether anybody looks."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom import read_freedom
from vungxanh.epidemic.freedom.looking import looking

RULE = read_freedom().changed(looking_per_100k=10, looking_days=7, looking_least=0.1)
PEOPLE = np.array([20_000.0])
"""Full level: 2 tests a day, 14 in a week."""


def level(*tested: float, people: np.ndarray = PEOPLE) -> list[float]:
    return [float(x) for x in looking(np.array([tested]), people, RULE)[0]]


def test_it_grows_with_the_tests_of_the_week_up_to_one() -> None:
    assert level(7, 7, 7) == pytest.approx([0.5, 1.0, 1.0])


def test_tests_count_for_a_week() -> None:
    assert level(7, 0, 0, 0, 0, 0, 0, 0)[-2:] == [0.5, 0.0]


def test_a_test_or_two_is_not_looking() -> None:
    assert level(1) == [0.0]
    assert level(2) == pytest.approx([2 / 14])


def test_without_a_population_nobody_can_say() -> None:
    assert level(1000, people=np.array([np.nan])) == [0.0]
