"""Areas as they were on one day: the axis that every array of the library is labelled with.

    index   code    name        level     parent   population
    0       27346   Phường 14   ward      14       19 800
    ...
    14      775     Quận 6      district  -1       233 561

A code means nothing without a day (27373 was Phường 4 in 2021 and is Bình Tiên since July 2025), so a
Territory is always valid on one `day`. It does not imply that areas are ordered, nor that every
branch reaches the same depth.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message
from vungxanh.territory.levels import LEVELS
from vungxanh.territory.neighbours import Neighbours


@dataclass(frozen=True)
class Territory:
    """Areas valid on `day`. Arrays have one entry per area; `parent` is an index, -1 at the top.

    `population` is nan where unknown. `shapes` holds shapely geometries (lon/lat) or None.
    `schematic` says that the shapes are drawings of ours, not legal boundaries.
    """

    day: date
    codes: tuple[str, ...]
    names: tuple[str, ...]
    levels: tuple[str, ...]
    parent: NDArray[np.int32]
    population: NDArray[np.float64]
    neighbours: Neighbours
    valid_from: tuple[date | None, ...]
    valid_to: tuple[date | None, ...]
    shapes: tuple[Any, ...] | None = None
    label_points: NDArray[np.float64] | None = None
    schematic: bool = False
    notes: tuple[Message, ...] = field(default=())

    def __len__(self) -> int:
        return len(self.codes)

    @cached_property
    def index(self) -> dict[str, int]:
        """Position of each code."""
        return {code: position for position, code in enumerate(self.codes)}

    @cached_property
    def depth(self) -> NDArray[np.int8]:
        """Position of each area's level in LEVELS (0 = group)."""
        steps = {level: step for step, level in enumerate(LEVELS)}
        return np.fromiter((steps[level] for level in self.levels), np.int8, len(self.levels))

    def at_level(self, level: str) -> NDArray[np.int32]:
        """Indices of the areas of one level, in their order."""
        return np.flatnonzero(self.depth == LEVELS.index(level)).astype(np.int32)

    @property
    def present_levels(self) -> tuple[str, ...]:
        """The levels that occur, finest first."""
        occurring = set(self.levels)
        return tuple(level for level in LEVELS if level in occurring)

    def children_of(self, position: int) -> NDArray[np.int32]:
        """Indices of the areas whose parent is `position`."""
        return np.flatnonzero(self.parent == position).astype(np.int32)

    def path(self, position: int) -> list[int]:
        """Indices from the area itself up to the root."""
        steps = [position]
        while self.parent[steps[-1]] >= 0:
            steps.append(int(self.parent[steps[-1]]))
        return steps

    def subset(self, positions: Sequence[int] | NDArray[np.int32]) -> "Territory":
        """The same areas without the others; parents and neighbours outside are cut."""
        keep = np.asarray(positions, dtype=np.int32)
        renumber = np.full(len(self) + 1, -1, dtype=np.int32)
        renumber[keep] = np.arange(len(keep), dtype=np.int32)
        return Territory(
            day=self.day,
            codes=tuple(self.codes[i] for i in keep),
            names=tuple(self.names[i] for i in keep),
            levels=tuple(self.levels[i] for i in keep),
            parent=renumber[self.parent[keep]],
            population=self.population[keep],
            neighbours=self.neighbours.subset(keep, renumber),
            valid_from=tuple(self.valid_from[i] for i in keep),
            valid_to=tuple(self.valid_to[i] for i in keep),
            shapes=None if self.shapes is None else tuple(self.shapes[i] for i in keep),
            label_points=None if self.label_points is None else self.label_points[keep],
            schematic=self.schematic,
            notes=self.notes,
        )
