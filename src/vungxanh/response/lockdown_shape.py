"""The shape of a lockdown point: read from GeoJSON, checked before anybody is locked in by a typing error."""

import json
from functools import cache
from math import cos, radians
from typing import Any

import shapely
from shapely.geometry import mapping, shape

from vungxanh.messages import VungXanhError, message
from vungxanh.rules import read_rule

METRES_A_DEGREE = 111_320.0
LARGEST_TEXT = 200_000


class ShapeWrong(VungXanhError):
    """The shape cannot be that of a lockdown point."""


@cache
def limits() -> tuple[float, float]:
    """Tolerance beyond the area in metres, largest surface in km²."""
    given = read_rule("response", "lockdown")["shape"]
    return float(given["tolerance_m"]), float(given["largest_km2"])


def read_shape(text: str) -> dict[str, Any] | None:
    """A GeoJSON (multi)polygon, feature, or collection of them as one geometry; None for no text."""
    if not text.strip():
        return None
    if len(text) > LARGEST_TEXT:
        raise ShapeWrong(message("The shape has too many points."))
    try:
        given = json.loads(text)
        parts = [shape(part) for part in _geometries(given)]
        drawn = shapely.union_all(parts) if len(parts) > 1 else parts[0]
    except (ValueError, TypeError, KeyError, IndexError, AttributeError, shapely.errors.ShapelyError):
        raise ShapeWrong(message("This is not a GeoJSON polygon.")) from None
    if drawn.geom_type not in ("Polygon", "MultiPolygon") or drawn.is_empty:
        raise ShapeWrong(message("This is not a GeoJSON polygon."))
    return dict(mapping(drawn))


def check_shape(drawn: dict[str, Any], area: Any | None) -> None:
    """Raises ShapeWrong. `area` is the shapely geometry of its area, None where there is none."""
    polygon = shape(drawn)
    if not polygon.is_valid:
        raise ShapeWrong(message("The border of the shape crosses itself."))
    west, south, east, north = polygon.bounds
    if not (-180 <= west <= east <= 180 and -90 <= south <= north <= 90):
        raise ShapeWrong(message("Coordinates are longitude and latitude in degrees, longitude first."))
    tolerance, largest = limits()
    surface = surface_km2(polygon)
    if surface > largest:
        raise ShapeWrong(
            message(
                "The shape covers {surface} km²; at most {largest} are taken.",
                surface=surface,
                largest=largest,
            )
        )
    if area is not None and not area.buffer(tolerance / METRES_A_DEGREE).covers(polygon):
        raise ShapeWrong(message("The shape lies outside its area, or reaches far beyond it."))


def surface_km2(polygon: Any) -> float:
    """Surface of a small polygon in lon/lat, in km²: a degree of longitude shrinks with the latitude."""
    _, south, _, north = polygon.bounds
    shorter = cos(radians((south + north) / 2))
    return float(polygon.area * (METRES_A_DEGREE / 1000) ** 2 * shorter)


def _geometries(given: dict[str, Any]) -> list[dict[str, Any]]:
    match given["type"]:
        case "FeatureCollection":
            return [feature["geometry"] for feature in given["features"]]
        case "Feature":
            return [given["geometry"]]
        case _:
            return [given]
