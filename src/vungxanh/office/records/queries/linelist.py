"""The case list as it was known at a moment, in the words that the pipeline reads. It holds no names.

Every change keeps the state before it (the history tables), so that the list of any earlier moment can be
made again. A person who was entered twice and merged meanwhile is one person.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import polars as pl
from django.db import connection

from vungxanh.rules import read_rule

SCHEMA = {
    "id": pl.Int64,
    "person": pl.Int64,
    "case_id": pl.String,
    "area_code": pl.String,
    "onset_date": pl.Date,
    "sample_date": pl.Date,
    "result_date": pl.Date,
    "report_date": pl.Date,
    "classification": pl.String,
    "where_found": pl.String,
    "source_known": pl.String,
    "source": pl.Int64,
    "outbreak": pl.String,
}
COLUMNS = (
    "case_id", "area_code", "onset_date", "sample_date", "result_date", "report_date", "classification",
    "where_found", "source_known", "source_case", "outbreak",
)  # fmt: skip
DAYS = [name for name, kind in SCHEMA.items() if kind == pl.Date]
CHUNK = 50_000

# The state of each case at the moment is its last row of history until then.
KNOWN = """
    SELECT version.id, version.person_id, version.code, area.code, version.onset_date, version.sample_date,
        version.result_date, version.report_date, version.classification, version.found_in,
        version.source_known, version.source_case_id, outbreak.code
    FROM (
        SELECT history.*, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY history_date DESC, history_id DESC) AS place
        FROM records_historicalcase AS history WHERE history_date <= %s AND disease = %s
    ) AS version
    JOIN records_area AS area ON area.id = version.area_id
    LEFT JOIN records_outbreak AS outbreak ON outbreak.id = version.outbreak_id
    WHERE version.place = 1 AND version.history_type <> '-'
    ORDER BY version.id
"""
MERGED = """
    SELECT id, merged_into_id FROM (
        SELECT id, merged_into_id, ROW_NUMBER() OVER (
            PARTITION BY id ORDER BY history_date DESC, history_id DESC) AS place
        FROM records_historicalperson WHERE history_date <= %s
            AND id IN (SELECT id FROM records_historicalperson WHERE merged_into_id IS NOT NULL)
    ) AS version
    WHERE place = 1 AND merged_into_id IS NOT NULL
"""


def cases_known_at(known_at: datetime, *, disease: str) -> pl.DataFrame:
    """One row per case that was counted as known then, discarded ones included (see `classification`).

    Of several cases of one person in one episode only the earliest stays.
    """
    rows = _rows(KNOWN, [_moment(known_at), disease])
    frames = [_frame(chunk) for chunk in rows]
    known = pl.concat(frames) if frames else pl.DataFrame(schema=SCHEMA)
    return _named(_once(_one_person(known, known_at)))


def _frame(rows: list[Any]) -> pl.DataFrame:
    """SQLite gives days as text, PostgreSQL as days."""
    text = any(isinstance(row[7], str) for row in rows[:1])
    schema = {name: pl.String if text and name in DAYS else kind for name, kind in SCHEMA.items()}
    frame = pl.DataFrame(rows, schema=schema, orient="row")
    return frame.with_columns(pl.col(DAYS).str.to_date()) if text else frame


def _one_person(known: pl.DataFrame, known_at: datetime) -> pl.DataFrame:
    """Merged people are the one who was kept, through several merges where need be."""
    into = dict(row for rows in _rows(MERGED, [_moment(known_at)]) for row in rows)
    kept = {gone: _last(into, gone) for gone in into}
    return known.with_columns(pl.col("person").replace(kept)) if kept else known


def _last(into: dict[int, int], person: int) -> int:
    seen = {person}
    while (onward := into.get(person)) is not None and onward not in seen:
        person = onward
        seen.add(person)
    return person


def _once(known: pl.DataFrame) -> pl.DataFrame:
    """A person is one case per episode: the earliest report that was not discarded."""
    days = int(read_rule("assessment", "episode")["days"])
    counted = known.filter(pl.col("classification") != "discarded").sort("person", "report_date", "id")
    again = counted.filter(
        (pl.col("person") == pl.col("person").shift())
        & ((pl.col("report_date") - pl.col("report_date").shift()).dt.total_days() < days)
    )
    return known.join(again.select("id"), on="id", how="anti") if again.height else known


def _named(known: pl.DataFrame) -> pl.DataFrame:
    """The source by its code; a known source case is a known source. Blank where nothing was recorded."""
    codes = known.select(source="id", source_case="case_id")
    whole = known.join(codes, on="source", how="left", maintain_order="left")
    said = pl.when(pl.col("source").is_not_null()).then(pl.lit("yes")).otherwise(pl.col("source_known"))
    return whole.with_columns(source_known=said).select(
        pl.col(name).replace("", None) if whole.schema.get(name) == pl.String else pl.col(name)
        for name in COLUMNS
    )


def _rows(sql: str, values: list[Any]) -> Iterator[list[Any]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, values)
        while chunk := cursor.fetchmany(CHUNK):
            yield chunk


def _moment(known_at: datetime) -> Any:
    return connection.ops.adapt_datetimefield_value(known_at)
