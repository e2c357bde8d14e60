"""Reads the estimates beside an assessment; a part that was not computed has no file and is left out."""

from collections.abc import Collection
from datetime import date
from pathlib import Path

import polars as pl

from vungxanh.messages import VungXanhError, message
from vungxanh.tables import Column, read_long

PROBABILITY = "p_"
UNKNOWN = "p_unknown"
DATES = ("green_q10", "green_q25", "green_q50", "green_q75", "green_q90")
GREEN_END = "green_end"
"""The last day looked ahead for the best colour."""

QUANTILES = ("q025", "q25", "q50", "q75", "q975")

RT = (
    Column("area", "text"),
    Column("date", "date"),
    Column("kind", "text"),
    *(Column(name, "number", empty=True) for name in ("mean", *QUANTILES, "p_above_1")),
    *(Column(name, "number", required=False, empty=True) for name in ("growth", "doubling_days")),
    Column("enough", "text", required=False, empty=True),
)
FORECAST = (
    Column("reference_date", "date"),
    Column("location", "text"),
    Column("horizon", "whole"),
    Column("target_end_date", "date"),
    Column("output_type", "text"),
    Column("output_type_id", "text", empty=True),
    Column("value", "number", empty=True),
)
CLUSTERS = (
    Column("cluster", "whole"),
    Column("area", "text"),
    Column("first_day", "date"),
    Column("last_day", "date"),
    Column("cases", "count"),
    Column("expected", "number"),
    Column("relative_risk", "number", empty=True),
    Column("p", "number"),
    Column("area_cases", "count"),
)
FREEDOM = (
    Column("area", "text"),
    Column("date", "date"),
    Column("p_free", "number", empty=True),
    Column("verified", "text", empty=True),
)


class EstimatesUnusable(VungXanhError):
    """A table of estimates does not belong to the assessment beside it."""


def outlook_columns(colours: Collection[str]) -> tuple[Column, ...]:
    """The columns of an outlook in the colours of a pack."""
    return (
        Column("area", "text"),
        Column("day", "date"),
        Column("kind", "text", required=False),
        *(Column(f"{PROBABILITY}{colour}", "number", required=False, empty=True) for colour in colours),
        Column(UNKNOWN, "number", empty=True),
        Column("p_green_by_end", "number", required=False, empty=True),
        *(Column(name, "date", required=False, empty=True) for name in (*DATES, GREEN_END)),
    )


def read_files(folder: Path, colours: Collection[str]) -> dict[str, pl.DataFrame]:
    """The tables that are there and have rows, by name. Raises TableError for one that is not as declared."""
    wanted = {
        "outlook": (
            _either(folder / "outlook.parquet", folder / "epi/outlook.parquet"),
            outlook_columns(colours),
        ),
        "rt": (folder / "epi/rt.parquet", RT),
        "forecast": (folder / "epi/forecast.parquet", FORECAST),
        "clusters": (folder / "epi/clusters.parquet", CLUSTERS),
        "freedom": (folder / "epi/freedom.parquet", FREEDOM),
    }
    found = {name: read_long(path, columns) for name, (path, columns) in wanted.items() if path.exists()}
    return {name: table for name, table in found.items() if not table.is_empty()}


def _either(first: Path, second: Path) -> Path:
    return first if first.exists() or not second.exists() else second


def check_days(table: pl.DataFrame, name: str, column: str, last_day: date, *, ahead: bool) -> None:
    """Estimates of another day than the assessment's are refused: they would be read as today's."""
    latest = table[column].max()
    fits = isinstance(latest, date) and (latest > last_day if ahead else latest <= last_day)
    if not fits:
        said = message(
            "{name} ends on {found}, but the assessment on {last}: make the estimates again",
            name=name,
            found=latest,
            last=last_day,
        )
        raise EstimatesUnusable(said)
