"""Components of surveillance: the published values of epiR, and arithmetic."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.sensitivity import (
    adjusted_risk,
    combined,
    endless,
    finite,
    infected_by_design,
    passive,
    pool_sensitivity,
    pools,
    strata,
    strata_finite,
)


def test_a_finite_population_as_in_epir() -> None:
    # rsu.sep.rs(N = 5000, n = 300, pstar = 0.001, se.u = 0.9), epiR 2.0.57
    found = finite(5000, 300, infected_by_design(5000, 0.001), 0.9)
    assert found == pytest.approx(0.242372583885024, abs=1e-9)


def test_an_endless_population_as_in_epir() -> None:
    # rsu.sep.rs(N = NA, n = 300, pstar = 0.001, se.u = 0.9)
    assert endless(300, 0.001, 0.9) == pytest.approx(0.236713306318529, abs=1e-9)


@pytest.mark.parametrize(
    ("population", "prevalence", "expected"),
    [(5000, 0.001, 5), (5001, 0.001, 6), (100, 0.0001, 1), (0, 0.1, 1), (1000, 0.003, 3)],
)
def test_infected_by_design_is_rounded_up_and_at_least_one(
    population: int, prevalence: float, expected: int
) -> None:
    assert infected_by_design(population, prevalence) == expected


def test_everybody_tested_perfectly_is_certain() -> None:
    assert finite(1000, 1000, 1, 1.0) == 1.0
    assert finite(1000, 2000, 1, 1.0) == 1.0


def test_adjusted_risks_average_to_one() -> None:
    share = np.array([0.1, 0.9])
    risk = adjusted_risk([3.0, 1.0], share)
    assert risk[0] / risk[1] == pytest.approx(3.0)
    assert (risk * share).sum() == pytest.approx(1.0)


def test_strata_of_equal_risk_are_one_sample() -> None:
    both = strata([100, 200], [0.9, 0.9], [1.0, 1.0], [0.5, 0.5], 0.001)
    assert both == pytest.approx(float(endless(300, 0.001, 0.9)))


def test_testing_where_the_risk_is_finds_more() -> None:
    risky = strata([300, 0], [0.9, 0.9], [4.0, 1.0], [0.1, 0.9], 0.001)
    assert risky > endless(300, 0.001, 0.9)


def test_strata_of_known_size_by_hand() -> None:
    # N = 1000 + 4000, RR 2 : 1, so AR = 2 / (0.2 * 2 + 0.8) = 5/3 and 5/6; EPI N = 5/3 and 10/3 at P* = 0.001
    expected = 1 - (1 - 0.9 * 100 / 1000) ** (5 / 3) * (1 - 0.9 * 200 / 4000) ** (10 / 3)
    assert strata_finite([100, 200], 0.9, [2.0, 1.0], [1000, 4000], 0.001) == pytest.approx(expected)


def test_pools_without_dilution_find_what_single_samples_find() -> None:
    assert pools(60, 5, 0.01, 1.0, 1.0) == pytest.approx(float(endless(300, 0.01, 1.0)))


@pytest.mark.parametrize(("size", "dilution", "kept"), [(1, 0.3, 1.0), (10, 0.0, 1.0), (10, 0.05, 10**-0.05)])
def test_dilution_takes_from_large_pools_only(size: int, dilution: float, kept: float) -> None:
    assert pool_sensitivity(0.8, size, dilution) == pytest.approx(0.8 * kept)


def test_waiting_for_symptoms_is_a_chain_of_chances() -> None:
    assert passive(1, 0.5, 0.5, 0.8, 0.9) == pytest.approx(0.5 * 0.5 * 0.8 * 0.9)
    assert passive(2, 0.5, 0.5, 0.8, 0.9) == pytest.approx(1 - (1 - 0.18) ** 2)


def test_components_combine_by_what_all_of_them_miss() -> None:
    assert combined([0.5, 0.2, 0.0]) == pytest.approx(1 - 0.5 * 0.8)
