"""Counted levels of one block: rules, table and raises, before holding times.

`low` is the worst level known to be true, `high` the worst that cannot be excluded.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.indicators import known_series
from vungxanh.zoning.ladder import climb, ladder_of
from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Criteria, Pack, Rule, Test
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
            skipped = test.optional and not known_series(pack.indicator(test.indicator), given)
            return None if skipped else test
        case AnyOf():
            parts = [kept for part in test.any if (kept := assessed(part, pack, given)) is not None]
            return AnyOf(any=parts) if parts else None
        case AllOf():
            # One missing part leaves the whole of an "all" without an answer.
            parts = [kept for part in test.all if (kept := assessed(part, pack, given)) is not None]
            return AllOf(all=parts) if len(parts) == len(test.all) else None


def _raised(
    criteria: Criteria, situation: Situation, numbers: Mapping[str, int], counted: Counted
) -> Counted:
    worst = np.int8(len(situation.scale) - 1)
    low, high, decided = counted.bounds.low, counted.bounds.high, counted.decided
    for step in criteria.raises:
        test = assessed(step.when, situation.pack, situation.counts.extra)
        if test is None:
            continue
        decision = decide(test, situation, numbers)
        spared = [situation.scale.index(level) for level in step.unless_level]
        surely = decision.verdict.true & ~np.isin(low, spared)
        maybe = ~decision.verdict.false & ~np.isin(high, spared)
        decided = np.where(surely, decision.condition, decided)
        low = np.where(surely, np.minimum(low + np.int8(step.by), worst), low)
        high = np.where(maybe, np.minimum(high + np.int8(step.by), worst), high)
    return Counted(LevelBounds(low, high), decided)
