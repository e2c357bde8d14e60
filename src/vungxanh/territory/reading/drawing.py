"""The shapes and label points of a list of areas."""

from collections.abc import Sequence

import numpy as np
import shapely
from numpy.typing import NDArray

from vungxanh.messages import Message, message
from vungxanh.territory.geometry import label_points, repaired, united
from vungxanh.territory.levels import LEVELS
from vungxanh.territory.reading.columns import Columns
from vungxanh.territory.reading.source import Source, join
from vungxanh.territory.reading.tree import Tree


def shapes_of(geometry: NDArray[np.object_] | None, tree: Tree) -> NDArray[np.object_] | None:
    """Shapes by area: own ones made valid, missing ones of coarser areas united from their children."""
    if geometry is None:
        return None
    drawn, _ = repaired(geometry)
    shapes = np.full(len(tree.areas), None, dtype=object)
    for i, area in enumerate(tree.areas):
        if area.position >= 0:
            shapes[i] = drawn[area.position]
    if shapely.is_missing(shapes).all():
        return None
    children = tree.children
    for i in sorted(range(len(shapes)), key=lambda i: LEVELS.index(tree.levels[i])):
        if shapes[i] is None:
            shapes[i] = united([shapes[child] for child in children[i]])
    return shapes


def shape_notes(
    geometry: NDArray[np.object_] | None, tree: Tree, shapes: NDArray[np.object_] | None
) -> list[Message]:
    """Which shapes were repaired and which are missing."""
    if geometry is None or shapes is None:
        return []
    notes = []
    _, broken = repaired(geometry)
    mended = [area.code for area in tree.areas if area.position >= 0 and broken[area.position]]
    if mended:
        notes.append(
            message(
                "{n} shapes were not valid and have been repaired ({codes})",
                n=len(mended),
                codes=join(mended),
            )
        )
    missing = [tree.areas[i].code for i in np.flatnonzero(shapely.is_missing(shapes))]
    if missing:
        notes.append(message("{n} areas have no shape ({codes})", n=len(missing), codes=join(missing)))
    return notes


def points_of(
    source: Source, columns: Columns, tree: Tree, shapes: NDArray[np.object_] | None
) -> NDArray[np.float64]:
    """Where to write each name: as the file says (if that is a lon/lat), else a point inside the shape."""
    points = np.full((len(tree.areas), 2), np.nan) if shapes is None else label_points(shapes)
    if not {"lon", "lat"} <= set(columns.generic):
        return points
    lon = _numbers(source.column(columns.generic.get("lon")))
    lat = _numbers(source.column(columns.generic.get("lat")))
    # x and y may also be metres of some plane: those are no place to write on.
    usable = (np.abs(lon) <= 180) & (np.abs(lat) <= 90)
    for i, area in enumerate(tree.areas):
        if area.position >= 0 and usable[area.position]:
            points[i] = lon[area.position], lat[area.position]
    return points


def _numbers(cells: Sequence[str | None]) -> NDArray[np.float64]:
    return np.array([_number(cell) for cell in cells], np.float64)


def _number(cell: str | None) -> float:
    try:
        return float(cell or "nan")
    except ValueError:
        return float("nan")
