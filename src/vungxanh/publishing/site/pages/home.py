"""The first page, in the language's folder; the Vietnamese one also at the root."""

from typing import Any

from vungxanh.publishing.site.pages.league import leaders
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.svgmap import Drawing

CHANGES_SHOWN = 12
DEFAULT_LANGUAGE = "vi"


def write_home(press: Press, drawings: dict[str, Drawing]) -> None:
    """Write vi/index.html or en/index.html, and index.html for the default language."""
    content = _content(press, drawings)
    language = press.tongue.language
    press.page(f"{language}/index.html", "home.html.j2", current="home", **content)
    if language == DEFAULT_LANGUAGE:
        press.page("index.html", "home.html.j2", current="home", **content)


def _content(press: Press, drawings: dict[str, Drawing]) -> dict[str, Any]:
    view = press.view
    level = view.main_level
    if level is None:
        return dict.fromkeys(("level", "drawing", "better", "worse", "leaders")) | {"groups": [], "looks": []}
    better, worse = view.changed(level, view.atlas.days - 1)
    groups = view.by_parent(level)
    parents = sorted({view.atlas.places[p].parent for p in view.atlas.by_level[level].tolist()} - {-1})
    drawing = drawings.get(level)
    return {
        "level": level,
        "looks": view.palette.legend(level),
        "counts": view.counts(level),
        "drawing": level if drawing else None,
        "drawing_size": drawing.size if drawing else None,
        "better": view.rows_of(better)[:CHANGES_SHOWN],
        "better_total": len(better),
        "worse": view.rows_of(worse)[:CHANGES_SHOWN],
        "worse_total": len(worse),
        "leaders": leaders(view, level),
        "groups": groups,
        "parents": view.rows_of(parents),
    }
