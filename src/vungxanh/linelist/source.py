"""The records of a file: its rows without blank ones, and which column is which."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.linelist.dialects import dialect_keys, recognise_dialect
from vungxanh.linelist.errors import NoRows
from vungxanh.linelist.headers import Columns, needed_headers, recognise
from vungxanh.linelist.mapping import Mapping_
from vungxanh.linelist.vocabulary import known_keys
from vungxanh.messages import Message, message
from vungxanh.tables import RawTable, header_key, read_table

RECORD = "\0record"
"""Name of the column that remembers which row of `Source.frame` a record of a long table came from."""


@dataclass(frozen=True)
class Source:
    """A file opened and understood. `kept` are the positions of its rows that are not blank, None for all."""

    path: Path
    raw: RawTable
    mapping: Mapping_
    columns: Columns
    frame: pl.DataFrame
    kept: NDArray[np.int64] | None
    readings: tuple[Message, ...]

    def column(self, field: str) -> pl.Series | None:
        """The column of one of our fields, if the file has it."""
        header = self.columns.of.get(field)
        return None if header is None else self.frame[header]

    def row_number(self, record: int) -> int:
        """The row of the file, counted from 1, that holds a record."""
        return self.raw.first_data_row + (record if self.kept is None else int(self.kept[record]))

    def rows(self, records: Sequence[int]) -> pl.DataFrame:
        """Records exactly as in the file, with every column."""
        if self.raw.form != "parquet":
            return self.frame[list(records)]
        if not records:
            return pl.DataFrame(schema=pl.read_parquet_schema(self.path))
        wanted = pl.DataFrame({RECORD: records}, schema={RECORD: pl.UInt32})
        scan = pl.scan_parquet(self.path).with_row_index(RECORD)
        found = scan.join(wanted.lazy(), on=RECORD, how="semi").collect()
        return wanted.join(found, on=RECORD, how="left", maintain_order="left").drop(RECORD)


def open_source(path: Path, mapping: Mapping_ | None) -> Source:
    """Reads the file and assigns its columns: by the mapping, as a known program's, or by headers."""
    given = mapping or Mapping_()
    known = known_keys() | dialect_keys() | {header_key(column) for column in given.columns.values()}
    raw = read_table(
        path,
        sheet=given.sheet,
        known=known,
        choose=lambda headers: needed_headers(path, headers, given if mapping else _dialect(headers)[0]),
    )
    dialect_notes: tuple[Message, ...] = ()
    if mapping is None:
        given, dialect_notes = _dialect(raw.frame.columns)
    columns = recognise(path, raw.frame.columns, given)
    frame, kept = _without_blank_rows(raw)
    if not frame.height:
        raise NoRows(path)
    readings = (_reading(raw), *raw.notes, *dialect_notes, columns.reading())
    if columns.ignored:
        readings += (message("Columns not used: {columns}", columns=[c[:40] for c in columns.ignored[:40]]),)
    return Source(path, raw, given, columns, frame, kept, readings)


def _dialect(headers: Sequence[str]) -> tuple[Mapping_, tuple[Message, ...]]:
    dialect = recognise_dialect(headers)
    if dialect is None:
        return Mapping_(), ()
    return dialect, (message("Recognised as {title}", title=dialect.title),)


def _without_blank_rows(raw: RawTable) -> tuple[pl.DataFrame, NDArray[np.int64] | None]:
    if raw.form == "parquet" or not raw.frame.height:
        return raw.frame, None
    filled = raw.frame.select(
        pl.any_horizontal(
            (pl.all().is_not_null() & (pl.all().str.strip_chars() != "")).fill_null(value=False)
        )
    ).to_series()
    if filled.all():
        return raw.frame, None
    return raw.frame.filter(filled), filled.arg_true().to_numpy().astype(np.int64)


def _reading(raw: RawTable) -> Message:
    if raw.form == "csv":
        separators = {",": ",", ";": ";", "\t": "TAB", "|": "|"}
        return message(
            "Text file, {encoding}, separated by {separator}, header in row {row}",
            encoding=raw.encoding,
            separator=separators[raw.separator or ","],
            row=raw.header_row,
        )
    if raw.form == "parquet":
        return message("Parquet file")
    return message(
        "Workbook ({form}), sheet {sheet}, header in row {row}",
        form=raw.form,
        sheet=raw.sheet,
        row=raw.header_row,
    )
