"""What all pages of a snapshot share: atlas, palette, context, and one row per place."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np

from vungxanh.publishing.site.ahead import Expected
from vungxanh.publishing.site.atlas import HIDDEN, MISSING, UNKNOWN, Atlas, Place
from vungxanh.publishing.site.clusters import Cluster
from vungxanh.publishing.site.context import SiteContext
from vungxanh.publishing.site.palette import Palette, Swatch
from vungxanh.tables import fold

WEEK = 7
WEEK_HIDDEN, WEEK_MISSING = -10_000_001, -10_000_002
"""Instead of a sum: some day is suppressed, some day was not reported."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place as lists and tables show it; `page` is relative to the language's folder."""

    position: int
    name: str
    page: str
    above: str
    look: Swatch
    since: date | None
    week: int
    verified: bool = False


@dataclass(frozen=True)
class View:
    """The snapshot as pages see it.

    `interactive` says whether the map library is there.
    """

    atlas: Atlas
    palette: Palette
    context: SiteContext
    interactive: bool = True
    expected: Expected = field(default_factory=Expected)
    clusters: tuple[Cluster, ...] = ()

    @cached_property
    def rows(self) -> tuple[Row, ...]:
        """One row per place, in the order of the atlas."""
        atlas = self.atlas
        weeks, since = self._weeks(), self._since()
        coloured = set(atlas.coloured_levels)
        return tuple(
            Row(
                position=i,
                name=place.name,
                page=f"area/{place.slug}.html",
                above=", ".join(atlas.places[a].name for a in atlas.path(i)[::-1]),
                look=self.palette.look(place.level, int(atlas.colour[i, -1])),
                since=atlas.day(since[i]) if place.level in coloured else None,
                week=weeks[i],
                verified=i in self.expected.verified,
            )
            for i, place in enumerate(atlas.places)
        )

    @property
    def scored(self) -> bool:
        """Whether earlier forecasts have been scored."""
        return self.context.scores is not None

    @cached_property
    def position(self) -> dict[str, int]:
        """Position of the place with each code."""
        return {place.code: position for position, place in enumerate(self.atlas.places)}

    def rows_of(self, positions: Iterable[int]) -> list[Row]:
        """The rows of some places, in natural order of their names (Phường 2 before Phường 10)."""
        return [self.rows[i] for i in sorted(positions, key=self.order.__getitem__)]

    @cached_property
    def order(self) -> list[int]:
        """For each place its rank in the natural order of names."""
        names = [natural(place.name) for place in self.atlas.places]
        ranked = sorted(range(len(names)), key=names.__getitem__)
        ranks = [0] * len(names)
        for rank, position in enumerate(ranked):
            ranks[position] = rank
        return ranks

    @cached_property
    def main_level(self) -> str | None:
        """The level of the tree that people ask for first."""
        return next(iter(self.atlas.coloured_levels), None)

    @cached_property
    def map_levels(self) -> tuple[str, ...]:
        """Levels with colours and shapes."""
        shapes = self.atlas.shapes
        if shapes is None:
            return ()
        return tuple(
            level
            for level in self.atlas.coloured_levels
            if any(shapes[p] is not None for p in self.atlas.by_level[level].tolist())
        )

    @cached_property
    def roots(self) -> tuple[int, ...]:
        """Places without a place above them."""
        return tuple(i for i, place in enumerate(self.atlas.places) if place.parent < 0)

    @property
    def region(self) -> str:
        """The name of the whole, if one place contains all others."""
        return self.atlas.places[self.roots[0]].name if len(self.roots) == 1 else ""

    def counts(self, level: str, day: int = -1) -> list[tuple[Swatch, int]]:
        """How many places of a level have each colour on one day; what never occurs is left out."""
        tally = self.atlas.tally(level)
        looks = self.palette.legend(level)
        colours = len(looks) - 2
        return [(look, int(tally[i, day])) for i, look in enumerate(looks) if i <= colours or tally[i].any()]

    def changed(self, level: str, day: int) -> tuple[list[int], list[int]]:
        """Places whose colour was better, and worse, than on the day before."""
        if day < 1:
            return [], []
        positions = self.atlas.by_level[level]
        now, before = self.atlas.colour[positions, day], self.atlas.colour[positions, day - 1]
        known = (now < UNKNOWN) & (before < UNKNOWN)
        return positions[known & (now < before)].tolist(), positions[known & (now > before)].tolist()

    def by_parent(self, level: str) -> list[tuple[Place | None, list[Row]]]:
        """The places of a level, grouped by the place above, both in natural order."""
        groups: dict[int, list[int]] = {}
        for position in self.atlas.by_level[level].tolist():
            groups.setdefault(self.atlas.places[position].parent, []).append(position)
        named = [(self.atlas.places[p] if p >= 0 else None, self.rows_of(m)) for p, m in groups.items()]
        return sorted(named, key=lambda group: natural(group[0].name if group[0] else ""))

    def _weeks(self) -> list[int]:
        state = self.atlas.state[:, -WEEK:]
        sums = self.atlas.cases[:, -WEEK:].sum(axis=1)
        sums = np.where((state == HIDDEN).any(axis=1), WEEK_HIDDEN, sums)
        sums = np.where((state == MISSING).any(axis=1), WEEK_MISSING, sums)
        weeks: list[int] = sums.tolist()
        return weeks

    def _since(self) -> Sequence[int]:
        """First day of the colour that each place has now."""
        colour = self.atlas.colour
        differs = colour[:, ::-1] != colour[:, -1:]
        same = np.where(differs.any(axis=1), differs.argmax(axis=1), self.atlas.days)
        since: list[int] = (self.atlas.days - same).tolist()
        return since


def natural(name: str) -> list[tuple[int, int, str]]:
    """A sort key that compares numbers in names as numbers, and letters without accents first."""
    parts = re.findall(r"[0-9]+|[^0-9]+", fold(name))
    return [(0, int(part), "") if part.isdecimal() else (1, 0, part) for part in parts] + [(2, 0, name)]
