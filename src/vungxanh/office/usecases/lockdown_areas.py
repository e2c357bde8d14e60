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


def drawings_below(area: Area) -> list[tuple[Area, Any]]:
    """The areas right below one with their geometry, or itself where nothing below has one."""
    below = [(child, area_drawing(child)) for child in Area.objects.filter(parent=area).order_by("path")]
    drawn = [(child, shape) for child, shape in below if shape is not None]
    own = area_drawing(area)
    return drawn or ([(area, own)] if own is not None else [])


@cache
def _territory(given: str) -> Territory:
    return read_any_territory(Path(given) if Path(given).exists() or Path(given).suffix else given)
