"""Where the areas of a search lie: label points in metres, populations, and which areas touch."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.plane import Plane
from vungxanh.territory import Neighbours, Territory


@dataclass(frozen=True)
class Places:
    """Areas of one level. `xy` (areas, 2) in metres of a plane; nan is unknown, here and in population."""

    codes: tuple[str, ...]
    names: tuple[str, ...]
    population: NDArray[np.float64]
    xy: NDArray[np.float64]
    neighbours: Neighbours

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def located(self) -> NDArray[np.bool_]:
        """Which areas have a point."""
        return np.asarray(~np.isnan(self.xy).any(axis=1))

    def of(self, keep: NDArray[np.integer] | Sequence[int]) -> "Places":
        """Some of the areas, in this order."""
        at = np.asarray(keep, np.int32)
        renumber = np.full(len(self) + 1, -1, np.int32)
        renumber[at] = np.arange(len(at), dtype=np.int32)
        return replace(
            self,
            codes=tuple(self.codes[i] for i in at),
            names=tuple(self.names[i] for i in at),
            population=self.population[at],
            xy=self.xy[at],
            neighbours=self.neighbours.subset(at, renumber),
        )


def places_of(territory: Territory, *, level: str | None = None) -> Places:
    """The areas of one level of a territory, by default of its finest one."""
    chosen = territory.at_level(level or territory.present_levels[0])
    points = territory.label_points
    lonlat = np.full((len(territory), 2), np.nan) if points is None else points
    every = Places(
        territory.codes,
        _told_apart(territory, chosen),
        territory.population,
        Plane.around(lonlat).metres(lonlat),
        territory.neighbours,
    )
    return every.of(chosen)


def _told_apart(territory: Territory, chosen: NDArray[np.int32]) -> tuple[str, ...]:
    """Names; where several chosen areas share one (every district has a Ward 1), with their parent's."""
    often = Counter(territory.names[i] for i in chosen)
    return tuple(
        f"{name} ({territory.names[above]})" if often[name] > 1 and above >= 0 else name
        for name, above in zip(territory.names, territory.parent.tolist(), strict=True)
    )
