"""What the pooled autoregression sees; nothing from later."""

import numpy as np

from tests.unit.epidemic.forecast.panels import city
from vungxanh.epidemic.forecast.counts_features import features_of

GROUP = np.repeat(np.arange(3), 4)


def counts() -> np.ndarray:
    panel, _ = city(3, 4, 40, seed=1)
    return panel.values[:12]


def test_a_later_day_changes_nothing_before_it() -> None:
    known, later = counts(), counts()
    later[:, 35:] = 999.0
    ours, theirs = features_of(known, GROUP), features_of(later, GROUP)
    for name in ("sums", "level", "growth"):
        np.testing.assert_array_equal(getattr(ours, name)[:, :35], getattr(theirs, name)[:, :35])


def test_sums_and_lags_by_hand() -> None:
    features = features_of(counts(), GROUP)
    np.testing.assert_allclose(features.sums[:, 30], counts()[:, 24:31].sum(axis=1))
    np.testing.assert_allclose(features.level[:, 30, 0], features.sums[:, 30])
    np.testing.assert_allclose(features.level[:, 30, 1], features.sums[:, 23])
    np.testing.assert_allclose(features.level[:, 30, 3], counts()[:, 28:31].sum(axis=1) * 7 / 3)


def test_shares_add_up_to_the_group_and_the_whole() -> None:
    features = features_of(counts(), GROUP)
    whole = features.sums[:, 30].sum()
    np.testing.assert_allclose(features.level[:, 30, 6].sum(), whole)
    np.testing.assert_allclose(features.level[:4, 30, 5].sum(), features.sums[:4, 30].sum())


def test_a_batch_day_is_cut() -> None:
    values = counts()
    values[:, 38] *= 50
    cut = features_of(values, GROUP).sums[:, 38].sum()
    assert cut < values[:, 32:38].sum() + 3.01 * values[:, 31:38].sum(axis=0).max()


def test_a_silent_day_of_all_areas_is_not_a_zero() -> None:
    values = counts() * 10
    values[:, 39] = 0
    silent = features_of(values, GROUP).sums[:, 39].sum()
    assert silent > 0.9 * features_of(values, GROUP).sums[:, 38].sum()


def test_gaps_are_filled_from_their_week() -> None:
    values = np.full((12, 20), 4.0)
    values[3, 12:14] = np.nan
    np.testing.assert_allclose(features_of(values, GROUP).sums[3, 13:], 28.0)


def test_no_growth_without_change() -> None:
    assert (features_of(np.full((12, 30), 3.0), GROUP).growth == 0).all()
