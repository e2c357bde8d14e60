"""How rarely chance shows as much: p of a zone from the replicas, and from their Gumbel tail."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.gumbel import Gumbel, fit_gumbel
from vungxanh.epidemic.clusters.search import Kind, Search, Zone

_COLUMN: dict[Kind, int] = {"circle": 0, "neighbours": 1}
_BLOCK = 100
_SURELY = 0.999
"""Zones that chance beats so often are not worth a line."""


@dataclass(frozen=True)
class Chance:
    """The replicas' highest scores. A score is a ratio; with both kinds, in units of its kind's Gumbel fit.

    stopped: the replicas were ended early because so many of them had reached the first zone's score
    """

    fits: dict[Kind, Gumbel] | None
    highs: NDArray[np.float64]
    tail: Gumbel
    stopped: int | None = None

    @property
    def used(self) -> int:
        """Number of replicas."""
        return len(self.highs)

    def score(self, zone: Zone) -> float:
        """The number that is compared with the replicas."""
        if self.fits is None:
            return zone.ratio
        return float(self.fits[zone.kind].standard(np.array(zone.ratio)))

    def p(self, zone: Zone) -> float:
        """Monte Carlo: (1 + replicas at least as high) / (1 + replicas)."""
        above = int((self.highs >= self.score(zone) - 1e-9).sum())
        if self.stopped is not None and above >= self.stopped:
            return above / self.used
        return (1 + above) / (1 + self.used)

    def p_gumbel(self, zone: Zone) -> float:
        """From the fitted tail, also far below 1 / replicas."""
        return self.tail.above(self.score(zone))

    def first_of(self, zones: list[Zone]) -> Zone:
        """The most unusual of several zones; the earlier one wins a tie."""
        return max(zones, key=self.score)


def chance_of(
    search: Search, first: list[Zone], *, replicas: int, seed: int, stop_after: int | None
) -> Chance:
    """Runs the replicas; with `stop_after`, only until so many are as high as the best of `first`."""
    source = np.random.SeedSequence(seed)
    seeds = np.asarray(source.generate_state(replicas, np.uint64), np.uint64)
    counts = search.model.counts(np.random.default_rng(source), replicas)
    if stop_after is None or not first:
        return _chance(search, search.highest(seeds, counts))
    ratios = np.empty((0, 2))
    for start in range(0, replicas, _BLOCK):
        block = slice(start, start + _BLOCK)
        ratios = np.vstack([ratios, search.highest(seeds[block], counts[block])])
        chance = _chance(search, ratios)
        above = np.flatnonzero(chance.highs >= chance.score(chance.first_of(first)) - 1e-9)
        if len(above) >= stop_after:
            kept = int(above[stop_after - 1]) + 1
            return Chance(chance.fits, chance.highs[:kept], chance.tail, stop_after)
    return _chance(search, ratios)


def apart(search: Search, chance: Chance, limit: int) -> list[Zone]:
    """The most unusual zone, then the most unusual one without its areas, and so on."""
    blocked = np.zeros(len(search.model.weight), np.bool_)
    zones: list[Zone] = []
    while len(zones) < limit:
        found = search.best(blocked)
        if not found:
            break
        zone = chance.first_of(found)
        if zones and chance.p(zone) > _SURELY:
            break
        zones.append(zone)
        blocked[zone.areas] = True
    return zones


def _chance(search: Search, ratios: NDArray[np.float64]) -> Chance:
    if search.circles is None or search.graph is None:
        highs = ratios[:, 0] if search.graph is None else ratios[:, 1]
        return Chance(None, highs, fit_gumbel(highs))
    fits = {kind: fit_gumbel(ratios[:, column]) for kind, column in _COLUMN.items()}
    standard = [fits[kind].standard(ratios[:, column]) for kind, column in _COLUMN.items()]
    highs = np.maximum(*standard)
    return Chance(fits, highs, fit_gumbel(highs))
