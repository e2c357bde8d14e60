"""The 14-day rule and the step-down, drawn: days after the last community case."""

from dataclasses import replace

import pytest

from tests.building import counts, territory
from tests.spec.pack_drawing import judged

GROUP = territory(levels=["group"], parent=[-1], touching=None)


class TestGreenAfter14Days:
    @pytest.mark.parametrize(("cases", "drawn"), [
        ([1] + [0] * 15,             "n" * 14 + "gg"),
        ([1] + [0] * 13 + [1, 0],    "n" * 16),               # a case on the 14th day starts it again
        ([1] + [0] * 14 + [1, 0],    "n" * 14 + "g" + "nn"),
        ([0] * 16,                   "?" * 13 + "ggg"),       # before the list begins nothing is known
        ([3] * 3 + [0] * 14,         "n" * 2 + "n" * 14 + "g"),
    ])  # fmt: skip
    def test_fourteen_quiet_days_are_needed(self, cases: list[int], drawn: str) -> None:
        assert judged("green-14-days", counts([cases], GROUP))["A"] == drawn

    def test_a_case_in_quarantine_does_not_count(self) -> None:
        given = counts([[1] + [0] * 14], GROUP)
        found_in_quarantine = replace(given, cases=given.cases + 5)
        assert judged("green-14-days", found_in_quarantine) == judged("green-14-days", given)

    def test_groups_quarters_and_wards_are_judged_but_no_districts(self) -> None:
        areas = territory(["group", "quarter", "ward", "district"], parent=[1, 2, 3, -1], touching=None)
        assert judged("green-14-days", counts([[1] + [0] * 14], areas)) == {
            "A": "n" * 14 + "g",
            "B": "n" * 14 + "g",
            "C": "n" * 14 + "g",
            "D": "-" * 15,
        }


class TestOneStepAtATime:
    @pytest.mark.parametrize(("cases", "drawn"), [
        ([1] + [0] * 15,               "r" * 5 + "o" * 5 + "y" * 4 + "gg"),
        ([9] + [0] * 15,               "r" * 5 + "o" * 5 + "y" * 4 + "gg"),
        ([1] + [0] * 6 + [1] + [0] * 6, "r" * 5 + "oo" + "r" * 5 + "oo"),
        ([0] * 15,                     "?" * 13 + "gg"),
    ])  # fmt: skip
    def test_red_orange_yellow_green(self, cases: list[int], drawn: str) -> None:
        assert judged("vn-q5-stepdown-2021", counts([cases], GROUP))["A"] == drawn

    def test_both_agree_on_the_day_of_green(self) -> None:
        given = counts([[2] + [0] * 20], GROUP)
        assert judged("vn-q5-stepdown-2021", given)["A"].index("g") == 14
        assert judged("green-14-days", given)["A"].index("g") == 14
