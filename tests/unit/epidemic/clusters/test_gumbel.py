"""The Gumbel fit gives back what it was drawn from."""

import numpy as np
import pytest

from vungxanh.epidemic.clusters.gumbel import Gumbel, fit_gumbel


def test_recovers_its_parameters() -> None:
    drawn = np.random.default_rng(1).gumbel(7.0, 1.3, 20_000)
    fitted = fit_gumbel(drawn)
    assert fitted.mu == pytest.approx(7.0, abs=0.05)
    assert fitted.beta == pytest.approx(1.3, abs=0.03)


def test_the_tail() -> None:
    # exp(-exp(0)) = 0.3679 lies below the location
    assert Gumbel(5.0, 2.0).above(5.0) == pytest.approx(1 - np.exp(-1))
    assert Gumbel(5.0, 2.0).above(45.0) == pytest.approx(np.exp(-20), rel=1e-6)


def test_values_that_are_all_alike() -> None:
    point = fit_gumbel(np.zeros(99))
    assert (point.above(0.0), point.above(1.0)) == (1.0, 0.0)
    assert point.standard(np.array([2.0])).tolist() == [2.0]
