"""From a long table to a hubverse table: the forecast of every area in it, as known on a day.

Targets are the `horizon` steps that end on or after the day and are not in the table yet. A table that stops
earlier is carried over the gap by a forecast of more steps; one that holds the day itself starts after it.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.daily import forecast_days, forecast_sums
from vungxanh.epidemic.forecast.engine import forecast
from vungxanh.epidemic.forecast.gaps import Absent, meaning_of_gaps
from vungxanh.epidemic.forecast.hub import ends_after, hub_frame
from vungxanh.epidemic.forecast.vintage import known_before
from vungxanh.epidemic.panel import Panel, panel_of
from vungxanh.messages import Message, VungXanhError, message

Floats = NDArray[np.float64]


class NoForecast(VungXanhError):
    """The table does not hold what a forecast needs."""


MOST = 10_000_000  # cases of a day: more than any country has counted


@dataclass(frozen=True)
class Wanted:
    """What is to be forecast: unit "day" or "week"; `sums` asks for 7-day sums of daily counts."""

    day: date
    unit: Literal["day", "week"]
    horizon: int
    levels: Floats
    sums: bool = False
    absent: Absent = "auto"
    seed: int = 0


@dataclass(frozen=True)
class Made:
    """Hubverse rows, and what a reader should know about them."""

    frame: pl.DataFrame
    areas: int
    last: date
    notes: tuple[Message, ...]


def forecast_table(
    table: pl.DataFrame,
    wanted: Wanted,
    *,
    population: pl.DataFrame | None = None,
    parent_of: Mapping[str, str] | None = None,
) -> Made:
    """The forecast from area, date, value [, as_of]; `parent_of` names the area above each."""
    known = known_before(table, wanted.day)
    if known.is_empty():
        raise NoForecast(message("The table holds nothing that was known before {day}.", day=wanted.day))
    step = 1 if wanted.unit == "day" else 7
    _check_grid(known, step)
    if step == 1:
        _check_size(known)
    _check_people(known, population)
    absent, notes = meaning_of_gaps(known, wanted.absent, daily=wanted.unit == "day")
    panel = panel_of(known, step=step, absent=absent, population=population)
    shown = len(panel.areas)
    panel, parents = with_parents(panel, parent_of or {})
    made, ends, more = _quantiles(panel, parents, wanted)
    frame = hub_frame(
        wanted.day, panel.areas[:shown], ends, wanted.levels, made[:shown], step=7 if wanted.sums else step
    )
    return Made(frame, frame["location"].n_unique(), panel.last_end, (*notes, *more))


def with_parents(panel: Panel, parent_of: Mapping[str, str]) -> tuple[Panel, NDArray[np.intp]]:
    """The panel with a row for each area above that it lacks (the sum of what it has below), and the tree."""
    names = list(panel.areas)
    for name in names:  # grows while it is walked: parents of parents follow
        above = parent_of.get(name)
        if above is not None and above not in names:
            names.append(above)
    place = {name: position for position, name in enumerate(names)}
    parents = np.array([place.get(parent_of.get(name, ""), -1) for name in names], np.intp)
    given, total = len(panel.areas), len(names)
    values = np.concatenate([panel.values, np.zeros((total - given, panel.steps))])
    people = np.concatenate([panel.population, np.zeros(total - given)])
    # Parents were appended after their children, so one walk forwards fills them all.
    for row in range(total):
        if parents[row] >= given:
            values[parents[row]] += np.nan_to_num(values[row])
            people[parents[row]] += people[row]
    areas = tuple(names)
    return Panel(areas, panel.first_end, panel.step, values, people), parents


def _quantiles(
    panel: Panel, parents: NDArray[np.intp], wanted: Wanted
) -> tuple[Floats, list[date], tuple[Message, ...]]:
    step = panel.step
    if wanted.unit == "week":
        skipped, ends = ends_after(panel.last_end, wanted.day, step, wanted.horizon)
        made = forecast(
            panel, horizon=skipped + wanted.horizon, levels=wanted.levels, parents=parents, seed=wanted.seed
        )
        return made.quantiles[:, skipped:], ends, made.notes
    if wanted.sums:
        if panel.last_end != wanted.day:
            raise NoForecast(
                message(
                    "Sums of seven days need counts up to {day}; the table ends on {last}.",
                    day=wanted.day,
                    last=panel.last_end,
                )
            )
        weeks = -(-wanted.horizon // 7)
        _, ends = ends_after(panel.last_end, wanted.day, 7, weeks)
        made_sums = forecast_sums(panel, weeks=weeks, levels=wanted.levels, parents=parents)
        return made_sums, ends, ()
    skipped, ends = ends_after(panel.last_end, wanted.day, step, wanted.horizon)
    made_days = forecast_days(
        panel,
        horizon=skipped + wanted.horizon,
        levels=wanted.levels,
        parents=parents,
        seed=wanted.seed,
    )
    return made_days[:, skipped:], ends, ()


def _check_size(known: pl.DataFrame) -> None:
    """Paths of days are whole numbers of 32 bits; a column of codes read as cases is caught here as well."""
    top = known.filter(pl.col("value") > MOST)
    if top.height:
        raise NoForecast(
            message(
                "{area} has {value} on {date}; at most {most} can be forecast.",
                area=top["area"][0], value=top["value"][0], date=top["date"][0], most=MOST,
            )
        )  # fmt: skip


def _check_people(known: pl.DataFrame, population: pl.DataFrame | None) -> None:
    if population is None:
        return
    wrong = population.filter(pl.col("population") <= 0)
    if wrong.height:
        raise NoForecast(
            message(
                "{area} has a population of {value}; it must be above 0.",
                area=wrong["area"][0],
                value=wrong["population"][0],
            )
        )
    if not known["area"].is_in(population["area"].implode()).any():
        raise NoForecast(
            message("The table of populations has none of the areas, e.g. {area}.", area=known["area"][0])
        )


def _check_grid(known: pl.DataFrame, step: int) -> None:
    """Weeks must all end on the same weekday; the first row that does not is named."""
    newest = known["date"].max()
    off = known.filter((pl.lit(newest) - pl.col("date")).dt.total_days() % step != 0).sort("date")
    if off.height:
        raise NoForecast(
            message(
                "Weeks must end on the same weekday: {area} has {date}, the newest week ends on {newest}. "
                "Daily values need --unit day.",
                area=off["area"][0],
                date=off["date"][0],
                newest=newest,
            )
        )
