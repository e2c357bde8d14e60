"""Areas as people write them ("P4", "KP2 P4 Q6"), among those where somebody may work."""

from dataclasses import dataclass
from datetime import date
from functools import lru_cache

from django.db.models import Count, Max

from vungxanh.messages import Message, message
from vungxanh.office.access import Scope
from vungxanh.office.records.models import Area
from vungxanh.office.records.queries.areas import office_territory
from vungxanh.territory import PlaceFinder, place_finder

KEPT = 64


@dataclass(frozen=True)
class Place:
    """The area meant, or why none could be told, and those that it may have been."""

    area: Area | None
    reason: Message | None = None
    candidates: tuple[Area, ...] = ()


def place_of(text: str, scope: Scope, permission: str, *, on: date) -> Place:
    """Which area of the scope a text means. Whoever works in one ward need not name it."""
    paths = scope.paths(permission)
    finder, areas = _finder(paths, on, _state())
    if not areas:
        return Place(None, message("There is no such area where you may enter cases."))
    typed = " ".join(text.split())
    found = finder.find_code(typed) if typed.isdigit() and len(typed) > 3 else finder.find(typed)
    if found.position is None:
        some = tuple(areas[position] for position in found.candidates[:6])
        return Place(None, found.reason or message("This area is not known."), some)
    area = areas[found.position]
    if not scope.covers(permission, area.path):
        return Place(None, message("There is no such area where you may enter cases."))
    return Place(area)


def written(area: Area) -> str:
    """An area as it can be typed again: its name and those above it that are needed to tell it."""
    names, above = [area.name], area.parent
    while above is not None:
        names.append(above.name)
        above = above.parent
    return ", ".join(names)


@lru_cache(maxsize=KEPT)
def _finder(paths: tuple[str, ...], on: date, state: tuple[int, int]) -> tuple[PlaceFinder, list[Area]]:
    """A finder over the subtrees and what is above them; `state` makes it anew when areas are loaded."""
    territory, areas = office_territory(on)
    keep = [place for place, area in enumerate(areas) if _near(area.path, paths)]
    if not _tops(paths).intersection(areas[place].path for place in keep):
        last = _last_day(paths)
        return (
            _finder(paths, last, state) if last is not None and last < on else (place_finder(territory), [])
        )
    return place_finder(territory.subset(keep)), [areas[place] for place in keep]


def _state() -> tuple[int, int]:
    """How many areas there are, and the newest: the same areas under other ids are another state."""
    found = Area.objects.aggregate(count=Count("id"), newest=Max("id"))
    return found["count"], found["newest"] or 0


def _tops(paths: tuple[str, ...]) -> set[str]:
    """The paths themselves; of the whole office the areas without a parent."""
    if "" not in paths:
        return set(paths)
    return set(Area.objects.filter(parent=None).values_list("path", flat=True))


def _last_day(paths: tuple[str, ...]) -> date | None:
    """The last day of the areas that somebody works in: an office may hold an outbreak of years ago."""
    found: date | None = Area.objects.filter(path__in=_tops(paths)).aggregate(last=Max("valid_to"))["last"]
    return found


def _near(path: str, tops: tuple[str, ...]) -> bool:
    """Below one of the tops, or above it."""
    return any(path.startswith(top) or top.startswith(path) for top in tops)
