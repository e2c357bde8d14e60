"""Long tables of analysts: named columns of a known kind, every cell checked, no guessing."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import polars as pl

from vungxanh.messages import Message, message
from vungxanh.tables.errors import NotWritable, TableError
from vungxanh.tables.escaping import escape
from vungxanh.tables.folding import header_key
from vungxanh.tables.reading import read_table
from vungxanh.tables.whole import write_whole

Kind = Literal["text", "date", "count", "whole", "number"]

_TYPES: dict[Kind, pl.DataType] = {
    "text": pl.String(),
    "date": pl.Date(),
    "count": pl.Int64(),
    "whole": pl.Int64(),
    "number": pl.Float64(),
}


@dataclass(frozen=True)
class Column:
    """One column of a long table.

    kind      text; date (ISO); count (whole, not negative); whole (may be negative); number (finite)
    required  a table without it is refused
    empty     cells may be empty (they become null)
    also      other names under which the column is accepted, in this order
    """

    name: str
    kind: Kind
    required: bool = True
    empty: bool = False
    also: tuple[str, ...] = ()


class MissingColumn(TableError):
    """The table lacks a column that is needed."""

    def __init__(self, path: Path, column: Column, present: Sequence[str]) -> None:
        names = " / ".join((column.name, *column.also))
        super().__init__(
            message(
                "{file} has no column {column}; it has: {present}",
                file=path.name,
                column=names,
                present=", ".join(present),
            )
        )


class BadCell(TableError):
    """One cell does not hold what its column is for."""

    def __init__(self, path: Path, row: int, column: str, value: object, why: Message) -> None:
        super().__init__(
            message(
                "{file}, row {row}, column {column}: {value} {why}",
                file=path.name,
                row=row,
                column=column,
                value="“”" if value is None else f"“{value}”",
                why=why,
            )
        )


class TwiceGiven(TableError):
    """Two rows speak of the same thing, and nobody says which one counts."""

    def __init__(self, path: Path, row: int, first: int, what: str) -> None:
        super().__init__(
            message(
                "{file}, row {row}: {what} stands in row {first} already",
                file=path.name,
                row=row,
                first=first,
                what=what,
            )
        )


def read_long(path: Path, columns: Sequence[Column], *, once: Sequence[str] = ()) -> pl.DataFrame:
    """The columns asked for, typed and under their own names; absent optional ones are left out.

    The columns `once` together may hold the same values in one row only. Raises MissingColumn, BadCell (the
    first wrong cell by row), TwiceGiven or another TableError.
    """
    names = frozenset(header_key(name) for column in columns for name in (column.name, *column.also))
    raw = read_table(path, known=names)
    present = {name.strip().lower(): name for name in raw.frame.columns}
    found: dict[str, tuple[Column, str]] = {}
    for column in columns:
        given = next((present[name] for name in (column.name, *column.also) if name in present), None)
        if given is not None:
            found[column.name] = (column, given)
        elif column.required:
            raise MissingColumn(path, column, raw.frame.columns)
    chosen = raw.frame.select(pl.col(given).alias(name) for name, (_, given) in found.items())
    numbered = chosen.with_row_index("#row", offset=raw.first_data_row)
    # Blank lines are no rows; text formats deliver them as rows without any value.
    kept = numbered.filter(~pl.all_horizontal(_is_blank(name, chosen.schema[name]) for name in found))
    typed = {name: _typed(path, kept, column) for name, (column, _) in found.items()}
    table = pl.DataFrame(typed)
    _check_once(path, table, kept["#row"], [name for name in once if name in typed])
    return table


def write_long(frame: pl.DataFrame, path: Path) -> None:
    """Writes .parquet or .csv (UTF-8, ISO dates, formulas defused), the whole file or nothing."""
    match path.suffix.lower():
        case ".parquet":
            write_whole(path, frame.write_parquet)
        case ".csv":
            write_whole(path, escape(frame).write_csv)
        case _:
            raise NotWritable(path, message("the name must end in .csv or .parquet"))


def _check_once(path: Path, table: pl.DataFrame, rows: pl.Series, names: list[str]) -> None:
    if not names:
        return
    numbered = table.select(names).with_columns(row=rows)
    first = numbered.group_by(names, maintain_order=True).agg(pl.col("row").first().alias("first"))
    again = numbered.join(first, on=names, nulls_equal=True, maintain_order="left").filter(
        pl.col("row") != pl.col("first")
    )
    if again.height:
        what = ", ".join(str(again[name][0]) for name in names)
        raise TwiceGiven(path, int(again["row"][0]), int(again["first"][0]), what)


def _is_blank(name: str, kind: pl.DataType) -> pl.Expr:
    column = pl.col(name)
    return column.is_null() | (column.str.strip_chars() == "") if kind == pl.String else column.is_null()


def _typed(path: Path, frame: pl.DataFrame, column: Column) -> pl.Series:
    """The column as its kind; raises BadCell for the first cell that is not."""
    given = frame[column.name]
    if given.dtype == pl.String:
        given = given.str.strip_chars().replace("", None)
    cells = _parsed(given, column.kind)
    wrong = given.is_not_null() & cells.is_null()
    if column.kind == "count":
        wrong = wrong | (cells < 0).fill_null(value=False)
    if not column.empty:
        wrong = wrong | given.is_null()
    if wrong.any():
        first = int(wrong.arg_max() or 0)
        raise BadCell(path, int(frame["#row"][first]), column.name, given[first], _why(given[first], column))
    return cells.alias(column.name)


def _parsed(given: pl.Series, kind: Kind) -> pl.Series:
    wanted = _TYPES[kind]
    if kind == "text":
        return given.cast(pl.String, strict=False)
    if kind == "date":
        return (
            given.str.slice(0, 10).str.to_date("%Y-%m-%d", strict=False)
            if given.dtype == pl.String
            else (
                given.cast(pl.Date, strict=False)
                if given.dtype in (pl.Date, pl.Datetime)
                else _nothing(given, wanted)
            )
        )
    numbers = given.cast(pl.Float64, strict=False)
    numbers = numbers.set(~numbers.is_finite().fill_null(value=True), None)
    if kind == "number":
        return numbers
    return numbers.set((numbers != numbers.round()).fill_null(value=False), None).cast(pl.Int64, strict=False)


def _nothing(given: pl.Series, wanted: pl.DataType) -> pl.Series:
    return pl.Series([None] * given.len(), dtype=wanted)


def _why(value: object, column: Column) -> Message:
    if value is None:
        return message("must not be empty")
    match column.kind:
        case "date":
            return message("is not a date like 2021-07-09")
        case "count":
            return message("is not a whole number from 0 on")
        case "whole":
            return message("is not a whole number")
        case _:
            return message("is not a number")
