"""`vungxanh epi forecast`."""

from datetime import date
from pathlib import Path
from typing import Annotated, Literal

from cyclopts import Parameter

from vungxanh.cli.language import _
from vungxanh.cli.options import file_or_name
from vungxanh.cli.output import tell, tell_table, working
from vungxanh.messages import VungXanhError, message


class BadLevels(VungXanhError):
    """--quantiles or --horizon cannot be used."""


def forecast_series(
    *,
    series: Annotated[Path, Parameter(help=_("Table: area, date, value [, as_of]"))],
    as_of: Annotated[date, Parameter(help=_("Day of the forecast; only what was known before it is used"))],
    unit: Annotated[Literal["day", "week"], Parameter(help=_("What a row of the table covers"))],
    horizon: Annotated[int, Parameter(help=_("How many days or weeks to forecast"))],
    out: Annotated[Path, Parameter(help=_("Table to write (.csv or .parquet), hubverse columns"))],
    population: Annotated[Path | None, Parameter(help=_("Table: area, population"))] = None,
    areas: Annotated[
        str | None, Parameter(help=_("Areas with their parents; neighbours under one parent learn together"))
    ] = None,
    quantiles: Annotated[
        str | None, Parameter(help=_("Levels, e.g. 0.025,0.5,0.975; default: the 23 of the hubs"))
    ] = None,
    sum_days: Annotated[
        Literal[7] | None, Parameter(name="--sum", help=_("Forecast 7-day sums of daily counts"))
    ] = None,
    absent: Annotated[
        Literal["auto", "zero", "unknown"], Parameter(help=_("What an area and date without a row means"))
    ] = "auto",
    seed: Annotated[int, Parameter(help=_("Start of the random numbers"))] = 0,
) -> None:
    """Quantiles of the coming days or weeks of every area."""
    from vungxanh.epidemic.forecast.table import Wanted, forecast_table
    from vungxanh.tables import Column, read_long, write_long

    _check(unit, horizon, sum_days)
    wanted = Wanted(as_of, unit, horizon, _levels(quantiles), sum_days is not None, absent, seed)
    with working(2) as progress:
        progress(message("Reading the series"))
        place = Column("area", "text", also=("location", "code"))
        day = Column("date", "date", also=("target_end_date", "week_end"))
        values = Column("value", "number", empty=True, also=("observation", "cases"))
        versions = Column("as_of", "date", required=False)
        table = read_long(series, [place, day, values, versions], once=("area", "date", "as_of"))
        table = table.drop_nulls("value")
        number = Column("population", "number", empty=True)
        people = None if population is None else read_long(population, [place, number], once=("area",))
        progress(message("Forecasting"))
        made = forecast_table(table, wanted, population=people, parent_of=_tree(areas, as_of))
    write_long(made.frame, out)
    for note in made.notes:
        tell(note)
    _show(made.frame)
    tell(
        message(
            "{areas} areas, data to {last}, {rows} rows in {file}.",
            areas=made.areas,
            last=made.last,
            rows=made.frame.height,
            file=out,
        )
    )


def _check(unit: str, horizon: int, sum_days: int | None) -> None:
    if horizon < 1:
        raise BadLevels(
            message("--horizon {value} is not possible: it counts steps from 1 on.", value=horizon)
        )
    if sum_days is not None and unit == "week":
        raise BadLevels(message("--sum 7 is for daily counts (--unit day)."))


def _levels(given: str | None):  # type: ignore[no-untyped-def]
    """The levels asked for, ascending."""
    import numpy as np

    from vungxanh.epidemic.forecast.hub import LEVELS

    if given is None:
        return LEVELS
    parts = given.replace(";", ",").split(",")
    try:
        levels = np.unique([float(part) for part in parts])
    except ValueError:
        levels = np.zeros(1)
    if not (levels[0] > 0 and levels[-1] < 1):  # false for nan too
        raise BadLevels(
            message("--quantiles {value}: every level must be a number between 0 and 1.", value=given)
        )
    return levels


def _tree(areas: str | None, day: date) -> dict[str, str]:
    """The area above each area, by code."""
    if areas is None:
        return {}
    from vungxanh.territory import read_any_territory

    territory = read_any_territory(file_or_name(areas), on=day)
    return {
        code: territory.codes[above]
        for code, above in zip(territory.codes, territory.parent.tolist(), strict=True)
        if above >= 0
    }


def _show(frame) -> None:  # type: ignore[no-untyped-def]
    """Per horizon: the sum of the medians, and the areas expected to report anything."""
    import polars as pl

    middle = frame.filter((pl.col("output_type_id") - 0.5).abs() < 1e-9)
    rows = (
        middle.group_by("horizon", "target_end_date")
        .agg(pl.len(), pl.col("value").sum(), (pl.col("value") > 0).sum().alias("some"))
        .sort("horizon")
    )
    columns = (
        "horizon",
        "target_end_date",
        _("areas"),
        _("sum of medians"),
        _("areas with a median above 0"),
    )
    if rows.height:
        tell_table(columns, ([h, d.isoformat(), n, round(v), s] for h, d, n, v, s in rows.iter_rows()))
