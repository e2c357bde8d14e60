"""The end of an outbreak with every case known."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom import outbreak_over

W = np.array([0, 0.5, 0.3, 0.2])


def over(cases: list[float], r: float = 1.5, k: float = 0.5) -> float:
    return float(outbreak_over(np.array([cases]), W, np.array([r]), k)[0])


def test_by_hand() -> None:
    # A case of yesterday has half of its infections still before it, one of today all.
    assert over([1.0, 0.0]) == pytest.approx((1 + 1.5 * 0.5 / 0.5) ** -0.5)
    assert over([1.0, 2.0]) == pytest.approx((1 + 1.5 * 0.5 / 0.5) ** -0.5 * (1 + 1.5 / 0.5) ** -1.0)


def test_it_is_over_without_cases_and_after_the_generation_interval() -> None:
    assert over([0.0, 0.0]) == 1.0
    assert over([5.0, 0.0, 0.0, 0.0]) == 1.0
    assert over([5.0, 0.0, 0.0]) < 1.0


def test_superspreading_makes_an_end_likelier() -> None:
    assert over([3.0], k=0.2) > over([3.0], k=5.0)
