"""Sample paths of random trees: sums are exact, whatever the tree; splitting keeps every case."""

import numpy as np
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.unit.epidemic.forecast.panels import daily
from vungxanh.epidemic.forecast import Change, sample_paths
from vungxanh.epidemic.forecast.coherence import settle
from vungxanh.epidemic.forecast.marginals import depths

trees = st.lists(st.integers(0, 10_000), min_size=1, max_size=14).map(
    # Each row's parent is a later row, or none.
    lambda picks: np.array(
        [i + 1 + p % (len(picks) - i) if p % 5 else -1 for i, p in enumerate(picks)] + [-1]
    )
)


def slow_sums(paths: np.ndarray, parents: np.ndarray) -> bool:
    """Whether each parent is the sum of its children, one future and one day at a time."""
    draws, rows, days = paths.shape
    for row in set(parents.tolist()) - {-1}:
        below = [c for c in range(rows) if parents[c] == row]
        for k in range(draws):
            for d in range(days):
                if sum(int(paths[k, c, d]) for c in below) != int(paths[k, row, d]):
                    return False
    return True


@settings(max_examples=15, deadline=None)
@given(trees, st.integers(0, 1000), st.sampled_from([1.0, 0.7, 1.5]))
def test_children_sum_to_their_parent(parents: np.ndarray, seed: int, factor: float) -> None:
    values = np.random.default_rng(seed).poisson(3.0, (len(parents), 30)).astype(float)
    got = sample_paths(
        daily(values), horizon=8, draws=5, parents=parents, seed=seed, change=Change(rt_factor=factor)
    )
    assert got.min() >= 0
    assert slow_sums(got, parents)


@settings(max_examples=25, deadline=None)
@given(trees, st.integers(0, 1000))
def test_settled_weeks_sum_up(parents: np.ndarray, seed: int) -> None:
    rng = np.random.default_rng(seed)
    totals = rng.poisson(2.0, (len(parents), 2, 6)).astype(np.int64)
    settle(totals, parents, depths(parents), rng)
    assert totals.min() >= 0
    assert slow_sums(np.moveaxis(totals, -1, 0), parents)
