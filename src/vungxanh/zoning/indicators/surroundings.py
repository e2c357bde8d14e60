"""Indicators of the surroundings: neighbours at a level, share of child areas at a level."""

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.interval import Interval, exactly, nan_unknown, unknown_where
from vungxanh.zoning.pack import ChildrenAt, NeighboursAt
from vungxanh.zoning.situation import LevelBounds, Situation


def neighbours_indicator(indicator: NeighboursAt, situation: Situation) -> Interval:
    """How many neighbours are at the level or worse; all areas of one level form one block here."""
    table = situation.counts.territory.neighbours
    counted = situation.counted
    if not table.known or counted is None:
        return unknown_where(np.zeros(situation.shape), np.ones(situation.shape, np.bool_))
    rank = situation.scale.index(indicator.level)
    whole = (len(situation.counts.territory), situation.counts.days)
    low, high = np.zeros(whole, np.int32), np.zeros(whole, np.int32)
    surely, maybe = np.zeros(whole, np.bool_), np.zeros(whole, np.bool_)
    surely[situation.rows] = counted.low >= rank
    maybe[situation.rows] = counted.high >= rank
    unjudged = _too_few_people(situation)
    surely[unjudged], maybe[unjudged] = False, True
    _count_neighbours(table.start, table.indices, surely, low)
    if np.array_equal(surely, maybe):
        return exactly(low[situation.rows])
    _count_neighbours(table.start, table.indices, maybe, high)
    return Interval(low[situation.rows], high[situation.rows])


def _too_few_people(situation: Situation) -> NDArray[np.int32]:
    """Areas of the block that get no level, whatever their numbers say: they may be at any."""
    territory = situation.counts.territory
    positions = np.arange(len(territory), dtype=np.int32)[situation.rows]
    criteria = situation.pack.criteria_for(territory.levels[positions[0]])
    minimum = 0.0 if criteria is None else situation.pack.number(criteria.minimum_population)
    few: NDArray[np.int32] = positions[~(situation.population() >= minimum)] if minimum > 0 else positions[:0]
    return few


def children_indicator(indicator: ChildrenAt, situation: Situation) -> Interval:
    """Per cent of the child areas at the level; unknown where there is no child area."""
    source = situation.judged.get(indicator.pack or situation.pack.id)
    scale = None if source is None else source.pack.scale_for(indicator.child)
    if source is None or scale is None:
        return nan_unknown(np.full(situation.shape, np.nan))
    rank = [level.id for level in scale].index(indicator.level)
    children = situation.counts.territory.at_level(indicator.child)
    owner = _owner(children, situation)
    low, high = _at_level(source.bounds, children, rank, or_worse=indicator.or_worse)
    members = np.bincount(owner[owner >= 0], minlength=situation.shape[0]).astype(np.float64)
    members[members == 0] = np.nan
    surely, maybe = (
        100 * _per_owner(part, owner, situation.shape) / members[:, None] for part in (low, high)
    )
    if np.array_equal(surely, maybe):
        return exactly(surely)
    return Interval(np.nan_to_num(surely), np.where(np.isnan(maybe), np.inf, maybe))


def _at_level(
    bounds: LevelBounds, children: NDArray[np.int32], rank: int, *, or_worse: bool
) -> tuple[NDArray[np.bool_], NDArray[np.bool_]]:
    """Which children surely are, and which may be, at the level."""
    low, high = bounds.low[children], bounds.high[children]
    if or_worse:
        return low >= rank, high >= rank
    return (low == rank) & (high == rank), (low <= rank) & (high >= rank)


def _owner(children: NDArray[np.int32], situation: Situation) -> NDArray[np.int64]:
    """Position within the block of the area that each child lies in, -1 if in none."""
    territory = situation.counts.territory
    in_block = np.full(len(territory) + 1, -1, np.int64)
    in_block[:-1][situation.rows] = np.arange(situation.shape[0])
    at = territory.parent[children]
    while (climb := (in_block[at] < 0) & (at >= 0)).any():
        at = np.where(climb, territory.parent[at], at)
    return in_block[at]


def _per_owner(
    flags: NDArray[np.bool_], owner: NDArray[np.int64], shape: tuple[int, int]
) -> NDArray[np.float64]:
    total = np.zeros(shape)
    _add_to_owner(owner, flags, total)
    return total


@numba.njit(cache=True, nogil=True)
def _count_neighbours(start, indices, at_level, out):  # type: ignore[no-untyped-def]
    for area in range(start.size - 1):
        for edge in range(start[area], start[area + 1]):
            for day in range(out.shape[1]):
                out[area, day] += at_level[indices[edge], day]


@numba.njit(cache=True, nogil=True)
def _add_to_owner(owner, flags, total):  # type: ignore[no-untyped-def]
    for child in range(owner.size):
        if owner[child] >= 0:
            for day in range(total.shape[1]):
                total[owner[child], day] += flags[child, day]
