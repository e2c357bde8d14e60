"""Decision 2686, drawn: wards by cases and neighbours, districts by shares of wards."""

from dataclasses import replace

import numpy as np
import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import QUIET, after_quiet, extras, judged

PACK = "vn-2686-2021"
WINDOW = 14
ALONE = territory(levels=["ward"], parent=[-1], touching=())
ROW_OF_THREE = territory()


def ward(unlinked: list[int], linked: list[int] | None = None) -> str:
    """One ward without neighbours; both lists of cases begin after 13 quiet days."""
    linked = linked or [0] * len(unlinked)
    total = [a + b for a, b in zip(unlinked, linked, strict=True)]
    return judged(PACK, after_quiet([total], ALONE, linked=[linked]), warmup=len(QUIET))["A"]


class TestAWardAlone:
    @pytest.mark.parametrize(("unlinked", "drawn"), [
        ([0] * 20,                           "g" * 20),
        ([1] + [0] * 14,                     "o" * WINDOW + "g"),
        ([2] + [0] * 14,                     "r" * WINDOW + "g"),
        ([9] + [0] * 14,                     "r" * WINDOW + "g"),
        # two cases make a cluster while both lie within 14 days: day 0 and day 13 do, day 14 does not
        ([1] + [0] * 12 + [1] + [0] * 14,    "o" * 13 + "r" + "o" * 13 + "g"),
        ([1] + [0] * 13 + [1] + [0] * 14,    "o" * 14 + "o" * 14 + "g"),
    ])  # fmt: skip
    def test_by_cases_of_unknown_source(self, unlinked: list[int], drawn: str) -> None:
        assert ward(unlinked) == drawn

    @pytest.mark.parametrize("cases", [1, 2, 50])
    def test_cases_of_known_source_are_yellow_however_many(self, cases: int) -> None:
        assert ward([0] * 15, linked=[cases] + [0] * 14) == "y" * WINDOW + "g"

    def test_one_of_each_is_orange(self) -> None:
        assert ward([1] + [0] * 14, linked=[1] + [0] * 14) == "o" * WINDOW + "g"

    def test_without_13_days_before_it_is_unknown_until_the_window_is_full(self) -> None:
        assert judged(PACK, counts([[0] * 16], ALONE))["A"] == "?" * 13 + "ggg"

    def test_what_is_bad_for_certain_is_known_before(self) -> None:
        assert judged(PACK, counts([[2] + [0] * 14], ALONE))["A"] == "r" * 14 + "g"

    def test_a_day_without_report_takes_green_away_for_a_window(self) -> None:
        given = counts([[0] * 40], ALONE)
        reported = np.ones(given.cases.shape, np.bool_)
        reported[0, 20] = False
        drawn = judged(PACK, replace(given, reported=reported))["A"]
        assert drawn == "?" * 13 + "g" * 7 + "?" * WINDOW + "g" * 6

    def test_a_day_without_report_does_not_take_red_away(self) -> None:
        given = counts([[0] * 13 + [2, 0, 0]], ALONE)
        reported = np.ones(given.cases.shape, np.bool_)
        reported[0, 14] = False
        assert judged(PACK, replace(given, reported=reported))["A"] == "?" * 13 + "rrr"


class TestNeighbours:
    @pytest.mark.parametrize(("unlinked", "linked", "drawn"), [
        # A - B - C in a row; D is their district
        ((2, 0, 0), (0, 0, 0), {"A": "r", "B": "o", "C": "y", "D": "r"}),
        ((1, 0, 0), (0, 0, 0), {"A": "o", "B": "y", "C": "g", "D": "o"}),
        ((0, 1, 0), (0, 0, 0), {"A": "y", "B": "o", "C": "y", "D": "o"}),
        ((0, 0, 0), (1, 0, 0), {"A": "y", "B": "g", "C": "g", "D": "y"}),
        ((2, 2, 0), (0, 0, 0), {"A": "r", "B": "r", "C": "o", "D": "r"}),
        ((0, 0, 0), (0, 0, 0), {"A": "g", "B": "g", "C": "g", "D": "g"}),
    ])  # fmt: skip
    def test_next_to_red_is_orange_and_next_to_orange_is_yellow(
        self, unlinked: tuple[int, ...], linked: tuple[int, ...], drawn: dict[str, str]
    ) -> None:
        given = after_quiet(
            [[a + b] for a, b in zip(unlinked, linked, strict=True)],
            ROW_OF_THREE,
            linked=[[b] for b in linked],
        )
        assert judged(PACK, given, warmup=len(QUIET)) == drawn

    def test_without_known_neighbours_a_quiet_ward_is_unknown(self) -> None:
        given = after_quiet([[2], [1], [0]], territory(touching=None))
        drawn = judged(PACK, given, warmup=len(QUIET))
        assert (drawn["A"], drawn["B"], drawn["C"]) == ("r", "o", "?")
        assert judged(PACK, given, warmup=len(QUIET), worst=True)["C"] == "o"


