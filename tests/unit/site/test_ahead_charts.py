"""The charts of what may come draw what they are given: shares fill the day, gaps stay gaps."""

import re

import numpy as np
import pytest

from vungxanh.publishing.site.charts import chances, fan, rt_band
from vungxanh.publishing.site.charts.bands import band, line
from vungxanh.publishing.site.palette import UNKNOWN_SWATCH, Palette
from vungxanh.zoning import read_pack

LOOKS = (*Palette.of(read_pack("vn-2686-2021")).looks("ward"), UNKNOWN_SWATCH)
NAN = np.nan


def heights(path: str) -> list[float]:
    return [float(height) for height in re.findall(r"v-([\d.e+-]+)h", path)]


class TestChances:
    def test_the_shares_of_a_day_fill_it_with_the_best_at_the_bottom(self) -> None:
        drawn = chances(np.array([[0.25, 0.75, 0, 0, 0]]), LOOKS)
        best, next_best = drawn.pieces
        assert (best.y, best.height) == (75, 25)
        assert (next_best.y, next_best.height) == (0, 75)
        assert [look.css for look in drawn.looks] == [LOOKS[0].css, LOOKS[1].css]

    def test_days_lie_side_by_side(self) -> None:
        drawn = chances(np.array([[1.0, 0, 0, 0, 0]] * 4), LOOKS)
        assert [piece.x for piece in drawn.pieces] == [1.5, 26.5, 51.5, 76.5]
        assert all(piece.width == 22 for piece in drawn.pieces)

    def test_unknown_has_a_look_of_its_own(self) -> None:
        assert chances(np.array([[0, 0, 0, 0, 1.0]]), LOOKS).looks == (UNKNOWN_SWATCH,)


class TestFan:
    AHEAD = np.array([[1.0, 2, 3, 4, 8]])

    def test_counts_are_bars_and_the_future_starts_behind_them(self) -> None:
        drawn = fan(np.array([4.0, 0.0, 8.0]), self.AHEAD, 80)
        assert heights(drawn.bars) == [50, 100]
        assert drawn.now == 75
        assert drawn.columns == 4

    def test_a_hidden_count_is_no_bar_and_no_zero(self) -> None:
        assert heights(fan(np.array([4.0, NAN]), self.AHEAD, 80).bars) == [50]

    def test_the_band_spans_its_quantiles(self) -> None:
        drawn = fan(np.empty(0), self.AHEAD, 80)
        assert drawn.wide == "M0 0L0.5 0L1 0L1 87.5L0.5 87.5L0 87.5z"
        assert "62.5" in drawn.line

    def test_without_any_case_nothing_is_divided_by_zero(self) -> None:
        drawn = fan(np.zeros(3), np.zeros((2, 5)), 80)
        assert drawn.bars == ""
        assert "100" in drawn.line


class TestRt:
    def test_one_is_a_line_of_its_own(self) -> None:
        drawn = rt_band(np.array([[0.5, 0.8, 1.0, 1.2, 1.5]]))
        assert drawn.one == 50
        assert [tick.value for tick in drawn.y_ticks] == [1, 2]

    def test_days_without_enough_cases_are_a_gap(self) -> None:
        row = [0.5, 0.8, 1.0, 1.2, 1.5]
        drawn = rt_band(np.array([row, [NAN] * 5, row]))
        assert drawn.line.count("M") == 2
        assert drawn.wide.count("z") == 2

    def test_a_wild_estimate_is_cut_at_the_top(self) -> None:
        drawn = rt_band(np.array([[0.5, 0.8, 1.0, 9.0, 40.0]]))
        assert max(tick.value for tick in drawn.y_ticks) == 6
        assert "-" not in drawn.wide


@pytest.mark.parametrize("values", [[], [NAN]])
def test_nothing_known_draws_nothing(values: list[float]) -> None:
    array = np.array(values, float)
    assert band(array, array) == line(array) == ""
