"""Excel and OpenDocument workbooks: which sheet holds the table, and its cells as text."""

import math
from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time
from itertools import islice
from pathlib import Path
from typing import Any

import polars as pl
import python_calamine as calamine

from vungxanh.messages import Message, message
from vungxanh.tables.errors import Damaged, Empty, Locked, NoSuchSheet, TooLarge
from vungxanh.tables.escaping import unescape
from vungxanh.tables.layout import SEARCHED_ROWS, Layout, find_layout, unique_names
from vungxanh.tables.limits import Limits
from vungxanh.tables.raw import RawTable

_SHEETS = 200


@dataclass(frozen=True, slots=True)
class _Candidate:
    sheet: calamine.CalamineSheet
    layout: Layout


def read_spreadsheet(
    path: Path, form: str, sheet: str | None, limits: Limits, known: Collection[str]
) -> RawTable:
    """The table of one sheet; without `sheet` the one that looks most like a table we know."""
    return _guarded(path, form, lambda: _read(path, form, sheet, limits, known))


def _read(path: Path, form: str, sheet: str | None, limits: Limits, known: Collection[str]) -> RawTable:
    with calamine.CalamineWorkbook.from_path(path) as book:
        if sheet is not None and sheet not in book.sheet_names:
            raise NoSuchSheet(path, sheet, book.sheet_names)
        names = [sheet] if sheet is not None else book.sheet_names[:_SHEETS]
        chosen, others = _choose(path, [book.get_sheet_by_name(name) for name in names], limits, known)
        layout = chosen.layout
        frame = _frame(chosen.sheet, layout)
    top = _first_row(chosen.sheet)
    notes: tuple[Message, ...] = ()
    if others:
        notes = (message("Sheet {sheet} was read, not: {others}", sheet=chosen.sheet.name, others=others),)
    return RawTable(
        frame=unescape(frame),
        form=form,
        header_row=top + layout.header + 1,
        first_data_row=top + layout.first_data + 1,
        sheet=chosen.sheet.name,
        notes=notes,
    )


def _choose(
    path: Path, sheets: Sequence[calamine.CalamineSheet], limits: Limits, known: Collection[str]
) -> tuple[_Candidate, list[str]]:
    candidates: list[_Candidate] = []
    for sheet in sheets:
        if sheet.width > limits.columns:
            raise TooLarge(path, message("number of columns"), sheet.width, limits.columns)
        if sheet.width * sheet.height > limits.cells:
            raise TooLarge(path, message("number of cells"), sheet.width * sheet.height, limits.cells)
        top = [[_text(cell) for cell in row] for row in _top_rows(sheet)]
        layout = find_layout(top, known)
        if layout is not None:
            candidates.append(_Candidate(sheet, layout))
    if not candidates:
        raise Empty(path)
    chosen = max(candidates, key=lambda c: (c.layout.recognised, c.sheet.height if c.sheet.width > 1 else 0))
    return chosen, [c.sheet.name for c in candidates if c is not chosen]


def _top_rows(sheet: calamine.CalamineSheet) -> Any:
    """The first rows of the used range; the library's iterator also gives the blank rows above it."""
    first = _first_row(sheet)
    return islice(sheet.iter_rows(), first, first + SEARCHED_ROWS) if sheet.height else iter(())


def _first_row(sheet: calamine.CalamineSheet) -> int:
    return sheet.start[0] if sheet.start else 0


def _frame(sheet: calamine.CalamineSheet, layout: Layout) -> pl.DataFrame:
    width = sheet.width
    names = unique_names(layout.names, width)
    rows = sheet.to_python(skip_empty_area=True)
    columns = list(zip(*rows[layout.first_data :], strict=True)) or [()] * width
    series = [_column(name, cells) for name, cells in zip(names, columns, strict=True)]
    return pl.DataFrame([s for s, n in zip(series, _kept(layout, series), strict=True) if n])


def _kept(layout: Layout, series: Sequence[pl.Series]) -> list[bool]:
    """Columns with a name or a value; a sheet often has blank ones between."""
    names = layout.names + [""] * (len(series) - len(layout.names))
    return [bool(name) or s.null_count() < s.len() for name, s in zip(names, series, strict=True)]


def _column(name: str, cells: Sequence[object]) -> pl.Series:
    kinds = set(map(type, cells))
    if kinds <= {str}:
        column = pl.Series(name, cells, dtype=pl.String)
        return column.set(column == "", None)
    return pl.Series(name, [_text(cell) for cell in cells], dtype=pl.String)


def _text(cell: object) -> str | None:
    """A cell as text that says the same: ISO dates, whole numbers without decimals."""
    match cell:
        case str():
            return cell or None
        case bool():
            return "true" if cell else "false"
        case float() if math.isfinite(cell) and cell == int(cell) and abs(cell) < 1e15:
            return str(int(cell))
        case datetime() if cell.time() == time(0):
            return cell.date().isoformat()
        case datetime() | date() | time():
            return cell.isoformat()
        case _:
            return None if cell is None else str(cell)


def _guarded(path: Path, form: str, read: Callable[[], RawTable]) -> RawTable:
    """Turns every failure of the library, its panics included, into a named error."""
    try:
        return read()
    except calamine.PasswordError:
        raise Locked(path) from None
    except (calamine.CalamineError, OSError, ValueError, OverflowError, IndexError) as error:
        raise Damaged(path, form, _first_line(error)) from None
    except BaseException as error:
        # Rust panics arrive as a BaseException of a type that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Damaged(path, form, _first_line(error)) from None
        raise


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
