"""The search for the tuned values, on likelihoods that are known."""

from dataclasses import replace

import numpy as np
import pytest

from vungxanh.epidemic.rt.tuning import BOUNDS, LEAST_SPREAD_ALONE, Tuned, believed, informative, tune


def hill(top: Tuned, steep: float = 1000):  # type: ignore[no-untyped-def]
    def score(at: Tuned) -> float:
        pairs = zip(vars(at).values(), vars(top).values(), strict=True)
        return -steep * sum(float(np.log(a / b) ** 2) for a, b in pairs)

    return score


def test_the_top_is_found() -> None:
    top = Tuned(k=25, eta=0.06, anew=0.01, spread=0.4)
    found = tune(hill(top), believed())
    assert list(vars(found).values()) == pytest.approx(list(vars(top).values()), rel=0.1)


def test_a_flat_likelihood_leaves_the_beliefs() -> None:
    assert tune(lambda _: 0.0, believed()) == believed()


def test_fixed_values_stay() -> None:
    start = replace(believed(), k=3.0)
    assert tune(hill(Tuned(25, 0.06, 0.01, 0.4)), start, frozenset({"k"})).k == 3.0


def test_the_bounds_hold() -> None:
    far = Tuned(k=1e9, eta=1e-9, anew=1e-9, spread=1e-9)
    found = tune(hill(far), believed())
    assert found == Tuned(BOUNDS["k"][1], BOUNDS["eta"][0], BOUNDS["anew"][0], LEAST_SPREAD_ALONE)


def test_the_search_is_short() -> None:
    calls = []
    tune(lambda at: calls.append(at) or hill(Tuned(25, 0.06, 0.01, 0.4))(at), believed())
    assert len(calls) == len(set(calls)) < 120


def test_the_sample_holds_large_and_small_but_no_empty_series() -> None:
    counts = np.arange(100.0)[:, None] * np.ones((100, 5))
    chosen = informative(counts, 10)
    assert len(chosen) == 10
    assert chosen[0] == 99
    assert 0 not in chosen
    assert counts[chosen, 0].min() < 30
