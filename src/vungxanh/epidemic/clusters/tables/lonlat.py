"""Coordinates of rows: lon and lat in degrees, or x and y in metres of a plane (degrees if all fit)."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.plane import Plane
from vungxanh.tables import Column

COORDINATES = [
    Column("lon", "number", required=False, empty=True, also=("lng", "long", "longitude", "label_lon")),
    Column("lat", "number", required=False, empty=True, also=("latitude", "label_lat")),
    Column("x", "number", required=False, empty=True),
    Column("y", "number", required=False, empty=True),
]


def coordinates_of(
    frame: pl.DataFrame, plane: Plane | None = None
) -> tuple[NDArray[np.float64], Plane | None]:
    """(rows, 2) in metres, nan where empty, and the plane if they were degrees (else None)."""
    for east, north in (("lon", "lat"), ("x", "y")):
        if east in frame.columns and north in frame.columns:
            given = frame.select(east, north).to_numpy().astype(np.float64)
            if east == "lon" or _look_like_degrees(given):
                plane = plane or Plane.around(given)
                return plane.metres(given), plane
            return given, None
    return np.full((frame.height, 2), np.nan), None


def _look_like_degrees(given: NDArray[np.float64]) -> bool:
    known = given[~np.isnan(given).any(axis=1)]
    return bool(len(known) and (np.abs(known) <= (180.0, 90.0)).all())
