"""From records to a tree: the areas of one day, each with its level and its parent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property

import numpy as np

from vungxanh.territory.errors import (
    DuplicateCode,
    ParentContradicted,
    ParentCycle,
    ParentFiner,
    ParentMissing,
    TreeTooDeep,
)
from vungxanh.territory.levels import LEVELS, finer
from vungxanh.territory.reading.records import Record

NO_ROW = -1
"""Position of an area that no row of its own describes."""


@dataclass(frozen=True)
class Tree:
    """Records of one day with their levels; `parent` holds positions in `areas`, -1 at the top."""

    areas: tuple[Record, ...]
    parent: tuple[int, ...]

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """The level of each area."""
        return tuple(_level(area) for area in self.areas)

    @cached_property
    def children(self) -> list[list[int]]:
        """Positions of each area's children."""
        children: list[list[int]] = [[] for _ in self.areas]
        for i, above in enumerate(self.parent):
            if above >= 0:
                children[above].append(i)
        return children


def check_codes(records: Sequence[Record]) -> None:
    """Every code means one area on any one day."""
    if len({record.code for record in records}) == len(records):
        return
    by_code: dict[str, list[Record]] = {}
    for record in records:
        for other in by_code.setdefault(record.code, []):
            if record.span[0] <= other.span[1] and other.span[0] <= record.span[1]:
                raise DuplicateCode(record.row, other.row, record.code)
        by_code[record.code].append(record)


def day_of(records: Sequence[Record]) -> date:
    """The day a list speaks of when nobody says: when its newest open-ended area began.

    A list in which everything has ended speaks of the newest beginning; one without days of the first
    day of the calendar.
    """
    still = [r for r in records if r.ends is None] or list(records)
    return max((r.begins for r in still if r.begins is not None), default=date.min)


def grow(records: Sequence[Record]) -> Tree:
    """Connect the records of one day, and add the coarser areas that only their columns name."""
    areas = [*records, *_named_only(records)]
    index = {area.code: i for i, area in enumerate(areas)}
    parent = [_parent_of(area, index) for area in areas]
    _check_cycles(areas, parent)
    areas = _with_levels(areas, parent)
    _check_levels(areas, parent)
    return Tree(tuple(areas), tuple(parent))


def _check_levels(areas: Sequence[Record], parent: Sequence[int]) -> None:
    """Every area is finer than its parent."""
    levels = [_level(area) for area in areas]
    above = [levels[at] if at >= 0 else "" for at in parent]
    wrong = {pair for pair in set(zip(levels, above, strict=True)) if pair[1] and not finer(*pair)}
    if wrong:
        i = next(i for i, pair in enumerate(zip(levels, above, strict=True)) if pair in wrong)
        raise ParentFiner(areas[i].row, areas[i].code, levels[i], areas[parent[i]].code, above[i])


def _level(area: Record) -> str:
    assert area.level is not None
    return area.level


def _named_only(records: Sequence[Record]) -> list[Record]:
    """Coarser areas without a row of their own, finest first, in the order of the file."""
    own = {record.code: record for record in records}
    found: dict[str, Record] = {}
    # Rows of one parent share its chain: what the first of them shows holds for all.
    first_of = {id(record.chain): record for record in reversed(records)}
    for record in reversed(first_of.values()):
        for k, named in enumerate(record.chain):
            above = record.chain[k + 1 :]
            known = own.get(named.code) or found.get(named.code)
            if known is None:
                found[named.code] = Record(
                    record.row, NO_ROW, named.level, named.code, named.name, chain=above
                )
                continue
            if known.level not in (named.level, None):
                raise DuplicateCode(record.row, known.row, named.code)
            if above and known.chain and above[0].code != known.chain[0].code:
                raise ParentContradicted(record.row, named.code, above[0].code, known.chain[0].code)
            if above and not known.chain and known.position == NO_ROW:
                found[named.code] = known._replace(chain=above)
    return sorted(found.values(), key=lambda area: LEVELS.index(_level(area)))


def _parent_of(area: Record, index: dict[str, int]) -> int:
    if area.parent is not None:
        if area.parent not in index:
            raise ParentMissing(area.row, area.code, area.parent)
        return index[area.parent]
    return index[area.chain[0].code] if area.chain else -1


def _check_cycles(areas: Sequence[Record], parent: Sequence[int]) -> None:
    """Follow every branch upwards; a branch that meets itself is a circle."""
    table = np.array(parent)
    above = table
    for _ in LEVELS:
        above = np.where(above >= 0, table[above], -1)
    if (above < 0).all():
        return
    done = [False] * len(areas)
    for start in range(len(areas)):
        branch: dict[int, None] = {}
        at = start
        while at >= 0 and not done[at]:
            if at in branch:
                circle = list(branch)
                raise ParentCycle([areas[i].code for i in circle[circle.index(at) :]])
            branch[at] = None
            at = parent[at]
        for i in branch:
            done[i] = True


def _with_levels(areas: list[Record], parent: Sequence[int]) -> list[Record]:
    """Give levels to areas that only say their parent: the deepest ones are wards, if that fits."""
    if all(area.level is not None for area in areas):
        return areas
    depths = [_depth(i, parent) for i in range(len(areas))]
    generations = max(depths) + 1
    if generations > len(LEVELS):
        raise TreeTooDeep(generations, LEVELS)
    top = max(LEVELS.index("ward") + generations - 1, generations - 1)
    top = min(top, len(LEVELS) - 1)
    return [
        area if area.level is not None else area._replace(level=LEVELS[top - depth])
        for area, depth in zip(areas, depths, strict=True)
    ]


def _depth(position: int, parent: Sequence[int]) -> int:
    steps = 0
    while parent[position] >= 0:
        position = parent[position]
        steps += 1
    return steps
