"""The archive: publications so far, every day with its counts, every month with its changes."""

from itertools import groupby
from typing import Any

from vungxanh.publishing.site.palette import Swatch
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.view import View

MOVES_SHOWN = 40


def write_archive(press: Press) -> None:
    """Write archive.html and one page per month."""
    view, language = press.view, press.tongue.language
    level = view.main_level
    months = [] if level is None else _months(view)
    shown, tally = _columns(view, level)
    press.page(
        f"{language}/archive.html",
        "archive.html.j2",
        current="archive",
        context=view.context,
        looks=view.palette.legend(level) if level else (),
        shown=shown,
        months=[
            (view.atlas.day(days[0]), page, [(d, [int(row[d]) for row in tally]) for d in reversed(days)])
            for page, days in reversed(months)
        ],
    )
    for page, days in months:
        press.page(
            f"{language}/{page}",
            "month.html.j2",
            current="archive",
            level=level,
            first=view.atlas.day(days[0]),
            days=[_changes(view, str(level), d) for d in reversed(days)],
        )


def _months(view: View) -> list[tuple[str, list[int]]]:
    """File name and days of each month, oldest first."""
    grouped = groupby(range(view.atlas.days), key=lambda d: view.atlas.day(d).strftime("%Y-%m"))
    return [(f"archive-{name}.html", list(days)) for name, days in grouped]


def _columns(view: View, level: str | None) -> tuple[list[Swatch], list[Any]]:
    """The colours that ever occur, with their counts by day."""
    if level is None:
        return [], []
    pairs = zip(view.palette.legend(level), view.atlas.tally(level), strict=True)
    looks, rows = zip(*[(look, row) for look, row in pairs if row.any()], strict=True)
    return list(looks), list(rows)


def _changes(view: View, level: str, day: int) -> tuple[int, list[Any], int, list[Any], int]:
    better, worse = view.changed(level, day)
    return day, _moves(view, level, better, day), len(better), _moves(view, level, worse, day), len(worse)


def _moves(view: View, level: str, positions: list[int], day: int) -> list[Any]:
    colour = view.atlas.colour
    return [
        (
            row,
            view.palette.look(level, int(colour[row.position, day - 1])),
            view.palette.look(level, int(colour[row.position, day])),
        )
        for row in view.rows_of(positions)[:MOVES_SHOWN]
    ]
