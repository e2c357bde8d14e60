"""Looking behind the levels: each condition's values, thresholds and verdict, for a span of days.

Judging keeps only what decided; this computes the rest again for the days and areas that somebody asks about.
"""

from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.colours import Colours
from vungxanh.zoning.engine import blocks, official_bounds
from vungxanh.zoning.indicators import evaluate
from vungxanh.zoning.interval import Interval, Verdict
from vungxanh.zoning.lookback import all_conditions, uses
from vungxanh.zoning.pack import ChildrenAt, Condition, Criteria, NeighboursAt
from vungxanh.zoning.ranks import assessed
from vungxanh.zoning.situation import JudgedPack, LevelBounds, Situation
from vungxanh.zoning.verdict import condition_verdict, never_given, threshold


@dataclass(frozen=True)
class Examined:
    """One condition on one block: arrays (areas, days of the span)."""

    condition: Condition
    verdict: Verdict
    value: Interval
    bound: Interval
    never_given: NDArray[np.bool_] | None = None


@dataclass(frozen=True)
class Span:
    """A block of areas and the judged days start..stop-1 (positions in the arrays of Colours)."""

    colours: Colours
    criteria: Criteria
    area_level: str
    rows: NDArray[np.int32] | slice
    start: int
    stop: int
    situation: Situation
    skipped: int

    def cut(self, judged: NDArray) -> NDArray:  # type: ignore[type-arg]
        """The part of an array of Colours that the span is about."""
        return judged[self.rows, self.start : self.stop]

    def examine(self, condition: Condition) -> Examined:
        """Verdict, value and threshold of one condition over the span."""
        value = evaluate(condition.indicator, self.situation)
        bound = threshold(condition, self.situation)
        verdict = condition_verdict(condition, self.situation)
        never = never_given(condition, self.situation)
        low = np.full(value.low.shape, bound) if isinstance(bound, float) else bound.low
        high = low if isinstance(bound, float) else bound.high
        days = slice(self.skipped, None)
        return Examined(
            condition,
            Verdict(verdict.true[:, days], verdict.false[:, days]),
            Interval(value.low[:, days], value.high[:, days]),
            Interval(low[:, days], high[:, days]),
            None if never is None else never[:, days],
        )

    def value_of(self, indicator: str) -> Interval:
        """One indicator over the span."""
        value = evaluate(indicator, self.situation)
        return Interval(value.low[:, self.skipped :], value.high[:, self.skipped :])

    def conditions(self) -> list[Condition]:
        """The conditions of the criteria whose data were given."""
        pack, given = self.colours.pack, self.colours.counts.extra
        return [c for c in all_conditions(self.criteria) if assessed(c, pack, given) is not None]


def spans(colours: Colours, start: int, stop: int, *, before: int | None = None) -> Iterator[Span]:
    """The judged days start..stop-1 of every judged area, block by block.

    `before`: how many earlier days to look at (default: all of them).
    """
    counts, warmup = colours.counts, colours.warmup
    for area_level in counts.territory.present_levels:
        criteria = colours.pack.criteria_for(area_level)
        if criteria is None:
            continue
        first = 0 if before is None else max(0, warmup + start - before)
        window = slice(first, warmup + stop)
        part = counts.between(first, warmup + stop)
        scale = tuple(level.id for level in colours.pack.scales[criteria.scale])
        whole = uses(colours.pack, criteria, NeighboursAt)
        for rows in blocks(counts.territory.at_level(area_level), part.days, whole=whole):
            situation = Situation(
                part,
                colours.pack,
                rows,
                colours.history,
                _judged(colours, criteria, window),
                scale,
                warmup=max(0, warmup - first),
                counted=_counted(colours, rows, part.days, start, stop),
            )
            yield Span(colours, criteria, area_level, rows, start, stop, situation, warmup + start - first)


def _counted(
    colours: Colours, rows: NDArray[np.int32] | slice, days: int, start: int, stop: int
) -> LevelBounds:
    """What the rules about neighbours saw; only the days of the span are read."""
    counted, worst = colours.counted[rows, start:stop], colours.worst[rows, start:stop]
    low = np.zeros((counted.shape[0], days), np.int8)
    high = np.zeros_like(low)
    low[:, days - (stop - start) :] = np.maximum(counted, 0)
    high[:, days - (stop - start) :] = worst
    return LevelBounds(low, high)


def _judged(colours: Colours, criteria: Criteria, window: slice) -> dict[str, JudgedPack]:
    if not uses(colours.pack, criteria, ChildrenAt):
        return {}
    judged = {
        name: JudgedPack(other.pack, LevelBounds(other.bounds.low[:, window], other.bounds.high[:, window]))
        for name, other in colours.judged.items()
    }
    padding = ((0, 0), (colours.warmup, 0))
    levels = max(len(scale) for scale in colours.pack.scales.values())
    own = official_bounds(colours.rank, colours.worst, levels)
    # Levels of warm-up days are not kept: they may have been any.
    low = np.pad(own.low, padding)
    high = np.pad(own.high, padding, constant_values=levels - 1)
    judged[colours.pack.id] = JudgedPack(colours.pack, LevelBounds(low[:, window], high[:, window]))
    return judged
