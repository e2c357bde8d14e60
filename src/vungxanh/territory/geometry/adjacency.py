"""Which areas share a border.

Two areas are neighbours when they share a stretch of border; touching at a corner is not enough (rook, not
queen: "giáp ranh" speaks of a common border). Where the borders of a map were drawn or simplified one
by one and do not match point by point, a stretch counts as shared when the two borders run within
GAP metres of each other for more than STRETCH metres; two areas that only meet at a corner stay under that.
"""

import numpy as np
import shapely
from numpy.typing import NDArray

from vungxanh.territory.levels import LEVELS

GAP = 20.0
STRETCH = 100.0
SHARED = 1.0
"""Metres of exactly matching border that are enough (rounding leaves shorter ones)."""

_DEGREE = 111_320.0
"""Metres in one degree of latitude."""


def touching(shapes: NDArray[np.object_]) -> NDArray[np.int32]:
    """Pairs of positions that share a border, shape (pairs, 2), smaller first. Missing shapes have none."""
    here = np.flatnonzero(~shapely.is_missing(shapes) & ~shapely.is_empty(shapes))
    if len(here) < 2:
        return np.zeros((0, 2), np.int32)
    plane = in_metres(shapes[here])
    exact = _matching(plane)
    near = _near(plane, exact)
    found = np.unique(np.vstack([exact, near]), axis=0)
    return here[found].astype(np.int32)


def touching_by_level(levels: tuple[str, ...], shapes: NDArray[np.object_]) -> NDArray[np.int32]:
    """Touching pairs of positions, each within one level."""
    level = np.array([LEVELS.index(name) for name in levels])
    pairs = []
    for which in np.unique(level):
        members = np.flatnonzero(level == which)
        pairs.append(members[touching(shapes[members])])
    return np.vstack(pairs).astype(np.int32).reshape(-1, 2)


def in_metres(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """Lon/lat as metres on a plane, with one scale for all (the middle latitude's)."""
    box = shapely.total_bounds(shapes)
    scale = np.array([_DEGREE * np.cos(np.radians((box[1] + box[3]) / 2)), _DEGREE])
    origin = box[:2]
    plane: NDArray[np.object_] = shapely.transform(shapes, lambda lonlat: (lonlat - origin) * scale)
    return plane


def _matching(plane: NDArray[np.object_]) -> NDArray[np.int64]:
    """Pairs whose rings have the same segments: sort all segments, equal ones lie side by side."""
    rings, owner = shapely.get_rings(plane, return_index=True)
    points, ring = shapely.get_coordinates(rings, return_index=True)
    inside = ring[1:] == ring[:-1]
    # Millimetres: finer differences are rounding, and integers compare fast.
    grid = np.rint(points * 1000).astype(np.int64)
    start, stop = grid[:-1][inside], grid[1:][inside]
    swap = (start[:, 0] > stop[:, 0]) | ((start[:, 0] == stop[:, 0]) & (start[:, 1] > stop[:, 1]))
    low, high = np.where(swap[:, None], stop, start), np.where(swap[:, None], start, stop)
    order = np.lexsort((high[:, 1], high[:, 0], low[:, 1], low[:, 0]))
    segment = np.hstack([low, high])[order]
    area = owner[ring[:-1][inside]][order]
    same = (segment[1:] == segment[:-1]).all(axis=1) & (area[1:] != area[:-1])
    pairs = np.sort(np.column_stack([area[:-1][same], area[1:][same]]), axis=1)
    span = (segment[1:][same, 2:] - segment[1:][same, :2]) / 1000
    unique, which = np.unique(pairs, axis=0, return_inverse=True)
    length = np.bincount(which.ravel(), weights=np.hypot(span[:, 0], span[:, 1]), minlength=len(unique))
    kept: NDArray[np.int64] = unique[length >= SHARED].reshape(-1, 2)
    return kept


def _near(plane: NDArray[np.object_], exact: NDArray[np.int64]) -> NDArray[np.int64]:
    """Further pairs whose borders run side by side without matching."""
    tree = shapely.STRtree(plane)
    first, second = tree.query(plane, predicate="dwithin", distance=GAP)
    ordered = np.column_stack([first, second])[first < second]
    known = set(map(tuple, exact.tolist()))
    rest = np.array([pair for pair in ordered.tolist() if tuple(pair) not in known], np.int64).reshape(-1, 2)
    if not len(rest):
        return rest
    border = shapely.boundary(plane)
    # The border of one within GAP of the other; cut to the place where they meet, to stay fast.
    box = shapely.box(*_overlap(plane[rest[:, 0]], plane[rest[:, 1]]).T)
    one = shapely.intersection(border[rest[:, 0]], box)
    other = shapely.buffer(shapely.intersection(border[rest[:, 1]], box), GAP, quad_segs=2)
    length = shapely.length(shapely.intersection(one, other))
    kept: NDArray[np.int64] = rest[length > STRETCH]
    return kept


def _overlap(one: NDArray[np.object_], other: NDArray[np.object_]) -> NDArray[np.float64]:
    """The boxes where two shapes come within GAP of each other."""
    a, b = shapely.bounds(one), shapely.bounds(other)
    low = np.maximum(a[:, :2], b[:, :2]) - GAP
    high = np.minimum(a[:, 2:], b[:, 2:]) + GAP
    return np.hstack([low, high])
