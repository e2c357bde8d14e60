"""R is computed twice: fast on all areas at once, and slowly by the book; and no area sees the others."""

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.property.slow_rt import slow_cori, slow_posteriors
from vungxanh.epidemic.disease import discretise
from vungxanh.epidemic.rt import Settings, Tuned, cori, estimate

POINTS, DAYS = 60, 24
W = discretise("gamma", 3.0, 1.2)
tuned_values = st.builds(
    Tuned,
    k=st.floats(0.5, 500),
    eta=st.floats(0.01, 0.3),
    anew=st.floats(0.001, 0.2),
    spread=st.floats(0.1, 0.8),
)
series = st.lists(
    st.one_of(st.integers(0, 60).map(float), st.just(float("nan"))), min_size=DAYS - 1, max_size=DAYS - 1
)


def apart(tuned: Tuned, imports: float = 0.0) -> Settings:
    return Settings(tuned, tuned, pooled=False, imports=imports)


@settings(max_examples=25, deadline=None)
@given(tuned_values, series, st.sampled_from([0.0, 0.05]))
def test_filter_and_smoother_are_the_equations(tuned: Tuned, rest: list[float], imports: float) -> None:
    counts = np.array([5.0, *rest])
    found = estimate(counts[None], W, grid=POINTS, settings=apart(tuned, imports))
    r, post, smooth = slow_posteriors(counts, W, tuned, POINTS, imports)
    assert found.grid == pytest.approx(r)
    assert found.last_posterior[0] == pytest.approx(post[-1], abs=1e-4)
    assert found.filter.mean[0] == pytest.approx(post @ r, rel=1e-4)
    assert found.smoother.mean[0] == pytest.approx(smooth @ r, rel=1e-4)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(0, 300), min_size=10, max_size=40), st.integers(1, 9))
def test_cori_is_the_equation(rest: list[int], window: int) -> None:
    counts = np.array([1.0, *rest])
    found = cori(counts[None], W, window=window)[0]
    expected = slow_cori(counts, W, window)
    first = max(window, int(np.arange(len(W)) @ W))
    assert found[first:, [0, 1, 3, 5]] == pytest.approx(expected[first:], rel=1e-9)


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1), st.booleans())
def test_with_given_settings_a_shard_of_whole_groups_gives_the_same(seed: int, pooled: bool) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.poisson(rng.uniform(0.2, 20, (9, 1)), (9, 40)).astype(float)
    counts[rng.random(counts.shape) < 0.05] = np.nan
    group = np.array([0, 1, 2, 0, 1, 2, 0, 1, 1])
    tuned = Tuned(10, 0.04, 0.03, 0.3)
    given_settings = Settings(tuned, tuned, pooled=pooled, imports=0.01)
    whole = estimate(counts, W, group=group, settings=given_settings)
    for one in range(3):
        mine = group == one
        shard = estimate(counts[mine], W, group=np.zeros(mine.sum(), int), settings=given_settings)
        assert np.array_equal(shard.filter.values, whole.filter.values[mine])
        assert np.array_equal(shard.smoother.values, whole.smoother.values[mine])


@settings(max_examples=15, deadline=None)
@given(st.integers(0, 2**32 - 1))
def test_quantiles_are_in_order_and_probabilities_are_probabilities(seed: int) -> None:
    rng = np.random.default_rng(seed)
    counts = rng.negative_binomial(2, 2 / (2 + rng.uniform(0.01, 3000)), (4, 50)).astype(float)
    found = estimate(counts, W, k=float(rng.uniform(0.3, 1000)), eta=float(rng.uniform(0.005, 0.3)))
    for summary in (found.filter, found.smoother):
        assert np.isfinite(summary.values).all()
        assert (np.diff(summary.values[:, :, 1:6], axis=2) >= 0).all()
        assert ((summary.p_above_1 >= 0) & (summary.p_above_1 <= 1)).all()
        assert ((summary.q50 > 1) <= (summary.p_above_1 > 0.49)).all()
