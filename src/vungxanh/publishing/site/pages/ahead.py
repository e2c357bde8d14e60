"""The page of what may come: every place of a level side by side, and a drawing of the chances.

A level of many places has one page for each place above it, and on its own page the places above.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

import numpy as np

from vungxanh.publishing.site.ahead import Expected, telling
from vungxanh.publishing.site.atlas import UNKNOWN
from vungxanh.publishing.site.likely import CHANCE_CLASSES, LikelyMap
from vungxanh.publishing.site.pages.map import ROWS_AT_MOST
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.view import Row, View

TABLES = ("outlook", "rt", "forecast")


@dataclass(frozen=True, slots=True)
class Line:
    """One place: chances of better and of the best colour, its day, Rt and cases (middle, low, high)."""

    row: Row
    hidden: bool
    better: float | None
    green: float | None
    day: date | None
    rt: tuple[float, float, float] | None
    scarce: bool
    cases: tuple[int, int, int] | None


def ahead_page(view: View, level: str) -> str:
    """The file name of a level's page; the main level has the plain name."""
    return "ahead.html" if level == view.main_level else f"ahead-{level}.html"


def write_ahead(press: Press, drawings: dict[str, LikelyMap]) -> None:
    """Write ahead.html, its sisters of other levels, and the pages of the parts of large levels."""
    view = press.view
    if not view.expected.any:
        return
    levels = [(level, ahead_page(view, level)) for level in ahead_levels(view)]
    for level, page in levels:
        positions = view.atlas.by_level[level].tolist()
        parts = _parts(view, level) if len(positions) > ROWS_AT_MOST else []
        _write(press, page, level, levels, [] if parts else positions, parts, drawings.get(level))
        for above, inside in parts:
            place = view.atlas.places[above.position]
            _write(press, f"ahead/{place.slug}.html", level, levels, inside, [], None, place.name)


def ahead_levels(view: View) -> list[str]:
    """Levels of which something can be shown, the one people ask for first in front."""
    expected = view.expected
    having = {view.atlas.places[p].level for found in _found(expected) for p in found}
    first = view.main_level
    return sorted(having, key=lambda level: (level != first, view.atlas.levels.index(level)))


def lines(view: View, positions: Iterable[int]) -> list[Line]:
    """The lines of some places, in natural order of their names."""
    return [_line(view, row) for row in view.rows_of(positions)]


def _found(expected: Expected) -> list[Iterable[int]]:
    return [expected.courses, expected.growth, expected.swings]


def _line(view: View, row: Row) -> Line:
    expected, position = view.expected, row.position
    course, growth = expected.courses.get(position), expected.growth.get(position)
    swing = expected.swings.get(position)
    colour = int(view.atlas.colour[position, -1])
    to_green = None if course is None else course.to_green
    last = None if growth is None else growth.values[-1]
    scarce = last is not None and bool(np.isnan(last[2]))
    return Line(
        row=row,
        hidden=position in expected.hidden,
        better=telling.better(course, colour) if course is not None and 0 < colour < UNKNOWN else None,
        green=None if to_green is None else to_green.chance,
        day=None if to_green is None else to_green.middle,
        rt=None if last is None or scarce else (float(last[2]), float(last[0]), float(last[4])),
        scarce=scarce,
        cases=None if swing is None else tuple(int(swing.values[-1, i]) for i in (2, 0, 4)),  # type: ignore[arg-type]
    )


def _parts(view: View, level: str) -> list[tuple[Row, list[int]]]:
    grouped = ((place, [row.position for row in rows]) for place, rows in view.by_parent(level))
    return [(view.rows[view.position[place.code]], inside) for place, inside in grouped if place is not None]


def _write(
    press: Press,
    page: str,
    level: str,
    levels: list[tuple[str, str]],
    positions: list[int],
    parts: list[tuple[Row, list[int]]],
    drawing: LikelyMap | None,
    part: str = "",
) -> None:
    view = press.view
    press.page(
        f"{press.tongue.language}/{page}",
        "ahead.html.j2",
        current="ahead",
        level=level,
        levels=levels,
        part=part,
        lines=lines(view, positions),
        shown={name for name, table in zip(TABLES, _found(view.expected), strict=True) if table},
        parts=[
            (row, len(inside), f"ahead/{view.atlas.places[row.position].slug}.html") for row, inside in parts
        ],
        drawing=drawing,
        classes=CHANCE_CLASSES,
        end=view.expected.end,
        hidden=sum(p in view.expected.hidden for p in positions),
        swing_percent=next((s.wide_percent for s in view.expected.swings.values()), 80),
        scored=view.scored,
    )
