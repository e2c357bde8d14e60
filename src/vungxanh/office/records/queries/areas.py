"""Areas that a person has to do with: lists, choices for forms, and areas as people write them."""

from datetime import date
from itertools import groupby
from typing import Any

import numpy as np
from django.db.models import Q, QuerySet

from vungxanh.messages import message
from vungxanh.office.access import NotFound, Scope
from vungxanh.office.records.models import Area
from vungxanh.office.records.queries.inside import inside
from vungxanh.territory import LEVELS, Neighbours, PlaceFinder, Territory, place_finder

INDENT = "\u2003"


def areas_for(scope: Scope, permission: str, *, on: date | None = None) -> QuerySet[Area]:
    """The areas where the permission is given, in the order of the tree; `on` a day or of all times."""
    return inside(_valid(Area.objects.all(), on), scope, permission, field="path").order_by("path")


def area_or_not_found(scope: Scope, permission: str, area_id: int) -> Area:
    """One area where the permission is given. Raises NotFound."""
    found = areas_for(scope, permission).select_related("parent").filter(pk=area_id).first()
    if found is None:
        raise NotFound(message("There is no such record."))
    return found


def children(area: Area, *, on: date | None = None) -> QuerySet[Area]:
    """The areas right below one."""
    return _valid(Area.objects.filter(parent=area), on).order_by("path")


def parents(area: Area) -> list[Area]:
    """The areas above one, the highest first."""
    path = area.path
    above = [path[:end] for end in range(4, len(path), 4)]
    return list(Area.objects.filter(path__in=above).order_by("path"))


def top_areas() -> list[Area]:
    """The areas without a parent."""
    return list(Area.objects.filter(parent=None).order_by("path"))


def area_choices(scope: Scope, permission: str, *, on: date | None = None) -> list[tuple[int, str]]:
    """For forms: id and name, indented by depth below the highest area that is shown; 1 query, no models."""
    rows = list(areas_for(scope, permission, on=on).values_list("id", "name", "path"))
    top = min((len(path) for _, _, path in rows), default=0)
    return [(number, INDENT * ((len(path) - top) // 4) + name) for number, name, path in rows]


def grouped_choices(scope: Scope, permission: str, *, level: str, on: date | None = None) -> list[Any]:
    """For forms that want one level: its areas under the name of the area above."""
    rows = areas_for(scope, permission, on=on).filter(level=level).select_related("parent")
    groups = groupby(rows, key=lambda area: area.parent.name if area.parent else "")
    return [(name, [(area.pk, area.name) for area in members]) for name, members in groups]


def office_territory(on: date) -> tuple[Territory, list[Area]]:
    """The office's areas of a day as the pipeline's area axis, and the areas in the same order.

    Shapes and neighbours are not kept here: they are in the areas file.
    """
    areas = list(_valid(Area.objects.all(), on).order_by("path"))
    place = {area.pk: position for position, area in enumerate(areas)}
    people = [np.nan if area.population is None else float(area.population) for area in areas]
    made = Territory(
        day=on,
        codes=tuple(area.code for area in areas),
        names=tuple(area.name for area in areas),
        levels=tuple(area.level for area in areas),
        parent=np.array([place.get(area.parent_id or 0, -1) for area in areas], np.int32),
        population=np.array(people, np.float64),
        neighbours=Neighbours.unknown(len(areas)),
        valid_from=tuple(area.valid_from for area in areas),
        valid_to=tuple(area.valid_to for area in areas),
    )
    return made, areas


def area_finder(on: date) -> tuple[PlaceFinder, list[Area]]:
    """A finder of areas as people write them, and the areas that its positions mean."""
    territory, areas = office_territory(on)
    return place_finder(territory), areas


def names_of_paths(paths: list[str]) -> dict[str, str]:
    """Names of areas by their paths."""
    return dict(Area.objects.filter(path__in=paths).values_list("path", "name"))


def levels_there() -> list[str]:
    """The levels of the office's areas, the widest first."""
    known = set(Area.objects.values_list("level", flat=True).distinct())
    return [level for level in reversed(LEVELS) if level in known]


def _valid(query: QuerySet[Area], on: date | None) -> QuerySet[Area]:
    if on is None:
        return query
    begun = Q(valid_from__isnull=True) | Q(valid_from__lte=on)
    return query.filter(begun, Q(valid_to__isnull=True) | Q(valid_to__gte=on))
