"""Degrees to metres and back, around the middle of the data.

Transverse Mercator: within 300 km of the middle, distances are right to 0.15 %.
"""

from dataclasses import dataclass
from functools import cached_property
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True)
class Plane:
    """The plane that touches the earth along the meridian `lon`, with its origin at (lon, lat)."""

    lon: float
    lat: float

    @classmethod
    def around(cls, lonlat: Array) -> "Plane":
        """Around the middle of points (n, 2) in degrees; nan is left out."""
        known = lonlat[~np.isnan(lonlat).any(axis=1)]
        if not len(known):
            return cls(0.0, 0.0)
        low, high = known.min(axis=0), known.max(axis=0)
        return cls(float(low[0] + high[0]) / 2, float(low[1] + high[1]) / 2)

    def metres(self, lonlat: Array) -> Array:
        """East and north of the origin; nan stays nan."""
        return self._turned(lonlat, "FORWARD")

    def degrees(self, xy: Array) -> Array:
        """The inverse of `metres`."""
        return self._turned(xy, "INVERSE")

    @cached_property
    def _turn(self) -> Any:
        from pyproj import Transformer  # noqa: PLC0415 - costs a second, and many callers have metres

        plane = f"+proj=tmerc +lon_0={self.lon:.9f} +lat_0={self.lat:.9f} +ellps=WGS84 +units=m"
        return Transformer.from_crs("EPSG:4326", plane, always_xy=True)

    def _turned(self, points: Array, direction: str) -> Array:
        known = ~np.isnan(points).any(axis=1)
        out = np.full(points.shape, np.nan)
        if known.any():
            out[known] = np.column_stack(self._turn.transform(*points[known].T, direction=direction))
        return out