class TestADistrictOfTenWards:
    @pytest.mark.parametrize(("red", "orange", "yellow", "drawn"), [
        (0, 0, 0, "g"),
        (0, 0, 1, "y"),    # any ward at risk: our reading
        (0, 0, 4, "y"),
        (0, 0, 5, "o"),    # 50 % at risk
        (0, 2, 0, "y"),
        (0, 2, 3, "o"),    # 50 % at risk or worse
        (0, 3, 0, "o"),    # 30 % high
        (0, 4, 0, "o"),
        (0, 5, 0, "r"),    # 50 % high
        (1, 0, 0, "o"),    # one ward very high
        (2, 0, 0, "o"),
        (2, 2, 6, "o"),    # 40 % high or worse
        (2, 3, 0, "r"),    # 50 % high or worse: our reading
        (3, 0, 0, "r"),    # 30 % very high
        (10, 0, 0, "r"),
    ])  # fmt: skip
    def test_by_shares_of_wards(self, red: int, orange: int, yellow: int, drawn: str) -> None:
        areas = territory(levels=["ward"] * 10 + ["district"], touching=())
        level = ["r"] * red + ["o"] * orange + ["y"] * yellow + ["g"] * (10 - red - orange - yellow)
        cases = [[{"r": 2, "o": 1, "y": 1, "g": 0}[one]] for one in level]
        linked = [[1 if one == "y" else 0] for one in level]
        shown = judged(PACK, after_quiet(cases, areas, linked=linked), warmup=len(QUIET))
        assert [shown[code] for code in "ABCDEFGHIJ"] == level
        assert shown["K"] == drawn

    def test_an_unknown_ward_leaves_the_district_unknown_unless_others_decide(self) -> None:
        areas = territory(levels=["ward"] * 10 + ["district"], touching=())
        quiet, four_orange, three_red = [0] * 10, [0] + [1] * 4 + [0] * 5, [0] + [2] * 3 + [0] * 6
        for cases, drawn in ((quiet, "?"), (four_orange, "o"), (three_red, "r")):
            given = after_quiet([[n] for n in cases], areas)
            reported = np.ones(given.cases.shape, np.bool_)
            reported[0, -1] = False
            shown = judged(PACK, replace(given, reported=reported), warmup=len(QUIET))
            assert (shown["A"], shown["K"]) == ("?", drawn)

    def test_provinces_get_no_level(self) -> None:
        areas = territory(levels=["ward", "province"], touching=())
        assert judged(PACK, after_quiet([[2]], areas), warmup=len(QUIET)) == {"A": "r", "B": "-"}


class TestWhatOfficersSupply:
    @pytest.mark.parametrize(
        ("name", "drawn"),
        [
            ("hard_to_trace_cases", "r"),
            ("crowded_place_cases", "o"),
            ("contacts_in_community", "y"),
            ("entry_or_quarantine_risk", "y"),
        ],
    )
    def test_one_makes_the_ward_worse_and_nought_does_not(self, name: str, drawn: str) -> None:
        given = after_quiet([[0]], ALONE)
        for value, expected in ((1, drawn), (0, "g")):
            supplied = replace(given, extra=extras(given, **{name: {0: [value] * 14}}))
            assert judged(PACK, supplied, warmup=len(QUIET))["A"] == expected

    def test_it_holds_for_seven_days_and_is_then_unknown(self) -> None:
        given = after_quiet([[0] * 9], ALONE)
        once = [np.nan] * 13 + [1] + [np.nan] * 8
        supplied = replace(given, extra=extras(given, hard_to_trace_cases={0: once}))
        assert judged(PACK, supplied, warmup=len(QUIET))["A"] == "r" * 7 + "??"

    def test_outside_its_range_it_is_unknown(self) -> None:
        given = after_quiet([[0]], ALONE)
        supplied = replace(given, extra=extras(given, entry_or_quarantine_risk={0: [2] * 14}))
        assert judged(PACK, supplied, warmup=len(QUIET))["A"] == "?"

    @pytest.mark.parametrize(("share", "drawn"), [(20, "g"), (20.1, "o"), (50, "o"), (50.1, "r")])
    def test_a_source_hard_to_control_in_a_district(self, share: float, drawn: str) -> None:
        given = after_quiet([[0], [0], [0]], ROW_OF_THREE)
        supplied = replace(given, extra=extras(given, wards_exposed={3: [share] * 14}))
        assert judged(PACK, supplied, warmup=len(QUIET))["D"] == drawn
