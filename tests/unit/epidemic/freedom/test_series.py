"""Power series against polynomials multiplied out."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.series import exp_series, log_series, power_series, whole_power

BASE = np.array([1.7, -0.4, 0.3, -0.1])


def times(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    return np.convolve(a, b)[: len(a)]


def test_the_square_of_the_root_is_the_series() -> None:
    root = np.empty(4)
    power_series(BASE, 0.5, root)
    assert times(root, root) == pytest.approx(BASE)


def test_the_inverse_times_the_series_is_one() -> None:
    inverse = np.empty(4)
    power_series(BASE, -1.0, inverse)
    assert times(inverse, BASE) == pytest.approx([1, 0, 0, 0], abs=1e-12)


def test_exp_of_the_logarithm_sums_to_the_coefficients() -> None:
    logs = np.empty(4)
    log_series(BASE, logs)
    assert exp_series(logs) == pytest.approx(BASE.sum())
    assert exp_series(logs[:1]) == pytest.approx(BASE[0])


def test_logarithm_of_a_product_is_the_sum() -> None:
    square, one, both = np.empty(4), np.empty(4), np.empty(4)
    whole_power(BASE, 2, square)
    log_series(BASE, one)
    log_series(square, both)
    assert both == pytest.approx(2 * one)


def test_whole_powers_also_from_zero_on() -> None:
    out = np.empty(4)
    whole_power(np.array([0.0, 0.5, 0.25, 0.0]), 2, out)
    assert out == pytest.approx([0, 0, 0.25, 0.25])
