"""Charts of the tables that analysts make: Rt, nowcast, forecast, outlook of one area, as an SVG file."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Literal, get_args

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.messages import Language, Message, VungXanhError, message
from vungxanh.publishing.coming.files import FORECAST, PROBABILITY, RT, outlook_columns
from vungxanh.publishing.site.ahead import Growth, telling
from vungxanh.publishing.site.charts import chances, fan, rt_band
from vungxanh.publishing.site.figure import Entry, Figure, figure_svg
from vungxanh.publishing.site.palette import UNKNOWN_SWATCH, Palette
from vungxanh.publishing.site.tongue import Tongue
from vungxanh.publishing.site.words import zone_of
from vungxanh.tables import Column, read_long, read_table
from vungxanh.zoning import Pack, read_pack

Kind = Literal["auto", "rt", "nowcast", "forecast", "outlook"]
KINDS: tuple[Kind, ...] = get_args(Kind)
NOWCAST = (
    Column("area", "text", also=("location",)),
    Column("reference_date", "date"),
    Column("output_type_id", "number"),
    Column("value", "number", empty=True),
)
COUNTS = (Column("area", "text", also=("location",)), Column("date", "date"),
          Column("cases", "number", also=("value",), empty=True))  # fmt: skip
PAIRS = ((0.025, 0.975), (0.05, 0.95), (0.1, 0.9))
RT_DAYS, PAST = 120, 28
SPREAD = ("q025", "q25", "q50", "q75", "q975")


class NotDrawable(VungXanhError):
    """There is nothing in the table that this chart could show."""


def chart(
    data: Path,
    area: str,
    *,
    language: Language,
    kind: Kind = "auto",
    counts: Path | None = None,
    criteria: str | Path = "vn-2686-2021",
) -> str:
    """The chart of one area as the text of an SVG file. Raises NotDrawable, TableError."""
    chosen = kind_of(data) if kind == "auto" else kind
    draw: dict[str, Callable[[], Figure]] = {
        "rt": lambda: _rt(data, area),
        "nowcast": lambda: _nowcast(data, area),
        "forecast": lambda: _forecast(data, area, counts),
        "outlook": lambda: _outlook(data, area, read_pack(criteria)),
    }
    return figure_svg(draw[chosen](), Tongue.of(language))


def kind_of(data: Path) -> Kind:
    """What a table holds, by its columns."""
    names = {name.strip().lower() for name in read_table(data).frame.columns}
    if {"p_above_1", "q50"} <= names:
        return "rt"
    if {"target_end_date", "output_type_id"} <= names:
        return "forecast"
    if {"reference_date", "output_type_id"} <= names:
        return "nowcast"
    if "day" in names and any(name.startswith(PROBABILITY) for name in names):
        return "outlook"
    raise NotDrawable(
        message("{file} is no table of Rt, nowcast, forecast or outlook by its columns", file=data.name)
    )


def _rt(data: Path, area: str) -> Figure:
    rows = _of(read_long(data, RT), "area", area, data).filter(pl.col("kind") == "filter").sort("date")
    if rows.is_empty():
        raise NotDrawable(message("{file} has no row of kind filter for {area}", file=data.name, area=area))
    if "enough" in rows.columns:
        said = pl.col("enough") == "true"
        rows = rows.with_columns(pl.when(said).then(name).alias(name) for name in SPREAD)
    whole = rows.upsample("date", every="1d").tail(RT_DAYS)
    values = whole.select(SPREAD).fill_null(np.nan).to_numpy()
    if np.isnan(values).all():
        raise NotDrawable(message("There were never enough cases in {area} for Rt", area=area))
    last = rows.row(-1, named=True)
    growth = Growth(whole["date"][0], values, last["date"], last["p_above_1"], None)
    return Figure(
        rt_band(values), "rt", growth.first, message("Rt by day: {place}", place=area),
        telling.rt_said(growth)[0],
        (Entry(message("middle of the estimate"), "fan-line"), Entry(message("95 of 100"), "fan-wide")),
    )  # fmt: skip


def _nowcast(data: Path, area: str) -> Figure:
    rows = _of(read_long(data, NOWCAST), "area", area, data)
    days, values, percent = _quantiles(rows.rename({"output_type_id": "level"}), "reference_date", data)
    said = message("From {first} to {last}", first=days[0], last=days[-1])
    title = message("Cases when late reports are in: {place}", place=area)
    drawn = fan(np.empty(0), values, percent)
    return Figure(drawn, "fan", days[0], title, said, _fan_key(percent), _step(days))


def _forecast(data: Path, area: str, counts: Path | None) -> Figure:
    rows = _of(read_long(data, FORECAST), "location", area, data)
    newest = rows["reference_date"].max()
    of_newest = rows.filter(pl.col("reference_date") == newest, pl.col("output_type") == "quantile")
    levels = of_newest.with_columns(level=pl.col("output_type_id").cast(pl.Float64))
    days, values, percent = _quantiles(levels, "target_end_date", data)
    each = _step(days)
    before = np.empty(0) if counts is None else _history(counts, area, days[0], each)
    drawn = fan(before, values, percent)
    low, _, middle, _, high = values[-1]
    said = message("{day}: {middle}, with {percent} % probability {low} to {high}", day=days[-1],
                   middle=float(middle), low=float(low), high=float(high), percent=percent)  # fmt: skip
    title = message("Forecast of {day}: {place}", day=newest, place=area)
    first = days[0] - timedelta(days=each * len(before))
    return Figure(drawn, "fan", first, title, said, _fan_key(percent, bool(len(before))), each)


def _outlook(data: Path, area: str, pack: Pack) -> Figure:
    colours = dict.fromkeys(level.id for levels in pack.scales.values() for level in levels)
    rows = _of(read_long(data, outlook_columns(list(colours))), "area", area, data).sort("day")
    rows = rows.filter(pl.col("kind") == "outlook") if "kind" in rows.columns else rows
    looks = next(
        (
            scale
            for name, scale in Palette.of(pack).scales.items()
            if all(f"p_{level.id}" in rows.columns for level in pack.scales[name])
        ),
        None,
    )
    if looks is None:
        raise NotDrawable(
            message(
                "{file} has other colours than the criteria {pack}: name them", file=data.name, pack=pack.id
            )
        )
    shares = rows.select(*(f"p_{look.id}" for look in looks), "p_unknown").fill_null(0).to_numpy()
    drawn = chances(shares, (*looks, UNKNOWN_SWATCH))
    first, last = rows["day"][0], rows["day"][-1]
    key = tuple(Entry(zone_of(look), look.css, look) for look in drawn.looks)
    title = message("How probable each colour is: {place}", place=area)
    said = message("From {first} to {last}", first=first, last=last)
    return Figure(drawn, "chances", first, title, said, key)


def _of(table: pl.DataFrame, column: str, area: str, data: Path) -> pl.DataFrame:
    found = table.filter(pl.col(column) == area)
    if found.is_empty():
        raise NotDrawable(message("{file} has no row for {area}", file=data.name, area=area))
    return found


def _quantiles(rows: pl.DataFrame, day: str, data: Path) -> tuple[list[date], NDArray[np.float64], int]:
    """Days, (days, low q25 median q75 high), and how many of 100 courses the wide band holds."""
    table = rows.with_columns(pl.col("level").round(4)).pivot("level", index=day, values="value").sort(day)
    known = {float(name) for name in table.columns[1:]}
    pair = next((pair for pair in PAIRS if {*pair, 0.25, 0.5, 0.75} <= known), None)
    if pair is None:
        raise NotDrawable(
            message("{file} lacks quantiles: 0.25, 0.5, 0.75 and a wide pair are needed", file=data.name)
        )
    names = [str(level) for level in (pair[0], 0.25, 0.5, 0.75, pair[1])]
    values = table.select(names).fill_null(np.nan).to_numpy()
    return table[day].to_list(), values, round((pair[1] - pair[0]) * 100)


def _history(counts: Path, area: str, first: date, each: int) -> NDArray[np.float64]:
    """Counts of the columns before the forecast, nan where there is no row; `each` days are summed."""
    rows = _of(read_long(counts, COUNTS), "area", area, counts)
    known = dict(rows.group_by("date").agg(pl.col("cases").sum()).iter_rows())
    ends = [first - timedelta(days=each * back) for back in range(PAST if each == 1 else PAST // 2, 0, -1)]
    return np.array([_summed(known, end, each) for end in ends])


def _summed(known: dict[date, float], end: date, each: int) -> float:
    """A row for the whole column, or the sum of its days."""
    days = [known.get(end - timedelta(days=back)) for back in range(each)]
    given = [value for value in days if value is not None]
    whole = len(given) == each or (each > 1 and len(given) == 1 and days[0] is not None)
    return float(sum(given)) if whole else float("nan")


def _step(days: list[date]) -> int:
    return (days[1] - days[0]).days if len(days) > 1 else 1


def _fan_key(percent: int, counted: bool = False) -> tuple[Entry, ...]:
    means: list[tuple[Message, str]] = [(message("counted"), "bar-community")] if counted else []
    means += [
        (message("middle"), "fan-line"),
        (message("50 of 100 courses"), "fan-middle"),
        (message("{percent} of 100 courses", percent=percent), "fan-wide"),
    ]
    return tuple(Entry(said, css) for said, css in means)
