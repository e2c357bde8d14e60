"""Conditions and tests of three values, tables of two bands, raises: as drawn tables."""

from typing import Any

import numpy as np
import pytest

from tests.building import counts, digits, letters, pack, territory, when
from vungxanh.zoning import colour
from vungxanh.zoning.interval import Interval, compare

ONE = territory(["ward"], [-1], [10_000.0], ())
INF = np.inf
T, F, U = "true", "false", "unknown"


@pytest.mark.parametrize(
    ("low", "high", "op", "least", "most", "answer"),
    [
        # value known
        (3, 3, ">=", 3, 3, T), (3, 3, ">", 3, 3, F), (3, 3, "<=", 3, 3, T), (3, 3, "<", 3, 3, F),
        (2, 2, ">=", 3, 3, F), (2, 2, "<", 3, 3, T), (4, 4, ">", 3, 3, T), (4, 4, "<=", 3, 3, F),
        # three or more: "3 or more" is true, "5 or more" is open, "fewer than 3" is false
        (3, INF, ">=", 3, 3, T), (3, INF, ">=", 5, 5, U), (3, INF, "<", 3, 3, F), (3, INF, "<", 5, 5, U),
        (3, INF, ">", 3, 3, U), (3, INF, "<=", 3, 3, U), (3, INF, "<=", 2, 2, F), (3, INF, ">", 2, 2, T),
        # between
        (2, 4, ">=", 4, 4, U), (2, 4, ">", 4, 4, F), (2, 4, "<=", 4, 4, T), (2, 4, "<", 2, 2, F),
        # nothing known
        (-INF, INF, ">=", 0, 0, U), (0, INF, ">=", 0, 0, T), (0, INF, "<", 0, 0, F),
        # compared with something that is not known well itself
        (3, 3, ">=", 2, 5, U), (5, 5, ">=", 2, 5, T), (1, 1, ">=", 2, 5, F), (2, 2, "<", 2, 5, U),
        (1, 1, "<", 2, 5, T), (5, 5, "<", 2, 5, F), (5, 5, "<=", 2, 5, U), (2, 2, "<=", 2, 5, T),
        # grown from nothing
        (INF, INF, ">", 30, 30, T), (INF, INF, "<", 30, 30, F),
    ],
)  # fmt: skip
def test_compare(low: float, high: float, op: Any, least: float, most: float, answer: str) -> None:
    value = Interval(np.array([float(low)]), np.array([float(high)]))
    bound = Interval(np.array([float(least)]), np.array([float(most)]))
    for threshold in [bound, float(least)] if least == most else [bound]:
        found = compare(value, op, threshold)
        said = T if found.true[0] else F if found.false[0] else U
        assert said == answer
        assert bool(found.unknown()[0]) == (said == U)


# Three wards with the inputs a, b: 1 makes the condition true, 0 false, . is not given.
ANY_ALL = [
    # a  b   any  all
    ("1", "1", T, T),
    ("1", "0", T, F),
    ("0", "1", T, F),
    ("0", "0", F, F),
    ("1", ".", T, U),
    (".", "1", T, U),
    ("0", ".", U, F),
    (".", "0", U, F),
    (".", ".", U, U),
]
INPUTS = {
    name: {"kind": "input", "name_in_table": name, "lowest": 0.0, "highest": 9.0, "valid_days": 1}
    for name in "abc"
}


def given(**values: str) -> dict[str, np.ndarray]:
    """One value per name for the single ward; `.` is not given."""
    return {name: np.array([[np.nan if v == "." else float(v)]]) for name, v in values.items()}


def level_of(rules: Any, values: dict[str, str], **more: Any) -> tuple[str, str, str]:
    """Colour, worst possible colour, and what decided, of one ward on one day."""
    colours = colour(counts([[0]], ONE, extra=given(**values)), pack(INPUTS, rules, **more))
    number = int(colours.decided[0, 0])
    return (
        letters(colours.rank[0]),
        letters(colours.worst[0]),
        colours.conditions[number] if number >= 0 else "",
    )


