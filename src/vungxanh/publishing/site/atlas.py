"""Atlas: the disclosed data arranged for drawing pages, as arrays place x day.

    place   code   name        level     parent      colour[place, day]   0 best, 1 ...; UNKNOWN; SUPPRESSED
    0       27346  Phường 14   ward      14          cases[place, day]    meaningful where state is SHOWN
    14      775    Quận 6      district  -1

It does not imply that all places have a colour: a level of the tree without criteria has NO_COLOUR.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message
from vungxanh.territory import LEVELS
from vungxanh.zoning import Explanation, Level, Pack

UNKNOWN = 253
SUPPRESSED = 254
NO_COLOUR = 255

SHOWN, HIDDEN, MISSING = 0, 1, 2
"""State of a count: shown, suppressed, not reported."""


@dataclass(frozen=True, slots=True)
class Place:
    """An area as pages need it; `slug` is its file name without .html; neighbours None where not known."""

    code: str
    name: str
    level: str
    slug: str
    parent: int
    population: float | None
    children: tuple[int, ...] = ()
    neighbours: tuple[int, ...] | None = None


@dataclass(frozen=True, slots=True)
class Run:
    """Consecutive days first..last of one colour; `why` is the deciding condition on the first of them."""

    first: int
    last: int
    colour: int
    why: str
    value: float | None
    threshold: float | None


@dataclass(frozen=True)
class Series:
    """Counts by day of one place, or of several together; `runs` are its colours, if it has any."""

    cases: NDArray[np.int32]
    community: NDArray[np.int32]
    state: NDArray[np.uint8]
    incomplete: NDArray[np.bool_]
    level: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True)
class Atlas:
    """Everything that pages are drawn from. `why`, `value`, `threshold` belong to the colour of the day."""

    places: tuple[Place, ...]
    first: date
    as_of: date
    pack: Pack
    colour: NDArray[np.uint8]
    why: NDArray[np.int16]
    why_names: tuple[str, ...]
    value: NDArray[np.float32]
    threshold: NDArray[np.float32]
    cases: NDArray[np.int32]
    community: NDArray[np.int32]
    state: NDArray[np.uint8]
    incomplete: NDArray[np.bool_]
    answers: Mapping[int, Explanation]
    shapes: Sequence[Any] | None = None
    schematic: bool = False
    notes: tuple[Message, ...] = field(default=())

    @property
    def days(self) -> int:
        """Number of days on the axis."""
        return int(self.colour.shape[1])

    @property
    def last(self) -> date:
        """The last day: the one whose colours are official now."""
        return self.day(self.days - 1)

    def day(self, position: int) -> date:
        """The day at one position."""
        return self.first + timedelta(days=position)

    @cached_property
    def levels(self) -> tuple[str, ...]:
        """Levels of the tree that occur, finest first."""
        occurring = {place.level for place in self.places}
        return tuple(level for level in LEVELS if level in occurring)

    @cached_property
    def by_level(self) -> dict[str, NDArray[np.int32]]:
        """Positions of the places of each level."""
        names = np.array([place.level for place in self.places])
        return {level: np.flatnonzero(names == level).astype(np.int32) for level in self.levels}

    @cached_property
    def coloured_levels(self) -> tuple[str, ...]:
        """Levels of the tree that the pack gives a colour, the one people ask for first in front."""
        have = [level for level in self.levels if self.pack.criteria_for(level) is not None]
        return tuple(sorted(have, key=lambda level: (level != "ward", LEVELS.index(level))))

    def scale(self, level: str) -> list[Level]:
        """The colours, best first, that places of `level` can have."""
        return self.pack.scale_for(level) or []

    def tally(self, level: str) -> NDArray[np.int32]:
        """How many places of `level` had each colour on each day, shape (colours + 2, days).

        The last two rows are unknown and suppressed.
        """
        colour = self.colour[self.by_level[level]]
        codes = [*range(len(self.scale(level))), UNKNOWN, SUPPRESSED]
        return np.array([(colour == code).sum(axis=0) for code in codes], dtype=np.int32)

    def path(self, position: int) -> list[int]:
        """Positions from the top of the tree down to the parent of `position`."""
        steps: list[int] = []
        above = self.places[position].parent
        while above >= 0:
            steps.insert(0, above)
            above = self.places[above].parent
        return steps

    def series(self, position: int) -> Series:
        """The counts of one place with its colours."""
        level = self.places[position].level
        return Series(
            self.cases[position],
            self.community[position],
            self.state[position],
            self.incomplete,
            level,
            tuple(self.runs(position)) if level in self.coloured_levels else (),
        )

    def runs(self, position: int) -> list[Run]:
        """The colours of one place as runs, latest first."""
        colour = self.colour[position]
        starts = np.flatnonzero(np.diff(colour, prepend=colour[:1] + 1)).tolist()
        ends = [*starts[1:], self.days]
        return [self._run(position, start, end - 1) for start, end in zip(starts, ends, strict=True)][::-1]

    def _run(self, position: int, first: int, last: int) -> Run:
        return Run(
            first,
            last,
            int(self.colour[position, first]),
            self.why_names[self.why[position, first]],
            _known(self.value[position, first]),
            _known(self.threshold[position, first]),
        )


def _known(value: np.float32) -> float | None:
    return None if np.isnan(value) else float(value)
