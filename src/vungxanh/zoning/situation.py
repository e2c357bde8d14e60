"""What indicators look at: the counts, a block of areas, and the colours judged so far."""

from collections.abc import Mapping
from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.zoning.history import History
from vungxanh.zoning.interval import Interval
from vungxanh.zoning.pack import Pack


@dataclass(frozen=True)
class LevelBounds:
    """Per area and day the best and worst level (rank, 0 = best) that the area may be at; -1: not judged."""

    low: NDArray[np.int8]
    high: NDArray[np.int8]


@dataclass(frozen=True)
class JudgedPack:
    """The official levels of all areas that a pack has judged so far (whole territory)."""

    pack: Pack
    bounds: LevelBounds


@dataclass(frozen=True)
class Situation:
    """One block of areas (`rows` of the territory) under one pack.

    `judged` holds the official levels of areas judged before (finer areas; other packs by their id) and
    `counted` the levels of this block as far as its worse rules have been evaluated: rules about
    neighbours look there. The first `warmup` days only fill windows; nobody reads a level there.
    """

    counts: Counts
    pack: Pack
    rows: NDArray[np.int32] | slice
    history: History | None
    judged: Mapping[str, JudgedPack]
    scale: tuple[str, ...]
    warmup: int = 0
    counted: LevelBounds | None = None
    cache: dict[tuple[str, int], Interval] = field(default_factory=dict)

    def whole(self, value: int | str) -> int:
        """A whole number as written or by parameter name."""
        return int(self.pack.number(value))

    def series(self, name: str) -> NDArray[np.int32] | NDArray[np.float64] | None:
        """One daily series of the block's areas; None when it was never given."""
        try:
            return self.counts.series(name)[self.rows]
        except KeyError:
            return None

    def population(self) -> NDArray[np.float64]:
        """People per area of the block, nan where unknown."""
        return self.counts.territory.population[self.rows]

    def unreported(self) -> NDArray[np.bool_] | None:
        """Where no report covers the day; None when all days are covered."""
        reported = self.counts.reported
        return None if reported is None else ~reported[self.rows]

    @property
    def shape(self) -> tuple[int, int]:
        """Areas and days of the block."""
        return len(self.counts.territory.population[self.rows]), self.counts.days
