"""The single pass over bands of one indicator says what rule by rule says."""

from random import Random
from typing import Any

import numpy as np
import pytest

from tests.building import counts, digits, pack, territory, when
from tests.property.random_worlds import random_counts, random_territory
from vungxanh.zoning import Colours, Pack, colour
from vungxanh.zoning.engine import condition_numbers
from vungxanh.zoning.ladder import ladder_of
from vungxanh.zoning.situation import Situation

SUM = {"cases": {"kind": "sum", "window": 2}}
BANDS: list[tuple[str, Any]] = [
    ("yellow", when("cases", ">=", 2, id="two")),
    ("red", when("cases", ">=", 9, id="nine")),
    ("orange", when("cases", ">=", 5, id="five")),
]


def is_ladder(judge: Pack) -> bool:
    given = counts([[0]], territory(["ward"], [-1], touching=()))
    scale = tuple(level.id for level in judge.scales["risk"])
    situation = Situation(given, judge, slice(0, 1), None, {}, scale)
    return ladder_of(judge.criteria[0], situation, condition_numbers(judge)) is not None


def rule_by_rule(rules: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """The same rules in a form that is no ladder."""
    return [(level, {"any": [test]}) for level, test in rules]


def same(one: Colours, other: Colours) -> bool:
    return all(
        np.array_equal(getattr(one, name)[one.rank != -2], getattr(other, name)[one.rank != -2])
        for name in ("rank", "counted", "worst", "decided")
    )


@pytest.mark.parametrize("seed", range(20))
def test_the_same_as_rule_by_rule(seed: int) -> None:
    random = Random(seed)
    given = random_counts(random, random_territory(random), 20)
    assert is_ladder(pack(SUM, BANDS))
    assert not is_ladder(pack(SUM, rule_by_rule(BANDS)))
    assert same(colour(given, pack(SUM, BANDS)), colour(given, pack(SUM, rule_by_rule(BANDS))))


@pytest.mark.parametrize(
    ("why", "rules", "more"),
    [
        ("two indicators", [*BANDS, ("red", when("other", ">=", 1))], {}),
        ("another sign", [("red", when("cases", ">", 9))], {}),
        ("the same level twice", [*BANDS, ("red", when("cases", ">=", 12, id="x"))], {}),
        ("a better level with a higher threshold",
         [("red", when("cases", ">=", 2)), ("yellow", when("cases", ">=", 5, id="x"))], {}),
        ("something is raised", BANDS, {"raise": [{"when": when("cases", ">=", 1, id="x")}]}),
        ("an optional condition", [("red", when("cases", ">=", 1, optional=True))], {}),
        ("two sides", [("red", when("cases", ">=", "other"))], {}),
        ("no rules", [], {}),
    ],
)  # fmt: skip
def test_what_is_no_ladder(why: str, rules: list[tuple[str, Any]], more: dict[str, Any]) -> None:
    assert not is_ladder(pack(SUM | {"other": {"kind": "sum", "window": 3}}, rules, **more)), why


def test_equal_thresholds_take_the_worse_level() -> None:
    rules = [("red", when("cases", ">=", 5)), ("yellow", when("cases", ">=", 5, id="x"))]
    given = counts([digits("0460")], territory(["ward"], [-1], touching=()))
    assert same(colour(given, pack(SUM, rules)), colour(given, pack(SUM, rule_by_rule(rules))))
