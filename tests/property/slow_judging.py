"""The whole judging a second time: plain loops over areas and days, from the documentation of packs.

Values are pairs (least, most) of fractions, so that nothing is rounded; answers are True, False or None.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile
from typing import Any

import numpy as np

from tests.property.slow_values import Bounds, Past, SlowValues
from vungxanh.epidemic import Counts
from vungxanh.zoning import Pack, read_pack
from vungxanh.zoning.pack import AllOf, AnyOf, Condition, Criteria, Test


@dataclass(frozen=True)
class Judged:
    """One area on one day; ranks as in Colours, `decided` an id of the pack or None."""

    rank: int
    counted: int
    worst: int
    decided: str | None
    since: date


class SlowJudging:
    """Judges every area of a territory on every day; `levels[area]` has one Judged per day."""

    def __init__(self, counts: Counts, pack: Pack, past: Past | None = None, packs: Any = read_pack) -> None:
        self.counts, self.pack, self.past, self.packs = counts, pack, past, packs
        self.levels: dict[int, list[Judged]] = {}
        self.values = SlowValues(counts, pack, past, self._child_bounds)
        self._others: dict[str, SlowJudging] = {}
        for area_level in counts.territory.present_levels:
            criteria = pack.criteria_for(area_level)
            if criteria is not None:
                self._judge(counts.territory.at_level(area_level).tolist(), criteria)

    def official_bounds(self, area: int, day: int) -> Bounds:
        """Best and worst official level that an area may have."""
        scale = self.pack.scale_for(self.counts.territory.levels[area]) or []
        judged = self.levels[area][day]
        return (0, len(scale) - 1) if judged.rank < 0 else (judged.rank, max(judged.rank, judged.worst))

    def _child_bounds(self, pack: str | None, area: int, day: int) -> Bounds:
        if pack in (None, self.pack.id):
            return self.official_bounds(area, day)
        if pack not in self._others:
            self._others[pack] = SlowJudging(self.counts, self.packs(pack), self.past, self.packs)
        return self._others[pack].official_bounds(area, day)

    def _judge(self, areas: list[int], criteria: Criteria) -> None:
        self._too_few = {area: self._has_too_few(area, criteria) for area in areas}
        counted: dict[int, list[tuple[int, int, str | None]]] = {area: [] for area in areas}
        for day in range(self.counts.days):
            for area, found in self._count(areas, criteria, day).items():
                counted[area].append(found)
        for area, found in counted.items():
            barred = [self._barred(criteria, area, day) for day in range(self.counts.days)]
            ranks = held(
                [level for level, _, _ in found],
                [worst for _, worst, _ in found],
                days=self._waits(criteria),
                one_step=criteria.holding.one_step,
                barred=barred,
            )
            since = run_starts(ranks)
            self.levels[area] = [
                Judged(rank, *found[day], self.counts.first + timedelta(days=since[day]))
                for day, rank in enumerate(ranks)
            ]

    def _count(
        self, areas: list[int], criteria: Criteria, day: int
    ) -> dict[int, tuple[int, int, str | None]]:
        """(counted level or -1, worst possible level, what decided) of each area on one day."""
        scale = [level.id for level in self.pack.scales[criteria.scale]]
        worst = len(scale) - 1
        bounds: dict[int, Bounds] = dict.fromkeys(areas, (0, 0))
        decided: dict[int, str | None] = dict.fromkeys(areas)
        if criteria.table is not None:
            bounds = {area: self._table(criteria.table, scale, area, day) for area in areas}
            decided = dict.fromkeys(areas, criteria.table.id)
        for rank in range(worst, 0, -1):
            for rule in (rule for rule in criteria.rules if rule.level == scale[rank]):
                # A neighbour without enough people has no level, whatever its numbers say.
                seen = {a: (0, worst) if self._too_few[a] else bounds[a] for a in areas}
                for area in areas:
                    answer, why = self._answer(rule.when, area, day, seen)
                    low, high = bounds[area]
                    if answer is True and low < rank:
                        decided[area] = why
                    bounds[area] = (
                        max(low, rank) if answer is True else low,
                        max(high, rank) if answer is not False else high,
                    )
        for step in criteria.raises:
            spared = [scale.index(level) for level in step.unless_level]
            for area in areas:
                answer, why = self._answer(step.when, area, day, {})
                before = range(bounds[area][0], bounds[area][1] + 1)
                after = [level if level in spared else min(level + step.by, worst) for level in before]
                possible = {True: after, False: before, None: [*before, *after]}[answer]
                if min(possible) > bounds[area][0]:
                    decided[area] = why
                bounds[area] = (min(possible), max(possible))
        return {area: self._told(area, bounds[area], worst, decided[area]) for area in areas}

    def _told(
        self, area: int, bounds: Bounds, worst: int, decided: str | None
    ) -> tuple[int, int, str | None]:
        low, high = (0, worst) if self._too_few[area] else bounds
        return (-1 if low == 0 < high else low), high, decided

    def _waits(self, criteria: Criteria) -> list[int]:
        days, leaving = int(self.pack.number(criteria.holding.days)), criteria.holding.leaving
        scale = self.pack.scales[criteria.scale]
        return [days if level.id in leaving or not leaving else 0 for level in scale]

    def _has_too_few(self, area: int, criteria: Criteria) -> bool:
        minimum = self.pack.number(criteria.minimum_population)
        return minimum > 0 and not self.counts.territory.population[area] >= minimum

    def _table(self, table: Any, scale: Sequence[str], area: int, day: int) -> Bounds:
        rows = self._bands(table.rows, table.row_cuts, area, day)
        columns = self._bands(table.columns, table.column_cuts, area, day)
        possible: set[int] = set()
        for row in rows:
            for column in columns:
                cell = table.cells[row][column]
                names = list(scale) if cell == "unknown" else [cell] if isinstance(cell, str) else cell
                possible |= {scale.index(name) for name in names}
        return min(possible), max(possible)

    def _bands(self, name: str, cuts: Sequence[float | str], area: int, day: int) -> list[int]:
        low, high = self.values.value(name, area, day, {})
        edges = [float("-inf"), *(self.pack.number(cut) for cut in cuts), float("inf")]
        last = len(edges) - 2
        return [n for n in range(last + 1) if high >= edges[n] and (low < edges[n + 1] or n == last)]

    def _barred(self, criteria: Criteria, area: int, day: int) -> bool:
        test = criteria.no_improvement_when
        return test is not None and self._answer(test, area, day, {})[0] is not False

    def _answer(
        self, test: Test, area: int, day: int, seen: Mapping[int, Bounds]
    ) -> tuple[bool | None, str | None]:
        """The answer and the first condition that makes it true; what is not assessed answers False."""
        if not self._assessed(test, area, day):
            return False, None
        if isinstance(test, Condition):
            answer = self._compare(test, area, day, seen)
            return answer, test.id if answer else None
        parts = test.any if isinstance(test, AnyOf) else test.all
        answers = [self._answer(part, area, day, seen) for part in parts if self._assessed(part, area, day)]
        states = [state for state, _ in answers]
        why = next((who for state, who in answers if state), None)
        if isinstance(test, AnyOf):
            return (True if True in states else None if None in states else False), why
        together = False if False in states else None if None in states else True
        return together, why if together else None

    def _assessed(self, test: Test, area: int, day: int) -> bool:
        if isinstance(test, Condition):
            names = [name for name in (test.indicator, test.than) if name is not None]
            given = all(self.values.given(name) for name in names)
            return not test.optional or (given and self.values.given_by(test.indicator, area, day))
        parts = [
            self._assessed(part, area, day) for part in (test.any if isinstance(test, AnyOf) else test.all)
        ]
        return all(parts) if isinstance(test, AllOf) else any(parts)

    def _compare(self, condition: Condition, area: int, day: int, seen: Mapping[int, Bounds]) -> bool | None:
        low, high = self.values.value(condition.indicator, area, day, seen)
        if condition.than is not None:
            least, most = self.values.value(condition.than, area, day, seen)
        else:
            least = most = self.pack.number(condition.threshold)  # type: ignore[arg-type]
        holds = {
            ">=": (low >= most, high >= least),
            ">": (low > most, high > least),
            "<=": (high <= least, low <= most),
            "<": (high < least, low < most),
        }
        surely, possibly = holds[condition.op]
        return True if surely else None if possibly else False


def held(
    counted: Sequence[int],
    worst: Sequence[int],
    *,
    days: Sequence[int],
    one_step: bool = False,
    barred: Sequence[bool] | None = None,
) -> list[int]:
    """Official levels: level k is left after `days[k]` days that all speak for a better one.

    A day on which the held level cannot be excluded, or on which improving is barred, does not. With 0 days
    what is known to be true counts at once.
    """
    level, stepped = -1, -max(1, *days)
    spoken: list[int] = []
    official = []
    for day, now in enumerate(counted):
        bars = barred is not None and barred[day]
        spoken.append(max(now, level) if bars or worst[day] >= level else max(now, worst[day]))
        if now >= 0:
            level = max(level, now)
            while level > now and not bars and (not days[level] or quiet_below(level, spoken) >= days[level]):
                if one_step and day - stepped < max(1, days[level]):
                    break
                level, stepped = level - 1, day
        official.append(level if now >= 0 else -1)
    return official


def quiet_below(level: int, spoken: Sequence[int]) -> float:
    """Last days in a row that spoke for a better level; without end if no day ever spoke otherwise."""
    days = list(takewhile(lambda spoke: spoke < level, reversed(spoken)))
    return len(days) if len(days) < len(spoken) else math.inf


def run_starts(ranks: Sequence[int]) -> list[int]:
    """Position of the first day of the run that each day belongs to."""
    starts: list[int] = []
    for day, rank in enumerate(ranks):
        starts.append(starts[-1] if day and ranks[day - 1] == rank else day)
    return starts


def as_arrays(slow: SlowJudging) -> dict[str, np.ndarray]:
    """The same as the arrays of Colours have it (decided: as ids)."""
    shape = (len(slow.counts.territory), slow.counts.days)
    rank, counted, worst = (np.full(shape, -2, np.int8) for _ in range(3))
    since, decided = np.zeros(shape, np.int32), np.full(shape, None, object)
    for area, days in slow.levels.items():
        for day, judged in enumerate(days):
            rank[area, day], counted[area, day], worst[area, day] = judged.rank, judged.counted, judged.worst
            decided[area, day], since[area, day] = judged.decided, judged.since.toordinal()
    return {"rank": rank, "counted": counted, "worst": worst, "decided": decided, "since": since}
