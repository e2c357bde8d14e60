"""The commonest criteria, bands of one indicator, in a single pass.

    level       red          orange       yellow      (best)
    rule     rate >= 150   rate >= 50   rate >= 20

Every rule is one condition `indicator >= number` on the same indicator: the level is the number of
thresholds that the value reaches. This gives the same answer as evaluating rule by rule, and is compared
with it in the tests.
"""

from collections.abc import Mapping
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.indicators import evaluate
from vungxanh.zoning.interval import Numbers
from vungxanh.zoning.lookback import uses
from vungxanh.zoning.pack import Condition, Criteria, NeighboursAt
from vungxanh.zoning.situation import LevelBounds, Situation


@dataclass(frozen=True, slots=True)
class Ladder:
    """Thresholds in ascending order, the rank that each leads to, and the number of its condition."""

    indicator: str
    thresholds: NDArray[np.float64]
    ranks: NDArray[np.int8]
    numbers: NDArray[np.int16]


def ladder_of(criteria: Criteria, situation: Situation, numbers: Mapping[str, int]) -> Ladder | None:
    """The criteria as a ladder, or None when they are anything else."""
    steps = [rule.when for rule in criteria.rules if isinstance(rule.when, Condition)]
    plain = (
        len(steps) == len(criteria.rules) > 0
        and criteria.table is None
        and not criteria.raises
        and len({step.indicator for step in steps}) == 1
        # Neighbours are looked at while rules are evaluated one by one.
        and not uses(situation.pack, criteria, NeighboursAt)
        and all(step.op == ">=" and step.threshold is not None and not step.optional for step in steps)
    )
    if not plain:
        return None
    bounds = np.array([situation.pack.number(step.threshold) for step in steps if step.threshold is not None])
    ranks = np.array([situation.scale.index(rule.level) for rule in criteria.rules], np.int8)
    order = np.argsort(ranks)
    if len(set(ranks.tolist())) < len(ranks) or (np.diff(bounds[order]) < 0).any():
        return None
    number = np.array([numbers[step.id] for step in steps], np.int16)
    return Ladder(steps[0].indicator, bounds[order], ranks[order], number[order])


def climb(ladder: Ladder, situation: Situation) -> tuple[LevelBounds, NDArray[np.int16]]:
    """Bounds of the level, and the condition reached by the lower bound."""
    value = evaluate(ladder.indicator, situation)
    low, decided = _reached(ladder, value.low)
    return LevelBounds(low, low if value.exact else _reached(ladder, value.high)[0]), decided


def _reached(ladder: Ladder, values: Numbers) -> tuple[NDArray[np.int8], NDArray[np.int16]]:
    rank, decided = np.empty(values.shape, np.int8), np.empty(values.shape, np.int16)
    _climb(values, ladder.thresholds, ladder.ranks, ladder.numbers, rank, decided)
    return rank, decided


@numba.njit(cache=True, nogil=True)
def _climb(values, thresholds, ranks, numbers, rank, decided):  # type: ignore[no-untyped-def]
    for area in range(values.shape[0]):
        for day in range(values.shape[1]):
            reached = -1
            for step in range(thresholds.size):
                reached += values[area, day] >= thresholds[step]
            rank[area, day] = ranks[reached] if reached >= 0 else 0
            decided[area, day] = numbers[reached] if reached >= 0 else -1
