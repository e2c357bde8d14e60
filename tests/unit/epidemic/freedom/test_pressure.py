"""What comes in from outside."""

import numpy as np
import pytest

from tests.unit.epidemic.freedom.worlds import territory
from vungxanh.epidemic.freedom import import_pressure, read_freedom
from vungxanh.epidemic.freedom.pressure import baseline

RULE = read_freedom().changed(
    introduction_per_100k=1, contact_share=0.1, pressure_days=2, found=0.5, reproduction=1
)


def pressure(cases: list[list[float]], *, touching: bool = True) -> np.ndarray:
    place = territory((10_000.0, 20_000.0, 30_000.0), touching=touching)
    given = np.array([*cases, np.nansum(cases, axis=0)])
    return import_pressure(given, place.neighbours, place.parent, place.population, RULE)


def test_the_baseline_goes_with_the_population() -> None:
    assert baseline(np.array([10_000.0, np.nan]), 2, RULE).tolist() == [[0.1, 0.1], [0.0, 0.0]]


def test_a_neighbour_shares_its_infections_among_those_it_touches() -> None:
    found = pressure([[0, 0], [4, 0], [0, 0]])
    # Ward 2 has 4 cases on day 0, mean 4 then 2; half are found: 8 and 4 infections, a tenth leaves, to two.
    assert found[0] == pytest.approx([0.1 + 0.4, 0.1 + 0.2])
    assert found[2] == pytest.approx([0.3 + 0.4, 0.3 + 0.2])
    assert found[1] == pytest.approx([0.2, 0.2])


def test_without_adjacency_the_siblings_count() -> None:
    found = pressure([[0, 0], [4, 0], [0, 0]], touching=False)
    assert found[0] == pytest.approx([0.1 + 0.4, 0.1 + 0.2])
    assert found[3] == pytest.approx([0.6, 0.6])


def test_a_silent_neighbour_is_taken_like_the_others() -> None:
    silent = pressure([[1, 1], [np.nan, np.nan], [3, 3]])
    quiet = pressure([[1, 1], [0, 0], [3, 3]])
    assert (silent[0] > quiet[0]).all()


def test_days_without_a_report_are_left_out_of_the_mean() -> None:
    found = pressure([[0, 0], [np.nan, 4], [0, 0]])
    assert found[0, 1] == pytest.approx(0.1 + 0.4)
