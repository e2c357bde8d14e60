"""The closed form: epiR's values, and its long run."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom import discounted, free_over_time, settled


def test_the_values_of_epir() -> None:
    # rsu.pfree.rs(se.p = rep(0.6, 3), p.intro = 0.02, prior = 0.5), epiR 2.0.57
    found = free_over_time(np.full((1, 3), 0.6), 0.02, 0.5)[0]
    assert found == pytest.approx([0.706051873198847, 0.848829809799901, 0.925194280654349], abs=1e-9)


def test_tomorrows_prior_is_free_today_and_nothing_came_in() -> None:
    assert discounted(0.9, 0.02) == pytest.approx(1 - ((1 - 0.9) + 0.02 - (1 - 0.9) * 0.02))


def test_in_the_long_run_it_settles() -> None:
    found = free_over_time(np.full((1, 400), 0.6), 0.02, 0.1)[0, -1]
    assert found == pytest.approx(float(settled(0.6, 0.02)), abs=1e-12)


@pytest.mark.parametrize("introduction", [0.02, [0.02, 0.02], [[0.02] * 3, [0.02] * 3]])
def test_introduction_per_area_or_day_or_both(introduction: object) -> None:
    found = free_over_time(np.full((2, 3), 0.6), np.array(introduction), np.array([0.5, 0.5]))
    assert found[0].tolist() == found[1].tolist()
    assert found[0, -1] == pytest.approx(0.925194280654349)


def test_perfect_testing_is_certain_and_none_is_the_discounted_prior() -> None:
    assert free_over_time(np.array([[1.0]]), 0.1, 0.5)[0, 0] == 1.0
    assert free_over_time(np.zeros((1, 4)), 0.1, 0.5)[0] == pytest.approx(0.5 * 0.9 ** np.arange(1, 5))


def test_who_starts_infected_stays_so() -> None:
    assert free_over_time(np.full((1, 3), 0.9), 0.0, 0.0)[0].tolist() == [0.0] * 3
