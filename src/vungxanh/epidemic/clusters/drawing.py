"""Clusters as GeoJSON, for a map of the office; to the public only through disclosure control."""

from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.plane import Plane
from vungxanh.territory import Territory

_CORNERS = 16


def features(frame: pl.DataFrame, territory: Territory) -> dict[str, Any]:
    """A FeatureCollection, one feature per cluster: the areas' shapes united, else the circle around them.

    The properties are the columns of the cluster (not of its areas); `areas` lists the codes.
    """
    drawn = []
    for _, rows in frame.group_by("cluster", maintain_order=True):
        shape = _shape(rows, territory)
        drawn.append(
            {
                "type": "Feature",
                "geometry": None if shape is None else shapely.geometry.mapping(shape),
                "properties": _properties(rows),
            }
        )
    return {"type": "FeatureCollection", "features": drawn}


def _properties(rows: pl.DataFrame) -> dict[str, Any]:
    told = rows.drop("area", "areas", "area_cases", "area_expected").row(0, named=True)
    return {
        name: value.isoformat() if hasattr(value, "isoformat") else value for name, value in told.items()
    } | {"areas": rows["area"].to_list()}


def _shape(rows: pl.DataFrame, territory: Territory) -> Any:
    at = [territory.index[code] for code in rows["area"] if code in territory.index]
    shapes = [] if territory.shapes is None else [territory.shapes[i] for i in at]
    if shapes and all(shape is not None for shape in shapes):
        return shapely.union_all(shapes)
    centre, radius = rows["centre"][0], rows["radius_km"][0]
    if territory.label_points is None or centre is None or radius is None:
        return None
    point = territory.label_points[[territory.index[centre]]]
    return disc(point, float(radius) * 1000.0)


def disc(lonlat: NDArray[np.float64], radius: float) -> Any:
    """All points within so many metres of any of the points (n, 2); in degrees. At least a small dot."""
    plane = Plane.around(lonlat)
    around = shapely.buffer(shapely.points(plane.metres(lonlat)), max(radius, 50.0), quad_segs=_CORNERS)
    return shapely.transform(shapely.union_all(around), plane.degrees)
