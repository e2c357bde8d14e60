"""Shapes cut down for the screen: few points, shared borders kept shared, whole-number coordinates."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from math import ceil, cos, radians
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

from vungxanh import territory
from vungxanh.territory import Neighbours, Territory

Rings = list[NDArray[np.int64]]
"""Closed rings of one area; each array has shape (points, 2), the first point is repeated at the end."""


@dataclass(frozen=True)
class Grid:
    """A grid of squares over a box of lon/lat: x = (lon - west) / step_x, y = (north - lat) / step_y."""

    west: float
    north: float
    step_x: float
    step_y: float
    width: int
    height: int

    @classmethod
    def over(cls, shapes: Sequence[Any], cells: int) -> "Grid":
        """The grid with `cells` steps along the longer side of the shapes' common box."""
        west, south, east, north = shapely.total_bounds([shape for shape in shapes if shape is not None])
        # A degree of longitude is shorter than one of latitude; true in the middle of the box.
        shorter = max(0.05, cos(radians((north + south) / 2)))
        step_y = max((east - west) * shorter, north - south, 1e-6) / cells
        step_x = step_y / shorter
        width, height = ceil((east - west) / step_x), ceil((north - south) / step_y)
        return cls(west, north, step_x, step_y, max(width, 1), max(height, 1))

    def place(self, points: NDArray[np.float64]) -> NDArray[np.int64]:
        """Lon/lat points on the grid."""
        return np.rint((points - (self.west, self.north)) / (self.step_x, -self.step_y)).astype(np.int64)


def simplified(shapes: Sequence[Any], budget: int) -> list[Any]:
    """The shapes with at most about `budget` points together; neighbours keep the same border."""
    known = [i for i, shape in enumerate(shapes) if shape is not None]
    areas = len(known)
    anonymous = Territory(
        day=date.min,
        codes=tuple(map(str, known)),
        names=("",) * areas,
        levels=("ward",) * areas,
        parent=np.full(areas, -1, np.int32),
        population=np.full(areas, np.nan),
        neighbours=Neighbours.unknown(areas),
        valid_from=(None,) * areas,
        valid_to=(None,) * areas,
        shapes=tuple(shapes[i] for i in known),
    )
    result: list[Any] = [None] * len(shapes)
    for i, shape in zip(known, territory.simplified(anonymous, budget).shapes or (), strict=True):
        result[i] = shapes[i] if shape.is_empty else shape
    return result


def rings(shape: Any, grid: Grid) -> list[Rings]:
    """Polygons of one shape on the grid: outer ring first, then holes; slivers that collapse are left out."""
    polygons = []
    for part in shapely.get_parts(shape):
        if shapely.get_type_id(part) != shapely.GeometryType.POLYGON:
            continue
        placed = [_ring(ring, grid) for ring in (part.exterior, *part.interiors)]
        if placed[0] is not None:
            polygons.append([ring for ring in placed if ring is not None])
    return polygons


def _ring(ring: Any, grid: Grid) -> NDArray[np.int64] | None:
    points = grid.place(shapely.get_coordinates(ring))
    moved = np.ones(len(points), dtype=bool)
    moved[1:] = (np.diff(points, axis=0) != 0).any(axis=1)
    points = points[moved]
    return points if len(points) >= 4 else None


def label_points(shapes: Sequence[Any], grid: Grid) -> list[list[int] | None]:
    """Where the name of each area stands: its middle, or a point of it where the middle lies outside."""
    known = np.array([shape is not None for shape in shapes])
    full = np.array([shape for shape in shapes if shape is not None], dtype=object)
    middle = shapely.centroid(full)
    inside = np.where(shapely.contains(full, middle), middle, shapely.point_on_surface(full))
    placed = iter(grid.place(shapely.get_coordinates(inside)).tolist())
    return [next(placed) if there else None for there in known]


def outlines(shapes: Sequence[Any], parents: Sequence[int]) -> list[Any]:
    """The borders of the parents, drawn along their children's simplified borders; one per parent."""
    merged = []
    for parent in sorted({p for p in parents if p >= 0}):
        members = [s for s, p in zip(shapes, parents, strict=True) if p == parent and s is not None]
        if members:
            merged.append(_union(members))
    return merged


def _union(members: list[Any]) -> Any:
    """The shapes as one; slower where they overlap or leave gaps, as foreign files do."""
    try:
        return shapely.coverage_union_all(members)
    except shapely.errors.GEOSException:
        return shapely.union_all(shapely.make_valid(members))
