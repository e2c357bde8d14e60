"""Opening an uploaded file: the pipeline's reader, with columns as recognised or as assigned by hand."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date, datetime
from hashlib import sha256
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist import Field, Mapping_, NoRows
from vungxanh.linelist.dates import read_dates
from vungxanh.linelist.dialects import dialect_keys, recognise_dialect
from vungxanh.linelist.headers import DAYS, REFUSED_COLUMNS, Columns
from vungxanh.linelist.source import Source
from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.queries.areas import office_territory
from vungxanh.office.usecases.imports.kind import Kind, Sheet
from vungxanh.tables import Limits, RawTable, header_key, read_table

LIMITS = Limits(bytes=60_000_000, columns=400, rows=300_000, cells=12_000_000, unzipped=800_000_000)
"""Smaller than the pipeline's: a web process reads these."""


class ColumnMissing(VungXanhError):
    """No column is assigned to something that every row needs."""


def read_raw(path: Path, kind: Kind) -> RawTable:
    """The table of a file, every cell as text. Raises TableError, NoRows."""
    known = dialect_keys() | {key for field in kind.fields for key in field.header_keys()}
    raw = read_table(path, known=known, limits=LIMITS)
    if not raw.frame.height:
        raise NoRows(path)
    return replace(raw, frame=raw.frame.select(pl.all().cast(pl.String)))


def recognised(headers: Sequence[str], kind: Kind) -> dict[str, str]:
    """Our field -> header, as far as the headers tell; a known program's file is recognised as a whole."""
    ours = {field.name for field in kind.fields}
    dialect = recognise_dialect(headers)
    found = {f: h for f, h in dialect.columns.items() if f in ours} if dialect else {}
    if dialect and not dialect.recognise:
        return {**found, **_given_name(headers, found)}
    taken = set(found.values())
    for header in headers:
        names = [f.name for f in kind.fields if header_key(header) in f.header_keys()]
        free = next((name for name in names if name not in found), None)
        if free and header not in taken and header not in REFUSED_COLUMNS:
            found[free] = header
            taken.add(header)
    return found


def _given_name(headers: Sequence[str], found: Mapping[str, str]) -> dict[str, str]:
    """Programs of other countries keep the name in two columns."""
    twin = found.get("full_name", "").replace("last", "first").replace("Last", "First")
    return {"given_name": twin} if twin in headers and twin != found.get("full_name") else {}


def system_of(headers: Sequence[str]) -> str:
    """Where the identifiers of a file come from: the program that wrote it, else "list"."""
    dialect = recognise_dialect(headers)
    return dialect.title.split(",")[0].strip().lower()[:30] if dialect else "list"


def headers_digest(headers: Sequence[str]) -> str:
    """One value for the headers of a file, whatever their order."""
    return sha256("\n".join(sorted(header_key(header) for header in headers)).encode()).hexdigest()


def assign(path: Path, raw: RawTable, columns: Mapping[str, str], kind: Kind) -> Source:
    """A source whose columns are as assigned. Raises ColumnMissing."""
    for group in kind.needed:
        if not any(name in columns for name in group):
            names = [field for field in kind.fields if field.name in group]
            raise ColumnMissing(
                message("Say which column holds: {columns}", columns=[_both(field) for field in names])
            )
    headers = raw.frame.columns
    given = {field: header for field, header in columns.items() if header in headers}
    frame, kept = _without_blank_rows(raw.frame)
    if not frame.height:
        raise NoRows(path)
    ignored = tuple(header for header in headers if header not in given.values())
    dialect = recognise_dialect(headers) or Mapping_()
    return Source(path, raw, dialect, Columns("cases", given, {}, ignored), frame, kept, ())


def open_sheet(
    path: Path, columns: Mapping[str, str], kind: Kind, *, by: Actor, as_of: datetime, system: str
) -> Sheet:
    """The file, ready to be checked. Its places are those of the day of its latest row: codes get reused."""
    source = assign(path, read_raw(path, kind), columns, kind)
    territory, areas = office_territory(_latest_day(source, as_of.astimezone(HERE).date()))
    return Sheet(source, territory, areas, by, as_of, system)


def _both(field: Field) -> str:
    return f"{field.vi} / {field.en}"


def _without_blank_rows(frame: pl.DataFrame) -> tuple[pl.DataFrame, NDArray[np.int64] | None]:
    filled = frame.select(
        pl.any_horizontal((pl.all().str.strip_chars() != "").fill_null(value=False))
    ).to_series()
    if filled.all():
        return frame, None
    return frame.filter(filled), filled.arg_true().to_numpy().astype(np.int64)


def _latest_day(source: Source, today: date) -> date:
    days = [column for field in DAYS if (column := source.column(field)) is not None]
    pattern = source.mapping.date_format
    latest = [read_dates(column, pattern=pattern).values for column in days]
    found = [day for values in latest if isinstance(day := values.filter(values <= today).max(), date)]
    return max(found, default=today)
