"""Charts draw what was counted: nothing hidden as zero, corrections below the line, gaps as gaps."""

import re

import numpy as np
import pytest

from vungxanh.publishing.site.atlas import HIDDEN, MISSING, SHOWN, Run, Series
from vungxanh.publishing.site.charts import EpiCurve, epicurve, stack
from vungxanh.publishing.site.charts.axis import day_ticks, spans, value_ticks
from vungxanh.publishing.site.palette import Palette
from vungxanh.zoning import read_pack

PALETTE = Palette.of(read_pack("vn-2686-2021"))


def curve(
    cases: list[int], community: list[int] | None = None, state: dict[int, int] | None = None, width: int = 1
) -> EpiCurve:
    states = np.full(len(cases), SHOWN, np.uint8)
    for day, value in (state or {}).items():
        states[day] = value
    series = Series(
        np.array(cases, np.int32),
        np.array(community if community is not None else cases, np.int32),
        states,
        np.zeros(len(cases), np.bool_),
        "ward",
        (Run(2, len(cases) - 1, 3, "", None, None), Run(0, 1, 0, "", None, None)),
    )
    return epicurve(series, PALETTE, len(cases), width)


def heights(path: str) -> list[float]:
    return [float(height) for height in re.findall(r"v-([\d.e+-]+)h", path)]


class TestEpiCurve:
    def test_one_bar_for_each_day_with_cases_as_high_as_its_count(self) -> None:
        drawn = curve([0, 2, 4])
        assert heights(drawn.community) == [50, 100]
        assert drawn.quarantine == drawn.corrections == ""

    def test_quarantine_cases_stand_on_the_community_ones(self) -> None:
        drawn = curve([4], [1])
        assert heights(drawn.community) == [25]
        assert heights(drawn.quarantine) == [75]
        assert "M0.08 75v-75" in drawn.quarantine

    def test_a_correction_hangs_below_zero(self) -> None:
        drawn = curve([3, -1])
        assert drawn.zero == pytest.approx(75)
        assert "M1.08 100v-25" in drawn.corrections

    def test_a_suppressed_day_is_a_hatched_band_and_no_bar(self) -> None:
        drawn = curve([5, 0, 5], state={1: HIDDEN})
        assert [(band.css, band.pattern) for band in drawn.bands] == [("band-hidden", "back")]
        assert drawn.has_hidden
        assert len(heights(drawn.community)) == 2

    def test_a_hidden_number_is_never_drawn_even_if_given(self) -> None:
        assert heights(curve([5, 3], state={1: HIDDEN}).community) == [100]

    def test_an_unreported_day_is_a_gap_in_the_mean(self) -> None:
        drawn = curve([1] * 20, state={10: MISSING})
        assert drawn.mean.count("M") == 2
        assert [band.css for band in drawn.bands] == ["band-missing"]

    def test_the_mean_is_that_of_seven_days(self) -> None:
        drawn = curve([7, 0, 0, 0, 0, 0, 0, 0])
        assert drawn.mean == f"M6.5 {100 - 100 / 7:.4g}L7.5 100"

    def test_weeks_end_on_the_last_day(self) -> None:
        drawn = curve([1] * 15, width=7)
        assert (drawn.columns, drawn.start, drawn.total) == (2, 1, 14)

    def test_a_week_with_a_hidden_day_is_hidden(self) -> None:
        assert curve([1] * 14, state={3: HIDDEN}, width=7).total == 7

    def test_the_strip_covers_all_days(self) -> None:
        drawn = curve([1] * 10)
        assert [(band.left, band.width, band.css) for band in drawn.strip] == [
            (0, 20, "k-0-0"),
            (20, 80, "k-0-3"),
        ]


class TestStack:
    def test_layers_that_never_occur_are_left_out(self) -> None:
        drawn = stack(np.array([[2, 1], [0, 1], [0, 0]], np.int32), PALETTE.looks("ward")[:3])
        assert [layer.look.css for layer in drawn.layers] == ["k-0-0", "k-0-1"]
        assert drawn.places == 2

    def test_a_layer_goes_along_its_steps(self) -> None:
        drawn = stack(np.array([[2, 1], [0, 1]], np.int32), PALETTE.looks("ward")[:2])
        assert drawn.layers[0].path == "M0 0L320 0L320 140L640 140L640 280L0 280z"


@pytest.mark.parametrize(("highest", "ticks"), [(0, []), (1, [1]), (3, [2]), (10, [5, 10]), (730, [500])])
def test_value_ticks_are_round(highest: int, ticks: list[int]) -> None:
    assert value_ticks(highest) == ticks


def test_day_ticks_include_the_last_day_and_are_few() -> None:
    ticks = day_ticks(400, 5)
    assert ticks[-1].value == 399
    assert len(ticks) <= 5


def test_spans() -> None:
    assert spans([True, False, True, True]) == [(0, 0), (2, 3)]
    assert spans([]) == []
