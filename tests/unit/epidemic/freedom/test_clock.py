"""The clock of evidence: days on which nobody looked do not count as quiet."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.clock import judge, missing
from vungxanh.epidemic.freedom.kernels import kernels

KERN = kernels(np.array([0, 0.5, 0.5]), np.array([0.0, 1.0]), detectable=(0, 2), isolated=1.0)


def evidence(looked: str, **given: list[float]) -> tuple[np.ndarray, ...]:
    """One area; x is a day on which somebody looked."""
    days = len(looked)
    rows = (
        np.array([given.get(name, [0.0] * days)], float)
        for name in ("cases", "arrivals", "tests", "looks", "r")
    )
    return (*rows, np.array([[sign == "x" for sign in looked]]))


def p_free(shown: tuple[np.ndarray, ...], start: float = 0.7) -> float:
    out = np.empty(1)
    judge(shown, np.array([start]), np.array([1]), 0.4, KERN, out)
    return float(out[0])


def test_nobody_looking_leaves_only_what_comes_in() -> None:
    shown = evidence("----", arrivals=[0.1, 0.0, 0.2, 0.1])
    assert p_free(shown) == pytest.approx(np.exp(-0.7 - 0.4))


def test_looking_lets_hidden_people_recover() -> None:
    assert p_free(evidence("xxx")) == 1.0
    assert p_free(evidence("x--")) < 1.0


def test_days_without_looking_may_be_anywhere_between() -> None:
    tests = [0.5, 0.0, 0.0, 0.3]
    assert p_free(evidence("x--x", tests=tests)) == pytest.approx(p_free(evidence("xx", tests=[0.5, 0.3])))


def test_what_came_in_while_nobody_looked_is_new_on_the_next_day_looked_at() -> None:
    waited = p_free(evidence("x--x", arrivals=[0.0, 0.1, 0.1, 0.0]), start=0.0)
    assert waited == pytest.approx(np.exp(-0.2))


def test_a_case_on_a_day_nobody_looked_is_not_lost() -> None:
    for sign in ("x-", "--", "-x"):
        shown = evidence(sign, cases=[1.0, 0.0], r=[1.0, 1.0])
        assert p_free(shown, start=0.0) < 1.0


def test_the_missing_chance_reaches_the_target_and_less_does_not() -> None:
    shown = evidence("xx-", arrivals=[0.1] * 3, r=[0.5] * 3)
    chance = np.empty(1)
    missing(shown, np.array([0.7]), np.array([1]), 0.4, KERN, 0.9, np.array([1.0]), chance)
    assert 0 < chance[0] < 1

    def with_tests(value: float) -> float:
        return p_free(evidence("xxx", arrivals=[0.1] * 3, r=[0.5] * 3, tests=[0, 0, value]))

    assert with_tests(chance[0]) == pytest.approx(0.9, abs=1e-6)
    assert with_tests(chance[0] - 0.01) < 0.9


def test_what_cannot_be_reached_is_nan() -> None:
    late = kernels(np.array([0, 0.5, 0.5]), np.array([0.0, 1.0]), detectable=(2, 2), isolated=1.0)
    chance = np.empty(1)
    shown = evidence("x", arrivals=[0.5])
    missing(shown, np.array([0.0]), np.array([1]), 0.4, late, 0.9, np.array([1.0]), chance)
    assert np.isnan(chance[0])
