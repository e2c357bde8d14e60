"""No forecast grows faster than anything like it ever did."""

import numpy as np

from vungxanh.epidemic.forecast.caps import CHANCE, STEEPEST, ceilings


def test_without_growth_in_the_past_doubling_every_step_is_still_allowed() -> None:
    calm = np.full((4, 30), 500.0)
    expected = (500 + CHANCE) * np.exp(STEEPEST * np.array([1, 2])) - CHANCE
    assert np.allclose(ceilings(calm, 1.0, 2), expected)


def test_a_steep_past_raises_the_ceiling() -> None:
    steep = np.array([[100.0] * 20 + [1000.0] * 20] * 2)
    assert (ceilings(steep, 1.0, 1) > ceilings(np.full((2, 40), 1000.0), 1.0, 1)).all()


def test_the_ceiling_stands_on_the_highest_of_the_last_three() -> None:
    dipped = np.array([[100.0] * 20 + [100.0, 0.0, 0.0]])
    assert ceilings(dipped, 1.0, 1)[0, 0] > 100


def test_no_value_no_ceiling() -> None:
    assert np.isinf(ceilings(np.array([[np.nan, np.nan], [1.0, 2.0]]), 1.0, 1)[0, 0])
