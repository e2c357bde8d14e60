"""What is seen of the past: exact on a line, blind to what comes later, the same for all where shared."""

from datetime import date

import numpy as np

from vungxanh.epidemic.forecast.features import back, features_of, lowest, over_areas, running_mean, slope
from vungxanh.epidemic.forecast.series import series_of
from vungxanh.epidemic.panel import Panel

LINE = 3.0 * np.arange(12.0)[None]


def test_the_slope_of_a_line_is_its_slope() -> None:
    assert np.allclose(slope(LINE, 5)[0, 4:], 3.0)
    assert np.isnan(slope(LINE, 5)[0, :4]).all()


def test_back_lowest_and_mean() -> None:
    z = np.array([[5.0, 2.0, 7.0, 1.0]])
    assert np.array_equal(back(z, 2)[0, 2:], [5.0, 2.0])
    assert lowest(z, 2).tolist() == [[5.0, 2.0, 2.0, 1.0]]
    assert np.isclose(running_mean(z, 0.5)[0, 1], (0.5 * 5 + 2) / 1.5)


def test_the_mean_over_areas_leaves_gaps_out() -> None:
    assert over_areas(np.array([[1.0, np.nan], [3.0, np.nan]]))[:, 0].tolist() == [2.0, 2.0]
    assert np.isnan(over_areas(np.array([[1.0, np.nan], [3.0, np.nan]]))[:, 1]).all()


def test_features_do_not_see_later_values_and_parents_lend_theirs() -> None:
    values = np.random.default_rng(2).poisson(30, (3, 30)).astype(float)
    panel = Panel(("a", "b", "p"), date(2021, 1, 2), 7, values, np.full(3, np.nan))
    parents = np.array([2, 2, -1])
    names, whole = features_of(series_of(panel, 0.25, seen=20), season=True, parents=parents)
    _, early = features_of(series_of(panel.until(20), 0.25), season=True, parents=parents)
    assert np.array_equal(whole[:, :20], early, equal_nan=True)
    own, lent = names.index("change1"), names.index("parent_change1")
    assert np.array_equal(whole[0, :, lent], whole[2, :, own], equal_nan=True)
    assert np.isnan(whole[2, :, lent]).all()
