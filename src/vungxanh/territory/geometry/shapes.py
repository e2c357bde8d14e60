"""Single shapes: made valid, united, and given a point to write on."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import shapely
from numpy.typing import NDArray

POLYGONS = (shapely.GeometryType.POLYGON, shapely.GeometryType.MULTIPOLYGON)


def repaired(shapes: NDArray[np.object_]) -> tuple[NDArray[np.object_], NDArray[np.bool_]]:
    """The shapes as valid polygons, None where nothing polygonal is left, and which ones were repaired."""
    broken = ~shapely.is_valid(shapes) & ~shapely.is_missing(shapes)
    fixed = shapes.copy()
    fixed[broken] = shapely.make_valid(shapes[broken])
    for i in np.flatnonzero(~np.isin(shapely.get_type_id(fixed), POLYGONS)):
        fixed[i] = _polygons_of(fixed[i])
    fixed[shapely.is_empty(fixed)] = None
    return fixed, broken


def _polygons_of(shape: Any) -> Any:
    """The areal part of a mixed shape, or None."""
    if shape is None:
        return None
    parts = shapely.get_parts(shape)
    areal = parts[np.isin(shapely.get_type_id(parts), POLYGONS)]
    return shapely.union_all(areal) if len(areal) else None


def united(shapes: Sequence[Any]) -> Any:
    """One shape out of many; None as soon as one of them is unknown."""
    if not shapes or any(shape is None for shape in shapes):
        return None
    parts = np.array(shapes, dtype=object)
    if shapely.coverage_is_valid(parts):
        return shapely.coverage_union_all(parts)
    return shapely.union_all(parts)


def label_points(shapes: NDArray[np.object_]) -> NDArray[np.float64]:
    """A point inside each shape (lon, lat), nan where there is no shape.

    The centroid where it lies inside, because the eye expects a name there; else some point of the shape.
    """
    points = shapely.centroid(shapes)
    outside = ~shapely.covers(shapes, points) & ~shapely.is_missing(shapes)
    points[outside] = shapely.point_on_surface(shapes[outside])
    return np.column_stack([shapely.get_x(points), shapely.get_y(points)])
