"""Fewer vertices for a map on a small screen, without gaps or overlaps between neighbours."""

from dataclasses import replace

import numpy as np
import shapely
from numpy.typing import NDArray

from vungxanh.territory.territory import Territory

_STEPS = 12
_NEAR = 0.97
"""A map that uses so much of its budget is good enough."""
_START = 1e-6
"""Degrees: about 10 cm, below what anybody draws."""


def simplified(territory: Territory, vertices: int) -> Territory:
    """The same areas with at most about `vertices` vertices per level (never fewer than triangles).

    Each level stays a coverage: neighbours keep a common border. Levels are simplified one by one, so that
    a district has no more detail than its size on the screen deserves.
    """
    if territory.shapes is None:
        return territory
    shapes = np.array(territory.shapes, dtype=object)
    for level in territory.present_levels:
        members = territory.at_level(level)
        members = members[~shapely.is_missing(shapes[members])]
        if len(members):
            shapes[members] = _fitted(shapes[members], vertices)
    return replace(territory, shapes=tuple(shapes))


def _fitted(shapes: NDArray[np.object_], budget: int) -> NDArray[np.object_]:
    """The least simplified coverage that fits: bisection over the tolerance (logarithmic)."""
    if _vertices(shapes) <= budget:
        return shapes
    detailed = shapes if shapely.coverage_is_valid(shapes) else _cleaned(shapes)
    low, high = np.log(_START), np.log(_extent(shapes))
    fitting = None
    for _ in range(_STEPS):
        middle = (low + high) / 2
        tried = shapely.coverage_simplify(detailed, np.exp(middle))
        if _vertices(tried) > budget:
            # Further steps may start from here: a larger tolerance removes all of this and more.
            low, detailed = middle, tried
            continue
        high, fitting = middle, tried
        if _vertices(tried) >= _NEAR * budget:
            break
    if fitting is None:
        # Not even triangles fit; they are the least there is.
        fitting = shapely.coverage_simplify(detailed, np.exp(high))
    result: NDArray[np.object_] = fitting
    return result


def _cleaned(shapes: NDArray[np.object_]) -> NDArray[np.object_]:
    """A valid coverage, if cleaning keeps every area; else the shapes as they are."""
    clean = shapely.coverage_clean(shapes)
    keeps = len(clean) == len(shapes) and not shapely.is_empty(clean).any()
    result: NDArray[np.object_] = clean if keeps else shapes
    return result


def _vertices(shapes: NDArray[np.object_]) -> int:
    return int(shapely.get_num_coordinates(shapes).sum())


def _extent(shapes: NDArray[np.object_]) -> float:
    box = shapely.total_bounds(shapes)
    return float(max(box[2] - box[0], box[3] - box[1]))
