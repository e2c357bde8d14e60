"""The scale on which waves are compared: back and forth, zeros, corrections, rates, nothing from later."""

import numpy as np
import pytest

from vungxanh.epidemic.forecast.transform import transform_of

VALUES = np.array([[0.0, 3.0, 17.0, 1200.0], [5.0, np.nan, 2.0, 0.0]])


@pytest.mark.parametrize("power", [0.0, 0.25, 0.5])
def test_there_and_back(power: float) -> None:
    scale = transform_of(VALUES, power)
    assert np.allclose(scale.back(scale.forward(VALUES)), VALUES, equal_nan=True)


@pytest.mark.parametrize("power", [0.0, 0.25, 0.5])
def test_a_negative_correction_counts_as_zero(power: float) -> None:
    scale = transform_of(VALUES, power)
    assert np.array_equal(scale.forward(np.array([[-4.0], [-1.0]])), scale.forward(np.zeros((2, 1))))


def test_counts_have_unit_one_and_rates_a_smaller_one() -> None:
    assert transform_of(VALUES, 0.0).unit[0] == 1.0
    assert transform_of(np.array([[0.02, 0.4, 0.0]]), 0.0).unit[0] < 0.1


def test_an_area_without_cases_has_a_scale_too() -> None:
    scale = transform_of(np.array([[0.0, 0.0], [np.nan, np.nan]]), 0.25)
    assert np.isfinite(scale.forward(np.zeros((2, 1)))).all()


def test_size_is_a_high_value_of_the_area_itself() -> None:
    values = np.vstack([np.arange(1.0, 101.0), 1000 * np.arange(1.0, 101.0)])
    scale = transform_of(values, 0.25)
    assert scale.size.tolist() == [95.0, 95000.0]
