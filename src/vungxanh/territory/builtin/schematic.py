"""A schematic map of our own making: cells inside a made-up outline, grouped into wards.

Spread points evenly in the outline (Lloyd: move each to the middle of its Voronoi cell, again and again);
divide them among the wards by halving the map, west | east, north | south, in turn; every point's Voronoi
cell becomes a quarter, and the quarters of a ward its shape. Nothing in it is measured on the ground.
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

Layout = str | Sequence["Layout"]
"""A ward, or two halves."""

_ROUNDS = 60
_DECIMALS = 6
"""Of a degree: about 10 cm. Rounded so that every machine draws the same."""


def draw_cells(drawing: Mapping[str, Any], sizes: Mapping[str, int]) -> dict[str, list[Any]]:
    """For every ward its cells, ordered as one reads: from north to south, then west to east."""
    outline = _outline(drawing)
    points = _spread(outline, sum(sizes.values()), np.random.default_rng(drawing["seed"]))
    cells = _cells(outline, points)
    owners = _divide(drawing["layout"], np.arange(len(points)), points, sizes, axis=0)
    return {ward: _in_place(cells[members], drawing) for ward, members in owners.items()}


def _outline(drawing: Mapping[str, Any]) -> Any:
    """The corners with rounded edges, in units of half the map's size."""
    rounding = 0.25
    corners = shapely.Polygon(drawing["outline"])
    return shapely.buffer(shapely.buffer(corners, -rounding), rounding, quad_segs=6)


def _spread(outline: Any, n: int, rng: np.random.Generator) -> NDArray[np.float64]:
    points = np.zeros((0, 2))
    while len(points) < n:
        drawn = rng.uniform(-1, 1, (n, 2))
        points = np.vstack([points, drawn[shapely.contains_xy(outline, drawn)]])[:n]
    for _ in range(_ROUNDS):
        points = shapely.get_coordinates(shapely.centroid(_cells(outline, points)))
    return points


def _cells(outline: Any, points: NDArray[np.float64]) -> NDArray[np.object_]:
    """The Voronoi cell of every point, in their order."""
    raw = shapely.voronoi_polygons(shapely.multipoints(points), extend_to=outline, ordered=True)
    cells: NDArray[np.object_] = shapely.intersection(shapely.get_parts(raw), outline)
    return cells


def _divide(
    layout: Layout,
    members: NDArray[np.int64],
    points: NDArray[np.float64],
    sizes: Mapping[str, int],
    axis: int,
) -> dict[str, NDArray[np.int64]]:
    """Which points belong to which ward: each half gets as many as its wards have quarters."""
    if isinstance(layout, str):
        return {layout: members}
    first, second = layout
    # The first half lies in the west, or (axis 1) in the north.
    order = members[np.argsort(points[members, axis] * (-1 if axis else 1))]
    cut = sum(sizes[ward] for ward in _wards(first))
    return {
        **_divide(first, order[:cut], points, sizes, 1 - axis),
        **_divide(second, order[cut:], points, sizes, 1 - axis),
    }


def _wards(layout: Layout) -> list[str]:
    return [layout] if isinstance(layout, str) else [ward for half in layout for ward in _wards(half)]


def _in_place(cells: NDArray[np.object_], drawing: Mapping[str, Any]) -> list[Any]:
    """The cells at their longitude and latitude, in reading order."""
    centre, half_size = np.array(drawing["centre"]), np.array(drawing["half_size"])
    middle = shapely.get_coordinates(shapely.centroid(cells))
    order = np.lexsort((middle[:, 0], -np.round(middle[:, 1] * 4)))
    placed = shapely.transform(cells[order], lambda xy: np.round(centre + xy * half_size, _DECIMALS))
    return list(placed)
