"""The log likelihood ratio equals R scanstatistics' formulas, and its inverse finds the way back."""

import math

import numpy as np
import pytest

from vungxanh.epidemic.clusters.ratio import UNCONDITIONAL, log_ratio, most_expected

# counts, baselines, total as in scanstatistics' own test of scan_pb_poisson; the ratios worked out here
POPULATION_BASED = [(1, 2, 24), (3, 6, 24), (21, 12, 24), (24, 24, 24), (20, 6, 24)]


@pytest.mark.parametrize(("c", "e", "total"), POPULATION_BASED)
def test_population_based(c: float, e: float, total: float) -> None:
    outside = 0.0 if c == total else (total - c) * math.log((total - c) / (total - e))
    assert log_ratio(c, e, total) == pytest.approx(c * math.log(c / e) + outside if c > e else 0.0, abs=1e-12)


def test_a_worked_example() -> None:
    # 21 ln(7/4) + 3 ln(1/4) = 21 x 0.5596157879 - 3 x 1.3862943611
    assert log_ratio(21, 12, 24) == pytest.approx(7.5930484627, abs=1e-9)


def test_expectation_based() -> None:
    assert log_ratio(12, 5, UNCONDITIONAL) == pytest.approx(12 * math.log(12 / 5) + 5 - 12, abs=1e-12)


def test_all_cases_inside() -> None:
    assert log_ratio(10, 2.5, 10) == pytest.approx(10 * math.log(4))


@pytest.mark.parametrize(("c", "e"), [(0, 0), (3, 3), (2, 5), (0, 1)])
def test_not_more_than_expected_is_nothing(c: float, e: float) -> None:
    assert log_ratio(c, e, 100) == 0.0


@pytest.mark.parametrize("total", [40.0, UNCONDITIONAL])
def test_the_most_expected_at_which_a_level_is_reached(total: float) -> None:
    most = most_expected(3.0, total, 15.0)
    assert most[-1] >= 15.0
    assert (np.diff(most) > 0).all()
    for c in range(1, len(most)):
        assert log_ratio(c, most[c] * (1 - 1e-6), total) >= 3.0 - 1e-9
        assert log_ratio(c, most[c] * (1 + 1e-6), total) < 3.0
