"""What leaves is coarse: probabilities in steps that add up, Rt in steps, cases whole."""

import numpy as np
import polars as pl
import pytest

from vungxanh.publishing import read_disclosure_rule
from vungxanh.publishing.coming.rounding import cases, reproduction, share, shares

RULE = read_disclosure_rule("default").estimates
assert RULE is not None


def test_shares_are_steps_and_add_up_to_one() -> None:
    raw = np.random.default_rng(7).dirichlet(np.ones(5) / 3, 2_000)
    rounded = shares(raw, RULE)
    assert np.allclose(rounded.sum(axis=1), 1)
    assert np.allclose(rounded * 20, np.rint(rounded * 20))
    assert (np.abs(rounded - raw) < 0.05).all()


def test_shares_are_those_of_the_largest_remainders() -> None:
    """A slow twin: give out whole steps, then the steps that are left to the largest remainders."""
    for raw in np.random.default_rng(8).dirichlet(np.ones(4), 200):
        steps = [int(p * 20 + 1e-9) for p in raw]
        order = sorted(range(4), key=lambda i: -(raw[i] * 20 - steps[i]))
        for i in order[: 20 - sum(steps)]:
            steps[i] += 1
        assert shares(raw[None], RULE)[0] == pytest.approx(np.array(steps) / 20)


def test_a_colour_that_a_scale_lacks_stays_without_a_number() -> None:
    rounded = shares(np.array([[0.52, np.nan, 0.48]]), RULE)
    assert np.isnan(rounded[0, 1])
    assert rounded[0, [0, 2]] == pytest.approx([0.5, 0.5])


@pytest.mark.parametrize(("p", "shown"), [(0.0, 0.0), (0.024, 0.0), (0.03, 0.05), (0.969, 0.95), (0.98, 1.0)])
def test_a_single_probability(p: float, shown: float) -> None:
    assert pl.DataFrame({"p": [p]}).select(share("p", RULE)).item() == pytest.approx(shown)


@pytest.mark.parametrize(("r", "shown"), [(0.874, 0.85), (0.876, 0.9), (1.0, 1.0)])
def test_rt(r: float, shown: float) -> None:
    assert pl.DataFrame({"r": [r]}).select(reproduction("r", RULE)).item() == pytest.approx(shown)


@pytest.mark.parametrize(("n", "shown"), [(0.4, 0), (3.6, 4), (99.2, 99), (1234.0, 1200), (101.0, 100)])
def test_cases(n: float, shown: float) -> None:
    assert pl.DataFrame({"n": [n]}).select(cases("n", RULE)).item() == shown
