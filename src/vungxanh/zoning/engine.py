"""Judging a territory: counts and a criteria pack give levels, finest areas first, block by block.

A block is a slice of the area axis small enough to stay in the processor's cache; areas of packs with rules
about neighbours form one block per level, since each needs the others.
"""

import os
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.zoning.colours import NOT_JUDGED, UNKNOWN_RANK, Colours
from vungxanh.zoning.history import History
from vungxanh.zoning.holding import HoldingState, hold, waits_of
from vungxanh.zoning.lookback import all_conditions, all_indicators, children_shift, uses
from vungxanh.zoning.pack import ChildrenAt, Criteria, NeighboursAt, Pack
from vungxanh.zoning.ranks import assessed, count_levels
from vungxanh.zoning.reading import read_pack
from vungxanh.zoning.situation import JudgedPack, LevelBounds, Situation
from vungxanh.zoning.verdict import decide

BLOCK_CELLS = 1 << 17

Packs = Callable[[str], Pack]


def colour(
    counts: Counts,
    pack: Pack,
    *,
    history: History | None = None,
    warmup: int = 0,
    state: HoldingState | None = None,
    packs: Packs = read_pack,
) -> Colours:
    """Judge every day after the first `warmup` days, which only fill windows.

    `state` continues holding times from the day before the first judged one. `packs` finds another pack
    whose colours a rule refers to.
    """
    judging = _Judging(counts, pack, history, warmup, packs, state)
    for area_level in counts.territory.present_levels:
        judging.judge(area_level, pack.criteria_for(area_level))
    columns = slice(warmup, None)
    return Colours(
        counts,
        pack,
        history,
        counts.first + timedelta(days=warmup),
        rank=judging.rank[:, columns],
        counted=judging.counted[:, columns],
        worst=judging.worst[:, columns],
        decided=judging.decided[:, columns],
        barred=None if judging.barred is None else judging.barred[:, columns],
        started=counts.first + timedelta(days=warmup),
        before=judging.before,
        state=judging.state,
        conditions=tuple(judging.numbers),
        judged={name: other for name, other in judging.judged.items() if name != pack.id},
    )


def condition_numbers(pack: Pack) -> dict[str, int]:
    """A number for every condition and table of the pack, in reading order."""
    names: list[str] = []
    for criteria in pack.criteria:
        names += [criteria.table.id] if criteria.table is not None else []
        names += [condition.id for condition in all_conditions(criteria)]
    return {name: number for number, name in enumerate(dict.fromkeys(names))}


