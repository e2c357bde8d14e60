"""Sample paths: shape, seed, tree, what-if."""

import numpy as np

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast import Change, sample_paths
from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.marginals import week_marginals

PANEL, PARENTS = city(3, 8, 70, seed=7)


def paths(**how: object) -> np.ndarray:
    given = {"horizon": 14, "draws": 200, "parents": PARENTS, "seed": 1} | how
    return sample_paths(PANEL, **given)  # type: ignore[arg-type]


def test_shape_and_kind() -> None:
    got = paths(horizon=10, draws=30)
    assert got.shape == (30, 28, 10)
    assert got.dtype == np.int32
    assert got.min() >= 0


def test_the_seed_decides() -> None:
    assert (paths(draws=20) == paths(draws=20)).all()
    assert (paths(draws=20) != paths(draws=20, seed=2)).any()


def test_a_panel_without_a_tree() -> None:
    assert sample_paths(PANEL.of(range(24)), horizon=3, draws=10, seed=1).shape == (10, 24, 3)


def test_without_parents_the_weeks_follow_the_marginals() -> None:
    leaves, alone = PANEL.of(range(24)), np.full(24, -1)
    weeks = sample_paths(leaves, horizon=7, draws=2000, seed=1).sum(axis=2)
    q = week_marginals(leaves.values, alone, 1, LEVELS)[:, 0]
    for place, level in ((6, 0.25), (11, 0.5), (16, 0.75), (21, 0.975)):
        got = np.quantile(weeks, level, axis=0, method="inverted_cdf")
        assert np.abs(got - q[:, place]).max() <= np.maximum(1, 0.1 * q[:, place]).max()


def test_areas_and_weeks_share_their_luck() -> None:
    weeks = paths(draws=2000).reshape(2000, 28, 2, 7).sum(axis=3)
    first, second = weeks[:, :24, 0], weeks[:, :24, 1]
    between = np.corrcoef(first.T)[np.triu_indices(24, 1)].mean()
    assert 0.1 < between < 0.6
    assert np.mean([np.corrcoef(first[:, a], second[:, a])[0, 1] for a in range(24)]) > 0.3


def test_what_if_keeps_the_luck() -> None:
    plain, cut = paths(), paths(change=Change(rt_factor=0.5))
    assert (cut <= plain).all()
    assert cut[:, -1, 7:].mean() < 0.5 * plain[:, -1, 7:].mean()


def test_what_if_no_case_is_found_from_tomorrow() -> None:
    assert paths(change=Change(no_new_after=PANEL.last_end)).sum() == 0


def test_what_if_keeps_the_sums() -> None:
    got = paths(change=Change(target=0.4))
    np.testing.assert_array_equal(got[:, :24].sum(axis=1), got[:, 27])
