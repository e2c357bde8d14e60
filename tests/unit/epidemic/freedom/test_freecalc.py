"""Tests with false positives: epiR's value, and what positives say."""

import numpy as np
import pytest

from vungxanh.epidemic.freedom.freecalc import evidence_against, freecalc, tolerated_positives


def test_the_value_of_epir() -> None:
    # rsu.sep.rsfreecalc(N = 5000, n = 300, c = 1, pstar = 0.01, se.u = 0.9, sp.u = 0.99), epiR 2.0.57
    assert freecalc(5000, 300, 1, 50, 0.9, 0.99) == pytest.approx(0.996972706270366, abs=1e-9)


def test_without_false_positives_it_is_the_hypergeometric_chance() -> None:
    # 2 of 10 infected, 5 tested perfectly: missed when both are among the other 5: (5/10)(4/9)
    assert freecalc(10, 5, 1, 2, 1.0, 1.0) == pytest.approx(1 - 2 / 9)


def test_a_higher_cut_finds_less() -> None:
    found = [freecalc(2000, 200, cut, 20, 0.6, 0.995) for cut in (1, 2, 4, 8)]
    assert found == sorted(found, reverse=True)


def test_tolerated_positives_are_rarely_exceeded_by_healthy_people() -> None:
    assert tolerated_positives(1000, 0.995) == 9
    assert tolerated_positives(1000, 1.0) == 0
    rng = np.random.default_rng(1)
    assert (rng.binomial(1000, 0.005, 20_000) > 9).mean() < 0.05


@pytest.mark.parametrize(
    ("positive", "specificity", "expected"),
    [
        (0, 1.0, 0.4),
        (0, 0.99, 1 - 0.6 / 0.99),
        (1, 0.99, 0.0),  # one per cent of a hundred: as many as among the healthy
    ],
)
def test_what_a_negative_round_says(positive: int, specificity: float, expected: float) -> None:
    assert evidence_against(100, positive, 0.4, specificity) == pytest.approx(expected, abs=1e-12)


def test_the_likelihood_ratio_by_hand() -> None:
    # One infected among 3 tested, one positive: he is it, se sp^2, or another, (1-se) 2 sp (1-sp);
    # among three healthy ones: 3 sp^2 (1-sp).
    se, sp = 0.4, 0.9
    with_one = se * sp**2 + (1 - se) * 2 * sp * (1 - sp)
    healthy = 3 * sp**2 * (1 - sp)
    assert evidence_against(3, 1, se, sp) == pytest.approx(1 - with_one / healthy)
