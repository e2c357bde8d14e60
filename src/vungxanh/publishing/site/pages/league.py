"""The campaign's table, and where one place stands in it."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from vungxanh.publishing.site.palette import Swatch
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.view import Row, View

LEADERS = 5
UNITS_SHOWN = 1_000


@dataclass(frozen=True, slots=True)
class Standing:
    """The rank of one place among the ranked ones of its level."""

    rank: int
    of: int
    start: date
    stop: date


@dataclass(frozen=True, slots=True)
class Unit:
    """A line of the table; numbers are None where they are not known or not shown."""

    place: int | None
    row: Row
    start: Swatch
    now: Swatch
    best: Swatch
    days_green: int | None
    own_start: float | None
    recent: float | None
    change: float | None
    why: str


def standings(view: View) -> dict[str, Standing]:
    """The standing of every ranked place, by code."""
    period = view.context.league_period
    if period is None:
        return {}
    return {
        code: Standing(place, frame["place"].count(), *period)
        for frame in view.context.league.values()
        for code, place in frame.select("area", "place").drop_nulls().iter_rows()
    }


def leaders(view: View, level: str) -> list[tuple[int, Row]]:
    """Rank and row of the first few places of a level."""
    frame = view.context.league.get(level)
    if frame is None:
        return []
    first = frame.select("area", "place").drop_nulls().sort("place", maintain_order=True).head(LEADERS)
    position = view.position
    return [(place, view.rows[position[code]]) for code, place in first.iter_rows() if code in position]


def write_league(press: Press) -> None:
    """Write league.html."""
    context = press.view.context
    press.page(
        f"{press.tongue.language}/league.html",
        "league.html.j2",
        current="league",
        period=context.league_period,
        tables=[
            (level, _units(frame, press), len(frame)) for level, frame in press.view.context.league.items()
        ],
    )


def _units(frame: pl.DataFrame, press: Press) -> list[Unit]:
    position = press.view.position
    lines = frame.head(UNITS_SHOWN).iter_rows(named=True)
    return [_unit(line, press) for line in lines if line["area"] in position]


def _unit(line: dict[str, Any], press: Press) -> Unit:
    view = press.view
    look: Callable[[str | None], Swatch] = view.palette.named(line["level"])
    return Unit(
        place=line["place"],
        row=view.rows[view.position[line["area"]]],
        start=look(line["colour_start"]),
        now=look(line["colour_now"]),
        best=look(line["colour_best"]),
        days_green=line["days_green"],
        own_start=line["own_start_per_day"],
        recent=line["recent_per_day"],
        change=line["change_percent"],
        why=line[f"reason_{press.tongue.language}"] or "",
    )