@dataclass
class _Judging:
    """The arrays being filled while one pack judges one territory (all days, warm-up included)."""

    counts: Counts
    pack: Pack
    history: History | None
    warmup: int
    packs: Packs
    remembered: HoldingState | None

    def __post_init__(self) -> None:
        shape = (len(self.counts.territory), self.counts.days)
        self.rank = np.empty(shape, np.int8)
        self.counted = np.empty(shape, np.int8)
        self.worst = np.empty(shape, np.int8)
        self.decided = np.empty(shape, np.int16)
        bars = any(criteria.no_improvement_when is not None for criteria in self.pack.criteria)
        self.barred = np.zeros(shape, np.bool_) if bars else None
        self.numbers = condition_numbers(self.pack)
        levels = max(len(steps) for steps in self.pack.scales.values())
        self.state = (self.remembered or HoldingState.empty(shape[0], levels)).copy()
        self.before = self.state.copy()
        self.judged: dict[str, JudgedPack] = {}

    def judge(self, area_level: str, criteria: Criteria | None) -> None:
        """Fill the arrays for all areas of one level."""
        rows = self.counts.territory.at_level(area_level)
        if criteria is None:
            for array in (self.rank, self.counted, self.worst):
                array[rows] = NOT_JUDGED
            return
        scale = tuple(level.id for level in self.pack.scales[criteria.scale])
        if uses(self.pack, criteria, ChildrenAt):
            self._judge_others(criteria)
            self.judged[self.pack.id] = JudgedPack(
                self.pack, official_bounds(self.rank, self.worst, self.state.last.shape[1])
            )
        read_from = max(0, self.warmup - self._shift_above(area_level))

        def one(block: NDArray[np.int32] | slice) -> None:
            situation = Situation(self.counts, self.pack, block, self.history, self.judged, scale, read_from)
            self._judge_block(situation, criteria, read_from)

        parts = list(blocks(rows, self.counts.days, whole=uses(self.pack, criteria, NeighboursAt)))
        if len(parts) == 1:
            one(parts[0])
        else:
            with ThreadPoolExecutor(os.cpu_count()) as pool:
                list(pool.map(one, parts))

    def _judge_block(self, situation: Situation, criteria: Criteria, read_from: int) -> None:
        rows = situation.rows
        found = count_levels(criteria, situation, self.numbers)
        low, high = _with_people(found.bounds, criteria, situation)
        # Nothing worse is known to be true, but something worse cannot be excluded: unknown is not green.
        counted = low if high is low else np.where((low == 0) & (high > 0), UNKNOWN_RANK, low)
        self.counted[rows] = counted
        worst = counted if high is low else np.maximum(high, counted)
        self.worst[rows] = worst
        self.decided[rows] = found.decided
        blocked = self._blocked(criteria, situation)
        if blocked is not None and self.barred is not None:
            self.barred[rows] = blocked
        self.rank[rows, :read_from] = NOT_JUDGED
        if read_from < self.warmup:
            self._hold(situation, criteria, (counted, worst), blocked, slice(read_from, self.warmup))
            self.before.put(rows, self.state.rows(rows))
        self._hold(situation, criteria, (counted, worst), blocked, slice(self.warmup, self.counts.days))

    def _hold(
        self,
        situation: Situation,
        criteria: Criteria,
        bounds: tuple[NDArray[np.int8], NDArray[np.int8]],
        blocked: NDArray[np.bool_] | None,
        days: slice,
    ) -> None:
        """Official levels of some days of a block, and the state after them; `bounds`: counted and worst."""
        rows, (counted, worst) = situation.rows, bounds
        official = np.empty((counted.shape[0], days.stop - days.start), np.int8)
        after = hold(
            counted[:, days],
            worst[:, days],
            (self.counts.first + timedelta(days=days.start)).toordinal(),
            waits_of(criteria.holding, self.pack, situation.scale),
            criteria.holding.one_step,
            self.state.rows(rows),
            official,
            None if blocked is None else blocked[:, days],
        )
        self.rank[rows, days] = official
        self.state.put(rows, after)

    def _blocked(self, criteria: Criteria, situation: Situation) -> NDArray[np.bool_] | None:
        """Days on which no improvement is allowed: the test is true, or cannot be answered."""
        if criteria.no_improvement_when is None:
            return None
        test = assessed(criteria.no_improvement_when, self.pack, self.counts.extra)
        if test is None:
            return None
        return ~decide(test, situation, self.numbers).verdict.false

    def _judge_others(self, criteria: Criteria) -> None:
        """Judge the other packs whose colours of child areas the criteria refer to."""
        for indicator in all_indicators(self.pack, criteria):
            if not isinstance(indicator, ChildrenAt) or not indicator.pack:
                continue
            if indicator.pack not in (self.pack.id, *self.judged):
                other = colour(
                    self.counts, self.packs(indicator.pack), history=self.history, packs=self.packs
                )
                bounds = official_bounds(
                    other.rank, other.worst, len(other.pack.scale_for(indicator.child) or [])
                )
                self.judged[indicator.pack] = JudgedPack(other.pack, bounds)

    def _shift_above(self, area_level: str) -> int:
        """How far back coarser areas of this pack look at the levels of these.

        What is remembered is of the day before the first judged one: judging begins there.
        """
        if self.remembered is not None:
            return 0
        coarser = [c for c in self.pack.criteria if area_level not in c.applies_to]
        return sum(children_shift(self.pack, c) for c in coarser)


def official_bounds(rank: NDArray[np.int8], worst: NDArray[np.int8], levels: int) -> LevelBounds:
    """Bounds of official levels: an unknown one may be any, a known one may be worse than known."""
    low = np.where(rank == UNKNOWN_RANK, np.int8(0), rank)
    high = np.where(rank == UNKNOWN_RANK, np.int8(levels - 1), np.maximum(rank, worst))
    return LevelBounds(low, np.where(rank == NOT_JUDGED, NOT_JUDGED, high))


def _with_people(
    bounds: LevelBounds, criteria: Criteria, situation: Situation
) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    """Areas with fewer people than the criteria ask for, or an unknown number, get no level."""
    minimum = situation.pack.number(criteria.minimum_population)
    if minimum <= 0:
        return bounds.low, bounds.high
    too_few = ~(situation.population() >= minimum)[:, None]
    worst = np.int8(len(situation.scale) - 1)
    return np.where(too_few, np.int8(0), bounds.low), np.where(too_few, worst, bounds.high)


def blocks(rows: NDArray[np.int32], days: int, *, whole: bool) -> Iterator[NDArray[np.int32] | slice]:
    """Cut area positions into blocks that fit the cache; slices where the positions are contiguous."""
    size = len(rows) if whole else max(1, BLOCK_CELLS // max(days, 1))
    for start in range(0, len(rows), max(size, 1)):
        part = rows[start : start + size]
        contiguous = len(part) == part[-1] - part[0] + 1
        yield slice(int(part[0]), int(part[-1]) + 1) if contiguous else part
