"""The zones of one search and their best ratios, in the counts and in the replicas."""

from dataclasses import dataclass
from functools import cached_property
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.circles import best_circle, case_limits
from vungxanh.epidemic.clusters.groups import JOINS, best_group, members
from vungxanh.epidemic.clusters.model import Model
from vungxanh.epidemic.clusters.near import Circles
from vungxanh.epidemic.clusters.ratio import most_expected
from vungxanh.epidemic.clusters.replicas import highest

Kind = Literal["circle", "neighbours"]
_ANY = 1e-9
"""The least ratio that is looked at: anything above the expected."""
_PILOT = 16
_CAUTION = 0.9
"""Replicas skip what lies below this share of the lowest maximum of the pilot's small circles and groups; a
replica that stays below it altogether is done again with a lower one. So nothing is lost, only time won."""
_SMALL = 8


@dataclass(frozen=True)
class Zone:
    """A set of areas over the last `days` days, with its ratio."""

    kind: Kind
    areas: NDArray[np.intp]
    centre: int
    days: int
    ratio: float


@dataclass(frozen=True)
class Search:
    """Circles and groups (None: not asked for) under one model. `most_share` of the weight, at most."""

    model: Model
    circles: Circles | None
    graph: tuple[NDArray[np.int64], NDArray[np.int32]] | None
    most_areas: int
    most_share: float

    def best(self, blocked: NDArray[np.bool_]) -> list[Zone]:
        """The best zone of each kind without any blocked area."""
        return [zone for zone in (self._best_circle(blocked), self._best_group(blocked)) if zone is not None]

    def _best_circle(self, blocked: NDArray[np.bool_]) -> Zone | None:
        if self.circles is None:
            return None
        m, all_ = self.model, self.circles

        def best(c: Circles, level: float) -> tuple[float, int, int, int]:
            enough = self._enough(c, level)
            found: tuple[float, int, int, int] = best_circle(
                m.recent, m.expected, m.total, c.order, c.size, c.first, enough, blocked
            )
            return found

        # The best small circle is a bound that spares most of the work on the large ones.
        bound = best(all_.up_to(_SMALL), _ANY)[0]
        ratio, centre, areas, days = best(all_, max(bound * (1 - 1e-9), _ANY))
        if centre < 0:
            return None
        return Zone(
            "circle", all_.order[centre, :areas].astype(np.intp), int(centre), int(days), float(ratio)
        )

    def _best_group(self, blocked: NDArray[np.bool_]) -> Zone | None:
        if self.graph is None:
            return None
        m = self.model
        told = (m.recent, m.expected, m.weight)
        most = self._most(_ANY)
        found = best_group(*told, m.total, self.graph, self._limits, most, self._joins, blocked)
        if found[2] == 0:
            return None
        areas = members(found, *told, self.graph, self._joins, blocked)
        return Zone("neighbours", areas.astype(np.intp), -1, int(found[2]), float(found[0]))

    @cached_property
    def _limits(self) -> tuple[int, float]:
        return self.most_areas, self.most_share * float(self.model.weight.sum()) * (1 + 1e-9)

    @cached_property
    def _joins(self) -> Any:
        return self._most(JOINS)

    def _most(self, level: float) -> Any:
        return most_expected(level, self.model.total, float(self.model.expected[:, -1].sum()))

    def _enough(self, c: Circles, level: float) -> NDArray[np.int32]:
        expected = self.model.expected
        enough = np.empty((c.zones, expected.shape[1]), np.int32)
        case_limits(expected, c.order, c.size, c.first, self._most(level), enough)
        return enough

    def highest(self, seeds: NDArray[np.uint64], counts: NDArray[np.int64]) -> NDArray[np.float64]:
        """The highest ratio of each replica per kind (replicas, 2); -1 for a kind that is not asked for."""
        pilot = self._run(seeds[:_PILOT], counts[:_PILOT], (_ANY, _ANY), small=True)
        level = pilot.min(axis=0) * _CAUTION
        out = np.zeros((len(seeds), 2))
        missed = np.arange(len(seeds))
        while len(missed):
            least = np.maximum(level, _ANY)
            out[missed] = self._run(seeds[missed], counts[missed], (float(least[0]), float(least[1])))
            missed = np.flatnonzero(((out == 0) & (least > _ANY)).any(axis=1))
            level = level / 2 if level.max() > 1 else np.zeros(2)
        return out

    def _run(
        self,
        seeds: NDArray[np.uint64],
        counts: NDArray[np.int64],
        levels: tuple[float, float],
        *,
        small: bool = False,
    ) -> NDArray[np.float64]:
        out = np.empty((len(seeds), 2))
        m = self.model
        told = (m.expected, m.weight, m.total)
        circles = self.circles.up_to(_SMALL) if small and self.circles is not None else self.circles
        arrays = self._circle_arrays(circles, levels[0])
        highest(seeds, counts, m.null, told, arrays, self._group_arrays(levels[1]), out)
        return out

    def _circle_arrays(self, c: Circles | None, level: float) -> tuple[NDArray[Any], ...]:
        if c is None:
            none = np.zeros(0, np.int64)
            return np.zeros((0, 0), np.int32), none, none, np.zeros((0, 0), np.int32)
        return c.order, c.size, c.first, self._enough(c, level)

    def _group_arrays(self, level: float) -> tuple[Any, ...]:
        start, touching = self.graph or (np.zeros(0, np.int64), np.zeros(0, np.int32))
        return start, touching, *self._limits, self._most(level), self._joins
