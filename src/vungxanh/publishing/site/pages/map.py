"""The map pages, one per level that has colours."""

from vungxanh.publishing.site.atlas import SUPPRESSED, UNKNOWN
from vungxanh.publishing.site.mapdata import LETTERS
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.svgmap import Drawing
from vungxanh.publishing.site.view import View

ROWS_AT_MOST = 600
"""A longer table would weigh more than the map; the list of places stands in for it."""


def map_page(view: View, level: str) -> str:
    """The file name of a level's map; the main level has the plain name."""
    return "map.html" if level == view.main_level else f"map-{level}.html"


def write_maps(press: Press, drawings: dict[str, Drawing]) -> None:
    """Write map.html and its sisters."""
    view = press.view
    levels = [(level, map_page(view, level)) for level in view.atlas.coloured_levels]
    for level, page in levels:
        positions = view.atlas.by_level[level].tolist()
        drawing = drawings.get(level)
        press.page(
            f"{press.tongue.language}/{page}",
            "map.html.j2",
            current="map",
            level=level,
            levels=levels,
            looks=view.palette.legend(level),
            counts=_counts(view, level),
            live=view.interactive and level in view.map_levels,
            drawing=level if drawing else None,
            drawing_size=drawing.size if drawing else None,
            rows=view.rows_of(positions) if len(positions) <= ROWS_AT_MOST else None,
            total=len(positions),
            clusters=[(one, view.rows_of(one.places)) for one in view.clusters if one.level == level],
        )
    if not levels:
        press.page(f"{press.tongue.language}/map.html", "map.html.j2", current="map", level=None, live=False)


def _counts(view: View, level: str) -> list[tuple[object, int, str]]:
    """The legend with the letter by which the map's data call each colour."""
    looks = view.palette.looks(level)
    special = {"k-unknown": LETTERS[UNKNOWN], "k-hidden": LETTERS[SUPPRESSED]}
    ranks = {look.css: LETTERS[rank] for rank, look in enumerate(looks)}
    return [(look, number, (ranks | special)[look.css]) for look, number in view.counts(level)]
