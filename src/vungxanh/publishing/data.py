"""Writes the folder `data` of a snapshot: tables for people and for programs, shapes with colours."""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import polars as pl
import shapely

from vungxanh.publishing.columns import Column
from vungxanh.publishing.dictionary import TABLES, dictionary
from vungxanh.publishing.disclosed import Disclosed
from vungxanh.tables import write_csv
from vungxanh.tables.escaping import escape

SPREADSHEET_ROWS = 1_000_000
"""A spreadsheet opens about a million rows; a longer table is written as .csv.gz, for programs."""

DATA = "data"


def write_data(disclosed: Disclosed, league: Mapping[str, pl.DataFrame], folder: Path) -> list[str]:
    """Write everything but the corrections; the paths inside the snapshot, in the order to show them."""
    (folder / DATA).mkdir()
    areas = disclosed.areas.with_columns(pl.col("touches").list.join(" "))
    written = [
        *write_forms(folder, "colours", disclosed.colours),
        *write_forms(folder, "counts", disclosed.counts),
        *write_forms(folder, "areas", areas),
        _shapes(folder, disclosed),
    ]
    if league:
        written.append(_table(folder, "league", pl.concat(league.values())))
    return [*written, _dictionary(folder)]


def declared(frame: pl.DataFrame, columns: tuple[Column, ...]) -> pl.DataFrame:
    """Only the columns that the dictionary declares, in its order."""
    return frame.select(column.name for column in columns)


def write_forms(folder: Path, name: str, frame: pl.DataFrame) -> tuple[str, str]:
    """One table as CSV and as Parquet, with its declared columns only; the two paths."""
    parquet = f"{DATA}/{name}.parquet"
    kept = declared(frame, TABLES[name][1])
    kept.write_parquet(folder / parquet)
    return _table(folder, name, kept), parquet


def _table(folder: Path, name: str, frame: pl.DataFrame) -> str:
    kept = declared(frame, TABLES[name][1])
    if len(kept) <= SPREADSHEET_ROWS:
        path = f"{DATA}/{name}.csv"
        write_csv(kept, folder / path)
    else:
        path = f"{DATA}/{name}.csv.gz"
        escape(kept).write_csv(
            folder / path, compression="gzip", compression_level=4, quote_style="non_numeric"
        )
    return path


def write_corrections(folder: Path, corrections: pl.DataFrame) -> list[str]:
    """The list of what is revised; empty for the first snapshot."""
    return [*write_forms(folder, "corrections", corrections)]


def _dictionary(folder: Path) -> str:
    path = f"{DATA}/dictionary.json"
    text = json.dumps(dictionary(), ensure_ascii=False, indent=1)
    (folder / path).write_text(text + "\n", "utf-8")
    return path


def _shapes(folder: Path, disclosed: Disclosed) -> str:
    """Full shapes with the colour of the last day, one feature a line; no shape is null."""
    path = f"{DATA}/areas.geojson"
    last = pl.col("day") == disclosed.last_day
    colours = disclosed.colours.filter(last).select(
        "area", "day", "colour", "rank", "since", "earliest_better"
    )
    counts = disclosed.counts.filter(last).select("area", "cases", "status", "shown")
    about = disclosed.areas.select("area", "name", "level", "parent", "population", "schematic", "protected")
    table = about.join(colours, on="area", how="left").join(
        counts, on="area", how="left", maintain_order="left"
    )
    shapes = shapely.to_geojson(shapely.from_wkb(disclosed.areas["geometry"].to_numpy()))
    with (folder / path).open("w", encoding="utf-8", newline="\n") as file:
        file.write('{"type":"FeatureCollection","features":[\n')
        for number, (row, shape) in enumerate(zip(table.iter_rows(named=True), shapes, strict=True)):
            file.write(",\n" * bool(number) + _feature(row, shape))
        file.write("\n]}\n")
    return path


def _feature(row: dict[str, Any], shape: str | None) -> str:
    properties = json.dumps(row, ensure_ascii=False, default=str, separators=(",", ":"))
    return f'{{"type":"Feature","properties":{properties},"geometry":{shape or "null"}}}'