@pytest.mark.parametrize(("a", "b", "any_says", "all_says"), ANY_ALL)
@pytest.mark.parametrize("kind", ["any", "all"])
def test_any_and_all(a: str, b: str, any_says: str, all_says: str, kind: str) -> None:
    test = {kind: [when("a", ">=", 1), when("b", ">=", 1)]}
    answer = any_says if kind == "any" else all_says
    expected = {T: ("r", "r"), F: ("g", "g"), U: ("?", "r")}[answer]
    assert level_of([("red", test)], {"a": a, "b": b})[:2] == expected


@pytest.mark.parametrize(
    ("a", "b", "c", "decided"),
    [
        ("1", "1", "1", "a"),
        ("0", "1", "1", "b"),
        ("0", "1", "0", ""),
        (".", "1", "1", "b"),
        ("1", ".", ".", "a"),
    ],
)
def test_the_first_true_condition_decides(a: str, b: str, c: str, decided: str) -> None:
    test = {"any": [when("a", ">=", 1), {"all": [when("b", ">=", 1), when("c", ">=", 1)]}]}
    assert level_of([("red", test)], {"a": a, "b": b, "c": c})[2] == decided


RULES = [("yellow", when("a", ">=", 1)), ("red", when("b", ">=", 1)), ("orange", when("c", ">=", 1))]


@pytest.mark.parametrize(
    ("a", "b", "c", "colour_shown", "worst", "decided"),
    [
        ("0", "0", "0", "g", "g", ""),
        ("1", "0", "0", "y", "y", "a"),
        ("1", "0", "1", "o", "o", "c"),
        ("1", "1", "1", "r", "r", "b"),
        ("1", ".", "0", "y", "r", "a"),
        ("1", ".", "1", "o", "r", "c"),
        ("0", ".", "0", "?", "r", ""),
        ("0", "0", ".", "?", "o", ""),
        (".", "0", "0", "?", "y", ""),
        (".", "1", ".", "r", "r", "b"),
        (".", "0", "1", "o", "o", "c"),
        ("9", "0", "0", "y", "y", "a"),
    ],
)
def test_the_worst_level_known_to_be_true_counts(
    a: str, b: str, c: str, colour_shown: str, worst: str, decided: str
) -> None:
    assert level_of(RULES, {"a": a, "b": b, "c": c}) == (colour_shown, worst, decided)


@pytest.mark.parametrize(
    ("value", "shown"), [("-1", "?"), ("0", "g"), ("1", "r"), ("9", "r"), ("10", "?"), ("99", "?")]
)
def test_out_of_range_is_unknown_neither_red_nor_green(value: str, shown: str) -> None:
    assert level_of([("red", when("a", ">=", 1))], {"a": value})[0] == shown


class TestOptional:
    RULES = (("red", {"any": [when("a", ">=", 1, optional=True), when("b", ">=", 1)]}),)

    def test_never_given_is_not_assessed(self) -> None:
        assert level_of(self.RULES, {"b": "0"})[0] == "g"

    def test_never_given_for_this_area_is_not_assessed(self) -> None:
        assert level_of(self.RULES, {"a": ".", "b": "0"})[0] == "g"

    def test_an_all_with_a_part_that_is_not_assessed_does_not_hold(self) -> None:
        rules = [("red", {"all": [when("a", ">=", 1, optional=True), when("b", ">=", 1)]})]
        assert level_of(rules, {"b": "1"})[0] == "g"

    def test_given_once_and_then_no_more_is_unknown(self) -> None:
        extra = {"a": np.array([[np.nan, 0.0, np.nan]]), "b": np.zeros((1, 3))}
        colours = colour(counts([[0, 0, 0]], ONE, extra=extra), pack(INPUTS, self.RULES))
        assert letters(colours.rank[0]) == "gg?"


# Rows: cases in 1 day 0, 1, 2 and more; columns: input a below 5, 5 and more.
TABLE = {
    "id": "table", "text": {"vi": "{row} {column}", "en": "{row} {column}"}, "certainty": "reading",
    "rows": "cases", "row_cuts": [1.0, 2.0], "columns": "a", "column_cuts": [5.0],
    "cells": [["yellow", "green"], [["yellow", "orange"], "yellow"], ["unknown", ["orange", "red"]]],
}  # fmt: skip


