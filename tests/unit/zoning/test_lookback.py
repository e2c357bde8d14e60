"""How many earlier days a pack looks at: what one more day costs, and how long the warm-up is."""

from typing import Any

import pytest

from tests.building import pack, territory, when
from vungxanh.zoning import days_needed, read_pack

AREAS = territory(["quarter", "ward", "ward", "district", "province"], [1, 3, 3, 4, -1], touching=())
WEEK = {"kind": "sum", "window": 7}
QUIET = {"kind": "days_without"}


@pytest.mark.parametrize(
    ("name", "days"),
    [
        ("vn-2686-2021", 13), ("green-14-days", 14), ("vn-q5-stepdown-2021", 14), ("vn-4800-2021", 31),
        ("example-incidence-bands", 6), ("vn-15-2026-endemic", 30), ("vn-15-2026-group-a", 6),
        ("vn-3979-2021", None),
    ],
)  # fmt: skip
def test_shipped_packs(name: str, days: int | None) -> None:
    assert days_needed(read_pack(name), AREAS) == days


@pytest.mark.parametrize(
    ("why", "indicators", "rule", "more", "days"),
    [
        ("a window of a week has six days before", {"x": WEEK}, when("x", ">=", 1), {}, 6),
        ("a change looks at an earlier window", {"x": {"kind": "change", "of": "w", "days": 7}, "w": WEEK},
         when("x", ">", 0), {}, 13),
        ("falling looks at more", {"x": {"kind": "falling", "of": "w", "step": 7, "at_most": 2}, "w": WEEK},
         when("x", ">=", 1), {}, 20),
        ("a month", {"x": {"kind": "calendar", "period": "month"}}, when("x", ">=", 1), {}, 30),
        ("a week", {"x": {"kind": "calendar", "period": "week"}}, when("x", ">=", 1), {}, 6),
        ("input", {"x": {"kind": "input", "name_in_table": "b", "valid_days": 5}}, when("x", "<", 1), {}, 5),
        ("a peak", {"x": {"kind": "below_peak", "of": "w"}, "w": WEEK}, when("x", "<", 50), {}, None),
        ("quiet days up to the threshold", {"x": QUIET}, when("x", "<", 21), {}, 21),
        ("quiet days against something else", {"x": QUIET, "w": WEEK}, when("x", "<", "w"), {}, None),
        ("something against quiet days", {"x": WEEK, "q": QUIET},
         {"any": [when("x", ">", "q"), when("q", "<", 3)]}, {}, None),
        ("quiet days followed over time",
         {"x": {"kind": "change", "of": "q", "days": 1}, "q": QUIET},
         {"any": [when("x", ">", 0), when("q", "<", 3)]}, {}, None),
    ],
)  # fmt: skip
def test_kinds_of_indicators(
    why: str, indicators: dict[str, Any], rule: Any, more: Any, days: int | None
) -> None:
    assert days_needed(pack(indicators, [("red", rule)], **more), AREAS) == days, why


def test_quiet_days_in_a_table_up_to_its_last_cut() -> None:
    table = {
        "id": "t", "text": {"vi": "{row} {column}", "en": "{row} {column}"}, "certainty": "reading",
        "rows": "q", "row_cuts": [30.0], "columns": "w", "column_cuts": [1.0],
        "cells": [["red", "red"], ["green", "yellow"]],
    }  # fmt: skip
    judge = pack({"q": QUIET, "w": WEEK}, [("red", when("q", "<", 3))], table=table)
    assert days_needed(judge, AREAS) == 30


def test_the_levels_of_areas_inside_are_looked_at_on_the_same_day() -> None:
    share = {"share": {"kind": "children", "child": "ward", "level": "red"}, "w": WEEK}
    coarser = {"rules": [("red", when("share", ">", 0))]}
    assert days_needed(pack(share, [("red", when("w", ">=", 1))], coarser=coarser), AREAS) == 6


def test_the_course_of_their_levels_needs_everything() -> None:
    course = {
        "change": {"kind": "change", "of": "share", "days": 7},
        "share": {"kind": "children", "child": "ward", "level": "red"},
        "w": WEEK,
    }
    coarser = {"rules": [("red", when("change", ">", 0))]}
    judge = pack(course, [("red", when("w", ">=", 1))], coarser=coarser)
    assert days_needed(judge, AREAS) is None
    assert days_needed(judge, territory(["ward"], [-1], touching=())) == 6


def test_levels_of_area_that_are_not_there_need_nothing() -> None:
    assert days_needed(read_pack("vn-3979-2021"), territory(["quarter"], [-1], touching=())) == 0
