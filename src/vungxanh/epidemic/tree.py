"""From the leaves of the territory to its root: sums, and "all of them"."""

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.territory import Territory


def finest_first(territory: Territory) -> NDArray[np.int32]:
    """Area positions ordered so that every child comes before its parent."""
    return np.argsort(territory.depth, kind="stable").astype(np.int32)


def sum_up(territory: Territory, own: NDArray[np.int32]) -> NDArray[np.int32]:
    """Add each area's counts (areas x days) to its parent, level by level, in place; returns `own`."""
    _add_to_parents(finest_first(territory), territory.parent, own)
    return own


def all_up(territory: Territory, own: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """A parent is covered where it is itself, or where all its children are (areas x days)."""
    out = own.copy()
    children = np.bincount(territory.parent[territory.parent >= 0], minlength=len(territory))
    covered = np.zeros(own.shape, np.int32)
    for position in finest_first(territory):
        if children[position]:
            out[position] |= covered[position] == children[position]
        if territory.parent[position] >= 0:
            covered[territory.parent[position]] += out[position]
    return out


@numba.njit(cache=True, nogil=True)
def _add_to_parents(order, parent, values):  # type: ignore[no-untyped-def]
    for position in order:
        above = parent[position]
        if above >= 0:
            for day in range(values.shape[1]):
                values[above, day] += values[position, day]