@pytest.mark.parametrize(
    ("cases", "a", "shown", "worst"),
    [
        (0, "4", "y", "y"), (0, "5", "g", "g"), (1, "5", "y", "y"), (1, "9", "y", "y"),
        (1, "4", "y", "o"), (2, "4", "?", "r"), (2, "5", "o", "r"), (9, "5", "o", "r"),
        (0, ".", "?", "y"), (1, ".", "y", "o"), (2, ".", "?", "r"), (0, "10", "?", "y"),
    ],
)  # fmt: skip
def test_table_of_two_bands(cases: int, a: str, shown: str, worst: str) -> None:
    indicators = {"cases": {"kind": "sum", "window": 1}, "a": INPUTS["a"]}
    colours = colour(counts([[cases]], ONE, extra=given(a=a)), pack(indicators, table=TABLE))
    assert (letters(colours.rank[0]), letters(colours.worst[0])) == (shown, worst)
    assert colours.conditions[colours.decided[0, 0]] == "table"


def test_a_worse_rule_overrides_the_table_and_a_better_one_does_not() -> None:
    indicators = {"cases": {"kind": "sum", "window": 1}} | INPUTS
    for level, shown in (("red", "r"), ("yellow", "o")):
        judge = pack(indicators, [(level, when("b", ">=", 1))], table=TABLE)
        colours = colour(counts([[2]], ONE, extra=given(a="5", b="1")), judge)
        assert letters(colours.rank[0]) == shown


@pytest.mark.parametrize(
    ("base", "raising", "by", "unless", "shown", "worst"),
    [
        ("1", "0", 1, [], "y", "y"),
        ("1", "1", 1, [], "o", "o"),
        ("1", "1", 2, [], "r", "r"),
        ("1", "1", 9, [], "r", "r"),
        ("1", "1", 1, ["yellow"], "y", "y"),
        ("1", ".", 1, [], "y", "o"),
        ("0", "1", 1, [], "y", "y"),
        ("0", "1", 1, ["green"], "g", "g"),
        (".", "1", 1, ["green"], "?", "o"),
        (".", "1", 1, [], "y", "o"),
        (".", ".", 1, [], "?", "o"),
        (".", "1", 2, ["green"], "?", "r"),
        (".", "1", 2, ["yellow"], "y", "o"),
    ],
)
def test_raises(base: str, raising: str, by: int, unless: list[str], shown: str, worst: str) -> None:
    step = {"by": by, "unless_level": unless, "when": when("b", ">=", 1)}
    more = {"raise": [step]}
    found = level_of([("yellow", when("a", ">=", 1))], {"a": base, "b": raising}, **more)
    assert found[:2] == (shown, worst)


def test_what_raised_the_level_decided_it() -> None:
    step = {"raise": [{"when": when("b", ">=", 1)}]}
    rules = [("yellow", when("a", ">=", 1)), ("red", when("c", ">=", 1))]
    assert level_of(rules, {"a": "1", "b": "1", "c": "0"}, **step)[2] == "b"
    assert level_of(rules, {"a": "1", "b": "1", "c": "1"}, **step)[2] == "c"


@pytest.mark.parametrize(
    ("people", "shown"), [(999.0, "?"), (1_000.0, "g"), (1_001.0, "g"), (np.nan, "?"), (0.0, "?")]
)
def test_minimum_population(people: float, shown: str) -> None:
    area = territory(["ward"], [-1], [people], ())
    judge = pack({"cases": {"kind": "sum", "window": 1}}, [("red", when("cases", ">=", 1))],
                 minimum_population=1_000)  # fmt: skip
    for cases, expected in ((0, shown), (1, "?" if shown == "?" else "r")):
        assert letters(colour(counts([[cases]], area), judge).rank[0]) == expected


@pytest.mark.parametrize(
    ("barring", "official"),
    [("000000", "rrgggg"), ("010000", "rrrggg"), ("0..000", "rrrrgg"), ("1", "rrrrrr")],
)
def test_no_improvement_while(barring: str, official: str) -> None:
    indicators = {"cases": {"kind": "sum", "window": 1}, "a": INPUTS["a"]}
    judge = pack(indicators, [("red", when("cases", ">=", 1))], holding={"days": 2},
                 no_improvement_when=when("a", ">=", 1))  # fmt: skip
    bars = barring * 6 if len(barring) == 1 else barring
    extra = {"a": np.array([[np.nan if sign == "." else float(sign) for sign in bars]])}
    given_counts = counts([digits("100000")], ONE, extra=extra)
    assert letters(colour(given_counts, judge).rank[0]) == official
