"""What the loops read: the counts of some areas, and the model that all areas share."""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.lattice import Lattice, lattice
from vungxanh.epidemic.rt.running import filter_only, in_pieces
from vungxanh.epidemic.rt.tuning import Tuned

Array = NDArray[np.float64]
Parts = tuple[Array, Array, Array, Array]


@dataclass(frozen=True)
class Model:
    """Generation interval w[s] (s = 0..S days) and the grid of R."""

    w: Array
    on: Lattice

    @classmethod
    def of(cls, generation: Array, points: int) -> "Model":
        """The model on a grid of that many points."""
        return cls(np.ascontiguousarray(generation, np.float64), lattice(points))

    @property
    def parts(self) -> tuple[Array, Array, Array, Array, Array]:
        """As the loops take it."""
        return self.w, np.cumsum(self.w), self.on.x, self.on.r, self.on.table

    def tuned(self, values: Tuned, groups: int, imports: float) -> Parts:
        """The tuned values for every group, as the loops take them."""
        bands = np.repeat(self.on.bands(np.array([values.eta], np.float64)), groups, axis=0)
        k, anew, outside = (np.full(groups, each, np.float64) for each in (values.k, values.anew, imports))
        return k, bands, anew, outside


@dataclass(frozen=True)
class Series:
    """counts, extra variance (areas, days; one row serves all), weekday effects (groups, 7), group (areas,).

    batch: the count after days without a report is theirs too.
    """

    counts: Array
    variance: Array
    effects: Array
    group: NDArray[np.intp]
    batch: bool = False

    @property
    def groups(self) -> int:
        """Number of groups, also of those without an area here."""
        return len(self.effects)

    def some(self, which: NDArray[np.intp]) -> "Series":
        """Some of the areas."""
        variance = self.variance if len(self.variance) == 1 else self.variance[which]
        return replace(self, counts=self.counts[which], variance=variance, group=self.group[which])

    def data(self, aims: Array) -> tuple[Array, Array, Array, Array, NDArray[np.intp], NDArray[np.intp], int]:
        """As the loops take it: days not reported are -1, as their arithmetic does not know nan."""
        coded = np.nan_to_num(self.counts, nan=-1.0)
        order = np.argsort(self.group, kind="stable")
        return coded, self.variance, self.effects, aims, self.group, order, int(self.batch)

    def scores(self, model: Model, values: Tuned, aims: Array, imports: float) -> Array:
        """(areas,): log p of the counts, each predicted from those before it."""
        return self._filtered(model, values, aims, imports, keep=False)[0]

    def moments(self, model: Model, values: Tuned, aims: Array, imports: float) -> Array:
        """(areas, days, 2): mean and variance of log R by the filter."""
        return self._filtered(model, values, aims, imports, keep=True)[1]

    def _filtered(
        self, model: Model, values: Tuned, aims: Array, imports: float, *, keep: bool
    ) -> tuple[Array, Array]:
        areas, days = self.counts.shape
        score, moments = np.empty(areas), np.empty((areas, days if keep else 0, 2))
        data, parts, tuned = self.data(aims), model.parts, model.tuned(values, self.groups, imports)
        in_pieces(
            areas, lambda first, stop: filter_only(first, stop, data, parts, tuned, keep, score, moments)
        )
        return score, moments
