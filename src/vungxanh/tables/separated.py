"""Text tables: comma, semicolon, tab or bar between the cells."""

import csv
import io
import re
from collections.abc import Collection
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from vungxanh.messages import Message, message
from vungxanh.tables.encoding import decode
from vungxanh.tables.errors import Damaged, Empty, NotATable, TooLarge
from vungxanh.tables.escaping import unescape
from vungxanh.tables.layout import SEARCHED_ROWS, Layout, find_layout, unique_names
from vungxanh.tables.limits import Limits
from vungxanh.tables.raw import RawTable

_SAMPLE = 128_000
_MARKUP = re.compile(r"\s*(<\?xml|<!doctype|<html|<table|\{\s*[\"}]|\[\s*[\[{])", re.IGNORECASE)
_HINT = re.compile(r"sep=(.)\r?\n")


@dataclass(frozen=True, slots=True)
class _Dialect:
    separator: str
    layout: Layout
    starts: list[int]
    """Offset in the text at which each record of the sample starts."""


def read_separated(path: Path, data: bytes, limits: Limits, known: Collection[str]) -> RawTable:
    """The table in a text file; encoding and separator are found out."""
    decoded = decode(data, path)
    text = decoded.content
    if "\n" not in text:
        text = text.replace("\r", "\n")
    if not text.strip():
        raise Empty(path)
    if _MARKUP.match(text[:500]):
        raise NotATable(path, "HTML/XML/JSON")
    skipped = 0
    if hint := _HINT.match(text[:10]):
        text, skipped = text[hint.end() :], 1
    dialect = _find_dialect(path, text, limits, known)
    layout = dialect.layout
    width = len(layout.names)
    if width > limits.columns:
        raise TooLarge(path, message("number of columns"), width, limits.columns)
    start = dialect.starts[layout.first_data] if layout.first_data < len(dialect.starts) else len(text)
    first_row = layout.first_data + 1 + skipped
    frame = _read_rows(path, text[start:], dialect.separator, width)
    if frame.height > limits.rows:
        raise TooLarge(path, message("number of rows"), frame.height, limits.rows)
    frame, notes = _without_overflow(frame, first_row)
    frame = frame.rename(dict(zip(frame.columns, unique_names(layout.names, frame.width), strict=True)))
    return RawTable(
        frame=unescape(frame),
        form="csv",
        header_row=layout.header + 1 + skipped,
        first_data_row=first_row,
        encoding=decoded.encoding,
        separator=dialect.separator,
        notes=decoded.notes + notes,
    )


def _find_dialect(path: Path, text: str, limits: Limits, known: Collection[str]) -> _Dialect:
    line_end = text.find("\n", 0, 4_000_000)
    first_line = text[: line_end if line_end >= 0 else 4_000_000]
    if (columns := max(first_line.count(s) for s in ",;\t|")) > 4 * limits.columns:
        raise TooLarge(path, message("number of columns"), columns + 1, limits.columns)
    best: tuple[tuple[int, int, int], _Dialect] | None = None
    for separator in ",;\t|":
        rows, starts = _sample(text, separator)
        layout = find_layout(rows, known)
        if layout is None:
            continue
        width = len(layout.names)
        alike = sum(1 for row in rows[layout.first_data :] if len(row) == width) if width > 1 else 0
        score = (layout.recognised, alike, width)
        if best is None or score > best[0]:
            best = (score, _Dialect(separator, layout, starts))
    if best is None:
        raise Empty(path)
    return best[1]


def _sample(text: str, separator: str) -> tuple[list[list[str]], list[int]]:
    """The first records and where each starts (one offset more than records)."""
    lines = _lines(text[:_SAMPLE])
    offsets = [0]
    for line in lines:
        offsets.append(offsets[-1] + len(line))
    rows: list[list[str]] = []
    starts = [0]
    reader = csv.reader(lines, delimiter=separator)
    try:
        for row in reader:
            rows.append(row)
            starts.append(offsets[reader.line_num])
            if len(rows) == SEARCHED_ROWS:
                break
    except csv.Error:
        pass  # The full read below names what is wrong.
    return rows, starts


def _lines(text: str) -> list[str]:
    """Lines by line feed only: str.splitlines would also cut at form feeds and U+2028."""
    return list(io.StringIO(text, newline="\n"))


def _read_rows(path: Path, text: str, separator: str, width: int) -> pl.DataFrame:
    """The rows as text columns, one more than the header has, which takes cells beyond it."""
    columns = [f"c{i}" for i in range(width + 1)]
    if not text.strip("\n"):
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    odd_quote = rf'[^{re.escape(separator)}\n"]"[^{re.escape(separator)}\n"]'
    if '"' not in text or not re.search(odd_quote, text):
        # A header line of ours lets Polars take rows that are shorter or longer than the rest.
        head = separator.join(columns) + "\n"
        try:
            return pl.read_csv(
                io.BytesIO((head + text).encode("utf-8", errors="replace")),
                separator=separator,
                infer_schema=False,
                truncate_ragged_lines=True,
            )
        except pl.exceptions.PolarsError:
            pass  # Quotes that Polars refuses; the slower reader below is more patient.
    return _read_patiently(path, text, separator, columns)


def _read_patiently(path: Path, text: str, separator: str, columns: list[str]) -> pl.DataFrame:
    width = len(columns)
    rows: list[list[str | None]] = []
    reader = csv.reader(_lines(text), delimiter=separator, strict=False)
    try:
        for row in reader:
            cells: list[str | None] = [cell or None for cell in row[:width]]
            rows.append(cells + [None] * (width - len(cells)))
    except csv.Error as error:
        raise Damaged(path, "CSV", str(error)) from None
    if text.count('"') % 2 and rows and any(cell and "\n" in cell for cell in rows[-1]):
        raise Damaged(path, "CSV", message("a quotation mark is opened and never closed"))
    return pl.DataFrame(rows, schema=dict.fromkeys(columns, pl.String), orient="row")


def _without_overflow(frame: pl.DataFrame, first_row: int) -> tuple[pl.DataFrame, tuple[Message, ...]]:
    extra = frame[frame.columns[-1]]
    rows = (extra.is_not_null() & (extra != "")).arg_true()
    if not len(rows):
        return frame.drop(extra.name), ()
    note = message(
        "{count} rows have more cells than the header, the first is row {row}",
        count=len(rows),
        row=first_row + rows[0],
    )
    return frame, (note,)
