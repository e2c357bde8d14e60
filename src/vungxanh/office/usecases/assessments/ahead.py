"""What the estimates say of each area, cut to what its page draws."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from math import isnan
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh.assessment import Assessment as Judged

RT_DAYS = 60
BAND = (0.025, 0.25, 0.5, 0.75, 0.975)
"""Quantiles that are drawn."""

CHANCES = ("p_stays", "p_green_by_end")
GREEN = ("green_q10", "green_q50", "green_q90", "green_end")
FREEDOM = ("p_free", "tests", "days_since_last_case", "verified", "why_not_vi", "why_not_en")


@dataclass(frozen=True)
class Coming:
    """By area code: probabilities of the coming days' colours; estimates by their names."""

    outlook: dict[str, dict[str, Any]]
    estimates: dict[str, dict[str, Any]]


def coming_of(judged: Judged) -> Coming:
    """Everything that the folder holds besides colours and counts."""
    estimates: dict[str, dict[str, Any]] = {}
    for name, told in _estimates(judged.folder / "epi"):
        for area, values in told.items():
            estimates.setdefault(area, {})[name] = values
    return Coming(dict(_outlooks(judged)), estimates)


def _outlooks(judged: Judged) -> Iterator[tuple[str, dict[str, Any]]]:
    if judged.outlook is None:
        return
    days = judged.outlook.filter(kind="outlook").sort("area", "day")
    colours = [n for n in days.columns if n.startswith("p_") and n not in CHANCES]
    for (area,), rows in days.group_by("area", maintain_order=True):
        first = rows.row(0, named=True)
        shares = {n[2:]: _rounded(rows[n].to_list()) for n in colours if rows[n].null_count() < rows.height}
        yield (
            str(area),
            {
                "first": rows["day"][0].isoformat(),
                "shares": shares,
                "likely": rows["likely"].to_list(),
                **{name: first[name] for name in CHANCES},
                **{name: _day(first[name]) for name in GREEN},
            },
        )


def _estimates(folder: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    for name, made in (("rt", _rt), ("nowcast", _nowcast), ("forecast", _forecast), ("freedom", _freedom)):
        file = folder / f"{name}.parquet"
        if file.is_file():
            yield name, made(pl.read_parquet(file))


def _rt(table: pl.DataFrame) -> dict[str, Any]:
    columns = ("q025", "q25", "q50", "q75", "q975")
    told = {}
    seen = table.filter(kind="filter").sort("area", "date")
    for (area,), rows in seen.group_by("area", maintain_order=True):
        recent = rows.tail(RT_DAYS)
        if recent["enough"].any():
            last = recent.filter("enough").row(-1, named=True)
            told[str(area)] = {
                "first": recent["date"][0].isoformat(),
                "bands": [_rounded(values) for values in recent.select(columns).iter_rows()],
                "last": last["date"].isoformat(),
                "now": _rounded([last[name] for name in columns]),
                "p_above_1": last["p_above_1"],
            }
    return told


def _nowcast(table: pl.DataFrame) -> dict[str, Any]:
    return _bands(table.rename({"output_type_id": "level"}), "area", "reference_date")


def _forecast(table: pl.DataFrame) -> dict[str, Any]:
    newest = table.filter(pl.col("reference_date") == pl.col("reference_date").max(), output_type="quantile")
    levels = newest.with_columns(level=pl.col("output_type_id").cast(pl.Float64))
    return _bands(levels, "location", "target_end_date")


def _bands(table: pl.DataFrame, area: str, day: str) -> dict[str, Any]:
    """First day and five quantiles of every day."""
    near = table.with_columns(level=pl.col("level").cast(pl.Float64).round(4))
    wide = near.filter(pl.col("level").is_in(BAND)).pivot("level", index=[area, day], values="value")
    names = [str(level) for level in BAND]
    told = {}
    for (code,), rows in wide.sort(area, day).group_by(area, maintain_order=True):
        bands = [_rounded(values) for values in rows.select(names).iter_rows()]
        told[str(code)] = {"first": rows[day][0].isoformat(), "bands": bands}
    return told


def _freedom(table: pl.DataFrame) -> dict[str, Any]:
    return {row["area"]: {name: row[name] for name in FREEDOM} for row in table.iter_rows(named=True)}


def _rounded(values: Any) -> list[float | None]:
    return [None if value is None or isnan(value) else round(float(value), 3) for value in values]


def _day(value: date | None) -> str | None:
    return None if value is None else value.isoformat()
