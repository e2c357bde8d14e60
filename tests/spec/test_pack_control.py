"""Decisions 3979 and 3989, drawn: every sub-indicator alone keeps an area from being under control."""

from dataclasses import replace

import numpy as np
import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import judged

DAYS = 21
WARD = territory(levels=["ward"], parent=[-1], touching=())
FALLING = [60 - day for day in range(DAYS)]
"""Positives of 100 tests, fewer every day."""


def weeks(*totals: int) -> list[int]:
    """Daily cases: each week's total on its last day."""
    return [n for total in totals for n in [0] * 6 + [total]]


def ward(
    cases: list[int],
    positives: list[float] | None = None,
    chains: dict[int, int] | None = None,
    leave_out: str = "",
) -> str:
    """The last day of three weeks in one ward; `chains` are new chains by day."""
    given = counts([cases], WARD)
    new_chains = np.zeros((1, DAYS))
    for day, number in (chains or {}).items():
        new_chains[0, day] = number
    extra = {
        "tests": np.full((1, DAYS), 100.0),
        "positives": np.array([positives or FALLING], np.float64),
        "new_chains": new_chains,
    }
    extra.pop(leave_out, None)
    return judged("vn-3979-2021", replace(given, extra=extra))["A"][-1]


@pytest.mark.parametrize(("totals", "drawn"), [
    ((10, 7, 5), "c"),     # falling twice, and 50 % below the peak week
    ((10, 7, 6), "n"),     # 40 % below
    ((10, 10, 5), "n"),    # not falling in the week before
    ((10, 4, 4), "n"),     # not falling in the last week
    ((4, 10, 5), "n"),     # fallen once only
    ((10, 7, 0), "c"),
    ((10, 0, 0), "c"),     # nothing left to fall: our reading
    ((0, 0, 0), "c"),
])  # fmt: skip
def test_weekly_cases_fall_for_two_weeks_to_half_the_peak(totals: tuple[int, ...], drawn: str) -> None:
    assert ward(weeks(*totals)) == drawn


@pytest.mark.parametrize(("last_fifteen", "drawn"), [
    ([60 - d for d in range(15)],                         "c"),    # 14 falls
    ([60, 60] + [59 - d for d in range(13)],              "n"),    # 13 falls
    ([60 - d for d in range(14)] + [47],                  "n"),    # no fall today
    ([14 - d for d in range(15)],                         "c"),    # down to 0
    ([0] * 15,                                            "c"),    # nothing left to fall: our reading
])  # fmt: skip
def test_positivity_falls_for_fourteen_days(last_fifteen: list[float], drawn: str) -> None:
    assert ward(weeks(10, 7, 5), positives=[60.0] * 6 + last_fifteen) == drawn


@pytest.mark.parametrize(("day", "drawn"), [(20, "n"), (14, "n"), (13, "c"), (0, "c")])  # fmt: skip
def test_no_new_chain_for_seven_days(day: int, drawn: str) -> None:
    assert ward(weeks(10, 7, 5), chains={day: 1}) == drawn


@pytest.mark.parametrize("series", ["tests", "positives", "new_chains"])
def test_what_is_not_given_leaves_it_unknown_never_controlled(series: str) -> None:
    assert ward(weeks(10, 7, 5), leave_out=series) == "?"
    assert ward(weeks(10, 7, 6), leave_out=series) == "n"


def district(red: tuple[int, int], orange: tuple[int, int], yellow: tuple[int, int], pack: str) -> str:
    """Twenty wards; how many are at each level 14 days before the last day, and on it. Group 1 is met."""
    areas = territory(levels=["ward"] * 20 + ["district"], touching=())
    given = counts([[0] * 42] * 20, areas)
    unlinked, linked = np.zeros((2, 21, 42), np.int32)
    # each level's cases lie in the 14 days up to the compared day: on day 21, and on day 28
    for column, when in ((21, 0), (28, 1)):
        first = 0
        for number, cases, series in ((red, 2, unlinked), (orange, 1, unlinked), (yellow, 1, linked)):
            series[first : first + number[when], column] = cases
            first += number[when]
    # one week far higher than all others, before the days compared
    linked[0, 5] = 500
    for series in (unlinked, linked):
        series[20] = series[:20].sum(axis=0)
    extra = {
        "tests": np.full((21, 42), 100.0),
        "positives": np.tile(60.0 - np.arange(42), (21, 1)),
        "new_chains": np.zeros((21, 42)),
    }
    community = unlinked + linked
    full = replace(given, cases=community, community=community, unlinked=unlinked, extra=extra)
    return judged(pack, full)["U"][-1]


@pytest.mark.parametrize(("red", "orange", "yellow", "drawn_3979", "drawn_3989"), [
    # before, now: of twenty wards
    ((10, 0), (0, 0), (0, 0),  "c", "c"),
    ((10, 7), (0, 0), (0, 0),  "c", "n"),    # exactly 30 % fewer red; green 10 to 13 is 30 % more
    ((10, 8), (0, 0), (0, 0),  "n", "n"),
    ((10, 5), (0, 0), (0, 0),  "c", "c"),    # exactly 50 % fewer red
    ((0, 0), (10, 7), (0, 0),  "c", "n"),
    ((0, 0), (10, 8), (0, 0),  "n", "n"),
    ((0, 0), (0, 0), (10, 7),  "c", "n"),
    ((0, 0), (0, 0), (10, 8),  "n", "n"),
    ((10, 5), (0, 1), (0, 0),  "n", "n"),    # the first orange ward is a rise
    ((4, 2), (0, 0), (0, 0),   "n", "n"),    # red halved, but green 16 to 18 is 12.5 % more
    ((4, 0), (0, 0), (0, 0),   "c", "c"),    # all green: it cannot rise further
    ((20, 10), (0, 0), (0, 0), "c", "c"),    # from no green ward at all
])  # fmt: skip
def test_wards_at_risk_become_fewer(
    red: tuple[int, int], orange: tuple[int, int], yellow: tuple[int, int], drawn_3979: str, drawn_3989: str
) -> None:
    assert district(red, orange, yellow, "vn-3979-2021") == drawn_3979
    assert district(red, orange, yellow, "vn-3989-2021") == drawn_3989
