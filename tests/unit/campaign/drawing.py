"""Assessments drawn as text, written as real folders.

    "3333333 32100  RROYG"     a unit: seven days before the start, the days of the period, their colours

A digit is the number of community F0 of one day, ? a day without a report (or an unknown colour).
"""

import json
from collections.abc import Mapping
from datetime import date, timedelta
from importlib.resources import files
from pathlib import Path
from typing import Any

import polars as pl

from vungxanh.assessment import Assessment, open_assessment

START = date(2021, 7, 9)
COLOURS = {"G": ("green", 0), "Y": ("yellow", 1), "O": ("orange", 2), "R": ("red", 3), "?": ("unknown", None)}
PACK = "vn-2686-2021"


def draw(folder: Path, units: Mapping[str, str], level: str = "ward", days_before: int = 7) -> Assessment:
    """An assessment of units of one level, from `days_before` days before the start on."""
    return draw_levels(folder, {level: units}, days_before)


def draw_levels(folder: Path, drawn: Mapping[str, Mapping[str, str]], days_before: int = 7) -> Assessment:
    """The same with units of several levels."""
    areas: list[dict[str, Any]] = []
    counts: list[dict[str, Any]] = []
    colours: list[dict[str, Any]] = []
    for level, units in drawn.items():
        for area, text in units.items():
            before, period, shown = text.split()
            areas.append(
                {"area": area, "name": f"Phường {area}", "level": level, "parent": None, "population": 9e3}
            )
            on = {"area": area, "level": level}
            counts += [on | row for row in _counts(before[7 - days_before :] + period, days_before)]
            colours += [on | row for row in _colours(shown)]
    write(folder, pl.DataFrame(areas, infer_schema_length=None), pl.DataFrame(counts), pl.DataFrame(colours))
    return open_assessment(folder)


def write(folder: Path, areas: pl.DataFrame, counts: pl.DataFrame, colours: pl.DataFrame) -> None:
    """An assessment folder as the library leaves it (without what no league needs)."""
    folder.mkdir(parents=True, exist_ok=True)
    areas.with_columns(pl.col("parent").cast(pl.String)).write_parquet(folder / "areas.parquet")
    counts.with_columns(pl.col("community_cases").cast(pl.Int32)).write_parquet(folder / "counts.parquet")
    colours.with_columns(
        pl.col("rank").cast(pl.Int8),
        pl.col("days_to_best").cast(pl.Int32),
        pl.col("earliest_best").cast(pl.Date),
    ).write_parquet(folder / "colours.parquet")
    pack = files("vungxanh.rules") / "zoning" / f"{PACK}.toml"
    (folder / "pack.toml").write_text(pack.read_text("utf-8"), "utf-8")
    days = colours.select(first=pl.col("day").min(), last=pl.col("day").max()).row(0)
    info = {"from": days[0].isoformat(), "to": days[1].isoformat(), "as_of": days[1].isoformat()}
    (folder / "assessment.json").write_text(json.dumps(info), "utf-8")


def _counts(text: str, days_before: int) -> list[dict[str, Any]]:
    return [
        {
            "day": START + timedelta(days=offset - days_before),
            "community_cases": 0 if sign == "?" else int(sign),
            "reported": sign != "?",
        }
        for offset, sign in enumerate(text)
    ]


def _colours(text: str) -> list[dict[str, Any]]:
    rows = []
    for offset, sign in enumerate(text):
        name, rank = COLOURS[sign]
        day, wait = START + timedelta(days=offset), None if rank is None else 7 * rank
        rows.append(
            {
                "day": day,
                "colour": name,
                "rank": rank,
                "days_to_best": wait,
                "earliest_best": None if wait is None else day + timedelta(days=wait),
            }
        )
    return rows
