"""From a distribution in hours to days."""

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.stats import gamma, lognorm

from vungxanh.epidemic.disease import discretise


def moments(w: np.ndarray) -> tuple[float, float]:
    days = np.arange(len(w))
    mean = float(days @ w)
    return mean, float(np.sqrt(days**2 @ w - mean**2))


def test_epiestims_example_interval() -> None:
    """Flu2009 of EpiEstim: gamma 2.6 / 1.5 shifted by a day, as published with three decimals."""
    published = [0, 0.233, 0.359, 0.198, 0.103, 0.053, 0.027, 0.014, 0.007, 0.003, 0.002, 0.001]
    assert discretise("gamma", 2.6, 1.5, shift=1)[:12] == pytest.approx(published, abs=6e-4)


@pytest.mark.parametrize("shape", ["gamma", "lognormal"])
@pytest.mark.parametrize(("mean", "sd"), [(5.0, 1.9), (17.0, 5.5), (11.7, 3.1)])
def test_mean_and_sd_survive(shape: str, mean: float, sd: float) -> None:
    w = discretise(shape, mean, sd)  # type: ignore[arg-type]
    assert w[0] == 0
    assert w.sum() == pytest.approx(1, abs=1e-12)
    assert moments(w) == pytest.approx((mean, np.sqrt(sd**2 + 1 / 6)), rel=0.03)


@pytest.mark.parametrize("day", [1, 3, 6])
def test_the_closed_form_is_the_integral(day: int) -> None:
    shape, scale = (5.0 / 1.9) ** 2, 1.9**2 / 5.0
    expected = quad(lambda u: (1 - abs(day - u)) * gamma.pdf(u, shape, scale=scale), day - 1, day + 1)[0]
    assert discretise("gamma", 5.0, 1.9, tail=1e-9)[day] == pytest.approx(expected, rel=1e-3)


def test_the_lognormal_too() -> None:
    sigma = np.sqrt(np.log1p((2 / 6) ** 2))
    law = lognorm(sigma, scale=6 / np.sqrt(1 + (2 / 6) ** 2))
    expected = quad(lambda u: (1 - abs(5 - u)) * law.pdf(u), 4, 6)[0]
    assert discretise("lognormal", 6.0, 2.0, tail=1e-9)[5] == pytest.approx(expected, rel=1e-3)


def test_the_tail_is_cut_where_nearly_nothing_is_left() -> None:
    assert len(discretise("gamma", 5, 1.9, tail=1e-2)) < len(discretise("gamma", 5, 1.9, tail=1e-6))
