"""Areas: loading a territory into the office; the tree that permissions are cut by."""

from collections.abc import Iterator
from datetime import datetime
from math import isnan

from vungxanh.office.access import Actor
from vungxanh.office.records.folding import name_key
from vungxanh.office.records.models import Area
from vungxanh.office.records.store import act, insert_many
from vungxanh.territory import LEVELS, Territory

DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"
STEP = 4


def load_areas(territory: Territory, *, by: Actor, as_of: datetime) -> int:
    """Add the areas of a territory that are not there yet; how many were added.

    An area is the same when code and first day of validity are: a code that means something else since a
    later day is another area. Paths of areas that are there never change.
    """
    known = {(area.code, area.valid_from): area for area in Area.objects.all()}
    steps = _steps(Area.objects.count())
    made: dict[int, Area] = {}
    added = 0
    with act(by=by, at=as_of, action="areas.load") as entry:
        for level in reversed(LEVELS):
            fresh = []
            for position in territory.at_level(level).tolist():
                found = known.get((territory.codes[position], territory.valid_from[position]))
                if found is None:
                    found = _area(territory, position, made, next(steps))
                    fresh.append(found)
                made[position] = found
            added += len(insert_many(fresh, entry=entry, model=Area))
    return added


def _area(territory: Territory, position: int, made: dict[int, Area], step: str) -> Area:
    parent = made.get(int(territory.parent[position]))
    people = float(territory.population[position])
    return Area(
        code=territory.codes[position],
        name=territory.names[position],
        name_key=name_key(territory.names[position]),
        level=territory.levels[position],
        parent=parent,
        path=(parent.path if parent else "") + step,
        population=None if isnan(people) else int(people),
        valid_from=territory.valid_from[position],
        valid_to=territory.valid_to[position],
    )


def _steps(start: int) -> Iterator[str]:
    """Steps of paths, four characters each, never given twice."""
    number = start
    while True:
        number += 1
        rest, step = number, ""
        for _ in range(STEP):
            rest, digit = divmod(rest, len(DIGITS))
            step = DIGITS[digit] + step
        yield step
