"""The map of lockdown points: areas and points as paths of one SVG."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, radians
from typing import Any

import shapely
from shapely.geometry import shape

WIDTH = 720.0


@dataclass(frozen=True)
class Drawn:
    """One shape: what it is, its path, and the point where its label stands."""

    record: Any
    path: str
    x: float
    y: float


@dataclass(frozen=True)
class Map:
    """A map: size, areas below, points above; west, north and degrees a unit, for drawing on it."""

    height: float
    areas: tuple[Drawn, ...]
    points: tuple[Drawn, ...]
    west: float
    north: float
    step_x: float
    step_y: float


def draw(areas: Sequence[tuple[Any, Any]], points: Sequence[Any]) -> Map | None:
    """A map of areas with their geometry and of lockdown points with a shape; None where nothing has one."""
    shapes = [(point, shape(point.shape)) for point in points if point.shape]
    every = [geometry for _, geometry in (*areas, *shapes)]
    if not every:
        return None
    west, south, east, north = (float(v) for v in shapely.total_bounds(every))
    # A degree of longitude is shorter than one of latitude; true in the middle of the map.
    shorter = max(0.05, cos(radians((north + south) / 2)))
    step_x = max(east - west, 1e-6) / WIDTH
    step_y = step_x * shorter
    frame = (west, north, step_x, step_y)
    return Map(
        height=max(1.0, (north - south) / step_y),
        areas=tuple(_drawn(record, geometry, frame) for record, geometry in areas),
        points=tuple(_drawn(record, geometry, frame) for record, geometry in shapes),
        west=west,
        north=north,
        step_x=step_x,
        step_y=step_y,
    )


def _drawn(record: Any, geometry: Any, frame: tuple[float, float, float, float]) -> Drawn:
    west, north, step_x, step_y = frame
    parts = [_ring(ring, frame) for polygon in _polygons(geometry) for ring in _rings(polygon)]
    inner = geometry.representative_point()
    return Drawn(record, "".join(parts), (inner.x - west) / step_x, (north - inner.y) / step_y)


def _ring(ring: Any, frame: tuple[float, float, float, float]) -> str:
    west, north, step_x, step_y = frame
    places = [f"{(x - west) / step_x:.1f} {(north - y) / step_y:.1f}" for x, y, *_ in ring.coords]
    return "M" + "L".join(places) + "Z"


def _polygons(geometry: Any) -> list[Any]:
    return list(geometry.geoms) if hasattr(geometry, "geoms") else [geometry]


def _rings(polygon: Any) -> list[Any]:
    return [polygon.exterior, *polygon.interiors]
