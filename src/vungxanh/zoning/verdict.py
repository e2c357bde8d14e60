"""Three-valued tests: any, all, and which condition decided."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.indicators import evaluate
from vungxanh.zoning.interval import Interval, Verdict, compare
from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Input, Test
from vungxanh.zoning.situation import Situation

UNDECIDED = np.int16(-1)


@dataclass(frozen=True, slots=True)
class Decision:
    """A verdict, and per area and day the number of the first condition that makes it true (-1: none)."""

    verdict: Verdict
    condition: NDArray[np.int16]


def decide(test: Test, situation: Situation, numbers: Mapping[str, int]) -> Decision:
    """Evaluate a test; `numbers` gives each condition id its number."""
    match test:
        case Condition():
            verdict = condition_verdict(test, situation)
            return Decision(verdict, np.where(verdict.true, np.int16(numbers[test.id]), UNDECIDED))
        case AnyOf():
            return _combine([decide(part, situation, numbers) for part in test.any], need_all=False)
        case AllOf():
            return _combine([decide(part, situation, numbers) for part in test.all], need_all=True)


def condition_verdict(condition: Condition, situation: Situation) -> Verdict:
    """One condition: its indicator against its threshold.

    An optional one does not stand in the way of areas for which its data were never given.
    """
    found = compare(evaluate(condition.indicator, situation), condition.op, threshold(condition, situation))
    never = never_given(condition, situation)
    return found if never is None else Verdict(found.true, found.false | never)


def never_given(condition: Condition, situation: Situation) -> NDArray[np.bool_] | None:
    """Where (area, day) an optional condition's input had never been given; None if it is not optional."""
    indicator = situation.pack.indicator(condition.indicator)
    if not condition.optional or not isinstance(indicator, Input):
        return None
    counts = situation.counts
    if indicator.name_in_table not in counts.extra:
        return None
    today = counts.first.toordinal() + np.arange(counts.days)
    never: NDArray[np.bool_] = today < counts.given_since(indicator.name_in_table)[situation.rows][:, None]
    return never


def threshold(condition: Condition, situation: Situation) -> Interval | float:
    """The number, or the other indicator, that a condition compares with."""
    if condition.than is not None:
        return evaluate(condition.than, situation)
    assert condition.threshold is not None  # the reader of packs refuses a condition with neither
    return situation.pack.number(condition.threshold)


def _combine(parts: list[Decision], *, need_all: bool) -> Decision:
    """Kleene's rules: an unknown part is decisive only where it could change the answer."""
    first = parts[0]
    true, false, which = first.verdict.true, first.verdict.false, first.condition
    for part in parts[1:]:
        if need_all:
            true, false = true & part.verdict.true, false | part.verdict.false
        else:
            which = np.where(true, which, part.condition)
            true, false = true | part.verdict.true, false & part.verdict.false
    return Decision(Verdict(true, false), np.where(true, which, UNDECIDED) if need_all else which)
