"""The engine where the answer can be written down."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.kernels import kernels
from vungxanh.epidemic.freedom.lineages import below, hidden_sources, never_found

NEVER_ILL = np.array([1.0])
KERN = kernels(np.array([0, 0.5, 0.5]), np.array([0.0, 1.0]), detectable=(0, 2), isolated=1.0)


def series(days: int, **given: list[float]) -> np.ndarray:
    """Rows cases, arrivals, tests, looks, r of days 0..days; zeros where not given, from day 1 on."""
    given["alert"] = given.get("looks", [0.0] * days)
    rows = [given.get(name, [0.0] * days) for name in ("cases", "arrivals", "tests", "looks", "r", "alert")]
    return np.array([[0.0, *row] for row in rows])


def test_a_test_of_everybody_with_a_perfect_test_leaves_nobody() -> None:
    at_last = series(4, arrivals=[0.1] * 4, tests=[0, 0, 0, 1.0], r=[1.2] * 4)
    assert below(at_last, 0.0, 0.4, 0.7, 1, KERN) == 1.0


def test_nobody_there_and_nothing_coming_in_is_certain() -> None:
    assert below(series(3, r=[2.0] * 3), 0.0, 0.4, 0.0, 1, KERN) == 1.0


def test_an_insensitive_test_changes_nothing() -> None:
    without = below(series(3, arrivals=[0.05] * 3, r=[1.0] * 3), 0.0, 0.4, 0.7, 1, KERN)
    assert without == below(
        series(3, arrivals=[0.05] * 3, tests=[0.0] * 3, r=[1.0] * 3), 0.0, 0.4, 0.7, 1, KERN
    )


def test_introductions_on_the_last_day_are_still_there() -> None:
    assert below(series(1, arrivals=[0.3]), 0.2, 0.4, 0.0, 1, KERN) == pytest.approx(np.exp(-0.5))
    two = below(series(1, arrivals=[0.3]), 0.2, 0.4, 0.0, 2, KERN)
    assert two == pytest.approx(np.exp(-0.5) * 1.5)


def test_without_offspring_people_are_hidden_for_three_days_only() -> None:
    # Infected on day 1 of 4: aged 3 on the last day, no longer hidden; on days 2 to 4 still hidden.
    found = below(series(4, arrivals=[0.5, 0.1, 0.1, 0.1]), 0.0, 0.4, 0.0, 1, KERN)
    assert found == pytest.approx(np.exp(-0.3))


def test_a_test_thins_the_poisson_number_of_hidden_people() -> None:
    # Ages 0..2 at the start are 1..3 a day later: those of age 1 and 2 are tested, chance 0.4.
    found = below(series(1, tests=[0.4]), 0.0, 0.4, 0.9, 1, KERN)
    assert found == pytest.approx(np.exp(-0.9 * 2 / 3 * 0.6))


def test_a_case_that_is_isolated_and_had_no_time_to_infect_leaves_nothing_but_its_source() -> None:
    sure = kernels(np.array([0, 1.0]), np.array([1.0]), detectable=(0, 1), isolated=1.0)
    one = series(1, cases=[1.0], looks=[1.0], r=[1.5])
    assert below(one, 0.0, 0.4, 0.0, 1, sure) == 1.0


def test_nobody_found_means_never_found() -> None:
    assert never_found(0.8, 0.4, 0.0) == pytest.approx(1.0, abs=1e-4)
    assert never_found(0.8, 0.4, 1.0) == 0.0
    assert never_found(0.0, 0.4, 0.3) == pytest.approx(0.7)


def test_the_fixed_point_holds() -> None:
    g = never_found(0.8, 0.4, 0.3)
    assert g == pytest.approx(0.7 * (1 + 0.8 / 0.4 * (1 - g)) ** -0.4, abs=1e-9)


def test_where_all_are_found_or_nobody_infects_no_source_is_hidden() -> None:
    assert hidden_sources(1.2, 0.4, 1.0) == 0.0
    assert hidden_sources(0.0, 0.4, 0.3) == pytest.approx(0.0, abs=1e-12)


def test_a_second_case_makes_more_than_two_single_ones_likely() -> None:
    """Who has infected one found person has probably infected others."""
    kern = kernels(np.array([0, 0, 0, 1.0]), np.array([1.0]), detectable=(0, 3), isolated=0.0)
    looks, r = [0.5] * 8, [1.0] * 8

    def p(*days: int) -> float:
        cases = [1.0 if day in days else 0.0 for day in range(1, 9)]
        return float(below(series(8, cases=cases, looks=looks, r=r), 0.0, 0.3, 0.0, 1, kern))

    assert p(5, 8) < p(5) * p(8)
    # A case of the same day cannot have infected the other.
    assert p(7, 8) == pytest.approx(p(7) * p(8))
