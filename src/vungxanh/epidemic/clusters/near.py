"""What lies near what: the nearest areas for the circles, the touching ones for the groups."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.places import Places

_TIES = 16
_MILLIMETRES = 1000.0


@dataclass(frozen=True)
class Circles:
    """order[i, j] = the j-th nearest area to i, itself first; the first size[i] of them may form a circle."""

    order: NDArray[np.int32]
    size: NDArray[np.int64]

    @property
    def first(self) -> NDArray[np.int64]:
        """Number of zones before those of each centre."""
        return np.concatenate([[0], np.cumsum(self.size)[:-1]]).astype(np.int64)

    def up_to(self, areas: int) -> "Circles":
        """Only the circles of at most so many areas."""
        return Circles(self.order, np.minimum(self.size, areas))

    @property
    def zones(self) -> int:
        """Number of circles."""
        return int(self.size.sum())


def circles_of(places: Places, weight: NDArray[np.float64], *, most_areas: int, most_share: float) -> Circles:
    """Circles around every area with a point: at most so many areas, at most such a share of the weight.

    An area alone is always a zone. An area without a point is a zone of its own and in no other.
    """
    n = len(places)
    located = np.flatnonzero(places.located)
    order = np.arange(n, dtype=np.int32)[:, None]
    size = np.ones(n, np.int64)
    if len(located) > 1:
        k = min(most_areas, len(located))
        order = np.repeat(order, k, axis=1)
        order[located] = _nearest(places.xy[located], located, k)
        share = np.cumsum(weight[order], axis=1) / max(weight.sum(), 1e-300)
        # A hair of tolerance: half of the population must stay half after rounding.
        size[located] = np.maximum(1, (share[located] <= most_share + 1e-9).sum(axis=1))
    return Circles(order, size)


def _nearest(xy: NDArray[np.float64], label: NDArray[np.intp], k: int) -> NDArray[np.int32]:
    """Labels of the k nearest; equal distances (to the millimetre) in the order of the areas."""
    from scipy.spatial import cKDTree  # noqa: PLC0415 - not needed for groups alone

    _, same = np.unique(xy, axis=0, return_counts=True)
    more = min(len(xy), k + max(_TIES, int(same.max())))
    distance, found = cKDTree(xy).query(xy, k=more)
    far = np.rint(distance * _MILLIMETRES)
    far[found == np.arange(len(xy))[:, None]] = -1  # itself first, also before those at the same point
    row = np.arange(len(xy))[:, None]
    sorted_ = found[row, np.lexsort((found, far), axis=1)]
    nearest: NDArray[np.int32] = label[sorted_[:, :k]].astype(np.int32)
    return nearest


def graph_of(places: Places) -> tuple[NDArray[np.int64], NDArray[np.int32], bool]:
    """(start, touching, drawn): neighbours as known, else those of the points' Gabriel graph (drawn)."""
    if places.neighbours.known:
        return places.neighbours.start, places.neighbours.indices, False
    from vungxanh.epidemic.clusters.gabriel import gabriel  # noqa: PLC0415 - scipy

    touch = gabriel(places.xy)
    return touch.start, touch.indices, True
