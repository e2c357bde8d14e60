"""Counted levels of one block: rules, table and raises, before holding times.

`low` is the worst level known to be true, `high` the worst that cannot be excluded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.indicators import known_series
from vungxanh.zoning.ladder import climb, ladder_of
from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Criteria, Pack, Raise, Rule, Test
from vungxanh.zoning.situation import LevelBounds, Situation
from vungxanh.zoning.table import table_bounds
from vungxanh.zoning.verdict import UNDECIDED, decide


@dataclass(frozen=True, slots=True)
class Counted:
    """Bounds per area and day, and the number of the condition (or table) behind `low`."""

    bounds: LevelBounds
    decided: NDArray[np.int16]


def count_levels(criteria: Criteria, situation: Situation, numbers: Mapping[str, int]) -> Counted:
    """Evaluate the criteria on a block, from the worst level down (rules about neighbours need that)."""
    ladder = ladder_of(criteria, situation, numbers)
    if ladder is not None:
        return Counted(*climb(ladder, situation))
    low = np.zeros(situation.shape, np.int8)
    high = np.zeros(situation.shape, np.int8)
    decided = np.full(situation.shape, UNDECIDED, np.int16)
    if criteria.table is not None:
        bounds = table_bounds(criteria.table, situation)
        low, high = bounds.low, bounds.high
        decided[:] = numbers[criteria.table.id]
    given = situation.counts.extra
    for rule in worst_first(criteria, situation.scale):
        rank = np.int8(situation.scale.index(rule.level))
        test = assessed(rule.when, situation.pack, given)
        if test is None:
            continue
        decision = decide(test, replace(situation, counted=LevelBounds(low, high)), numbers)
        newly = decision.verdict.true & (low < rank)
        decided = np.where(newly, decision.condition, decided)
        low = np.where(newly, rank, low)
        high = np.where(decision.verdict.false, high, np.maximum(high, rank))
    return _raised(criteria, situation, numbers, Counted(LevelBounds(low, high), decided))


def worst_first(criteria: Criteria, scale: tuple[str, ...]) -> list[Rule]:
    """The rules ordered from the worst level to the best; within a level as written."""
    return sorted(criteria.rules, key=lambda rule: -scale.index(rule.level))


def assessed(test: Test, pack: Pack, given: Mapping[str, object]) -> Test | None:
    """The test without the optional conditions whose data were never given; None when nothing is left."""
    match test:
        case Condition():
            return None if test.optional and not _given(test, pack, given) else test
        case AnyOf():
            parts = [kept for part in test.any if (kept := assessed(part, pack, given)) is not None]
            return AnyOf(any=parts) if parts else None
        case AllOf():
            # One missing part leaves the whole of an "all" without an answer.
            parts = [kept for part in test.all if (kept := assessed(part, pack, given)) is not None]
            return AllOf(all=parts) if len(parts) == len(test.all) else None


def _given(condition: Condition, pack: Pack, given: Mapping[str, object]) -> bool:
    """Whether the data behind both sides of a comparison were given at all."""
    waiting = [name for name in (condition.indicator, condition.than) if name is not None]
    while waiting:
        indicator = pack.indicator(waiting.pop())
        if not known_series(indicator, given):
            return False
        waiting += [of] if (of := getattr(indicator, "of", None)) is not None else []
    return True


def _raised(
    criteria: Criteria, situation: Situation, numbers: Mapping[str, int], counted: Counted
) -> Counted:
    low, high, decided = counted.bounds.low, counted.bounds.high, counted.decided
    for step in criteria.raises:
        test = assessed(step.when, situation.pack, situation.counts.extra)
        if test is None:
            continue
        decision = decide(test, situation, numbers)
        least, most = _raised_ranges(step, situation.scale)
        raised = np.where(decision.verdict.true, least[low, high], low)
        high = np.where(decision.verdict.false, high, most[low, high])
        decided = np.where(raised > low, decision.condition, decided)
        low = raised
    return Counted(LevelBounds(low, high), decided)


def _raised_ranges(step: Raise, scale: tuple[str, ...]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Best and worst raised level, by the best and worst level before; levels between may be spared."""
    worst = len(scale) - 1
    after = [
        rank if level in step.unless_level else min(rank + step.by, worst) for rank, level in enumerate(scale)
    ]
    least, most = np.zeros((2, len(scale), len(scale)), np.int8)
    for low in range(len(scale)):
        for high in range(low, len(scale)):
            least[low, high], most[low, high] = min(after[low : high + 1]), max(after[low : high + 1])
    return least, most
