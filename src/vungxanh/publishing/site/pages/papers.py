"""The plain pages: data, corrections, all places, print version, about, not found."""

from typing import Any

from vungxanh.messages import message
from vungxanh.publishing.dictionary import TABLES
from vungxanh.publishing.site.pages.map import ROWS_AT_MOST
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.svgmap import Drawing

CORRECTIONS_SHOWN = 500
PLACES_AS_LIST = 1_500
PRINTED_ROWS = ROWS_AT_MOST

ABOUT_FILES = {
    "areas": message("the places: codes, names, population, what they belong to"),
    "counts": message("cases of every place and day, with the state of each number"),
    "colours": message("the colour of every place and day, with what decided it"),
    "map": message("shapes with the colours of the last day, for mapping software"),
    "dictionary": message("what each column means"),
    "league": message("the campaign's table"),
    "corrections": message("what this publication revises"),
    "pack": message("the criteria in force, as the program reads them"),
    "disclosure": message("the rule by which numbers are suppressed"),
    "rule": message("the rule by which numbers are suppressed"),
}
FIELDS = {
    "colour": message("colour"),
    "cases": message("cases"),
    "community_cases": message("community cases"),
    "unlinked_cases": message("cases of unknown source"),
}


def write_papers(press: Press, drawings: dict[str, Drawing]) -> None:
    """Write the plain pages of one language; the not-found page once, at the root."""
    view, language = press.view, press.tongue.language
    level = view.main_level
    groups = view.by_parent(level) if level else []
    total = sum(len(rows) for _, rows in groups)
    corrections, revised = _corrections(press)
    files = [(file, _about(file.path, press), _size(file.bytes, press)) for file in view.context.files]
    pages: dict[str, dict[str, Any]] = {
        "data": {"files": files},
        "corrections": {"context": view.context, "corrections": corrections, "total": revised},
        "places": {"groups": groups, "summarised": total > PLACES_AS_LIST},
        "about": {"context": view.context},
        "print": _printed(press, drawings, level, total),
    }
    for name, content in pages.items():
        press.page(f"{language}/{name}.html", f"{name}.html.j2", current=name, **content)
    if language == "vi":
        press.page("404.html", "lost.html.j2", other_href="en/index.html")


def _printed(press: Press, drawings: dict[str, Drawing], level: str | None, total: int) -> dict[str, Any]:
    view = press.view
    drawing = drawings.get(level or "")
    positions = view.atlas.by_level[level].tolist() if level else []
    return {
        "level": level,
        "looks": view.palette.legend(level) if level else (),
        "counts": view.counts(level) if level else [],
        "drawing": level if drawing else None,
        "drawing_size": drawing.size if drawing else None,
        "rows": view.rows_of(positions) if total <= PRINTED_ROWS else None,
        "total": total,
    }


def _corrections(press: Press) -> tuple[list[tuple[Any, ...]], int]:
    """Row of the place, day, field, before, now."""
    frame = press.view.context.corrections
    if frame is None:
        return [], 0
    position = press.view.position
    shown = [
        (press.view.rows[position[line["area"]]], line["day"], _field(line["field"], press),
         _value(line["old"], press), _value(line["new"], press))
        for line in frame.head(CORRECTIONS_SHOWN).iter_rows(named=True)
        if line["area"] in position
    ]  # fmt: skip
    return shown, len(frame)


def _field(name: str, press: Press) -> str:
    return press.tongue.render(FIELDS[name]) if name in FIELDS else name


def _value(value: str | None, press: Press) -> str:
    """A colour by its name; a number as it is; "–" where there was nothing."""
    looks = {look.id: look for look in press.view.palette.all()}
    if value is None:
        return "–"
    return press.zone(looks[value]) if value in looks else value


def _about(path: str, press: Press) -> str:
    name = path.rsplit("/", 1)[-1].lower()
    table = TABLES.get(name.partition(".")[0])
    known = next((said for key, said in ABOUT_FILES.items() if key in name), table[0] if table else None)
    return "" if known is None else press.tongue.render(known)


def _size(size: int, press: Press) -> str:
    if size < 1_000:
        return f"{size} B"
    if size < 1_000_000:
        return f"{press.tongue.number(round(size / 1_000))} kB"
    return f"{press.tongue.number(size / 1_000_000)} MB"
