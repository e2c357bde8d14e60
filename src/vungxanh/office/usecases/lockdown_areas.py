"""Shapes of areas: the office keeps none, they are in the areas file that it was set up from."""

from functools import cache
from pathlib import Path
from typing import Any

from django.conf import settings

from vungxanh.office.records.models import Area
from vungxanh.territory import Territory, read_any_territory


def area_drawing(area: Area) -> Any | None:
    """The shapely geometry of an area; None where there is none."""
    territory = _territory(settings.ENVIRONMENT.areas)
    place = territory.index.get(area.code) if territory.shapes is not None else None
    return None if place is None or territory.shapes is None else territory.shapes[place]


@cache
def _territory(given: str) -> Territory:
    return read_any_territory(Path(given) if Path(given).exists() or Path(given).suffix else given)


def drawings_of(areas: list[Area]) -> list[tuple[Area, Any]]:
    """Areas with their geometry, those that have one; only the lowest level, so that none covers another."""
    drawn = [(area, shape) for area in areas if (shape := area_drawing(area)) is not None]
    deepest = max((len(area.path) for area, _ in drawn), default=0)
    return [(area, shape) for area, shape in drawn if len(area.path) == deepest]
