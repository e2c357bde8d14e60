"""Cells that are numbers of people or days: what is read, what is unknown, what is refused."""

import re
from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.territory.errors import DateUnreadable, PopulationNegative, PopulationNotANumber

_UNKNOWN = frozenset(
    {"", "-", "--", "?", "n/a", "na", "nan", "null", "none", "không rõ", "chưa rõ", "unknown"}
)
_GROUPED = re.compile(r"\d{1,3}(?:(?P<mark>[.,\s'])\d{3})(?:(?P=mark)\d{3})*\Z")
_ISO = re.compile(r"(\d{4})-(\d{1,2})-(\d{1,2})(?:[T ].*)?\Z")
_DMY = re.compile(r"(\d{1,2})[/.-](\d{1,2})[/.-](\d{4})\Z")


def populations(header: str, rows: Sequence[str], cells: Sequence[str | None]) -> NDArray[np.float64]:
    """People per row; nan where the cell is empty or says that it is unknown, never 0 for that.

    12.596 is ambiguous by itself (12 thousand, or 12 and a half): it means thousands unless some other
    cell of the column can only be a decimal number, such as 27613.09.
    """
    if all(cell is not None and cell.isdecimal() for cell in cells):
        return np.array([float(cell or "") for cell in cells], np.float64)
    decimal = _decimal_mark(cells)
    return np.array(
        [_people(header, row, cell, decimal) for row, cell in zip(rows, cells, strict=True)], np.float64
    )


def _decimal_mark(cells: Sequence[str | None]) -> str | None:
    """The mark that must be a decimal one somewhere in the column, if any."""
    for cell in cells:
        if cell is not None and not _GROUPED.match(cell):
            if re.fullmatch(r"-?\d+\.\d+", cell):
                return "."
            if re.fullmatch(r"-?\d+,\d+", cell):
                return ","
    return None


def _people(header: str, row: str, cell: str | None, decimal: str | None) -> float:
    if cell is None or cell.casefold() in _UNKNOWN:
        return float("nan")
    grouped = _GROUPED.match(cell)
    plain = re.sub(r"[.,\s']", "", cell) if grouped and grouped["mark"] != decimal else cell
    try:
        number = float(plain.replace(",", "."))
    except ValueError:
        raise PopulationNotANumber(row, header, cell) from None
    if not np.isfinite(number):
        raise PopulationNotANumber(row, header, cell)
    if number < 0:
        raise PopulationNegative(row, header, cell)
    return number


def parse_day(header: str, row: str, cell: str | None) -> date | None:
    """A day written 2025-07-01 or 01/07/2025; empty is None."""
    if cell is None:
        return None
    try:
        if match := _ISO.match(cell):
            return date(int(match[1]), int(match[2]), int(match[3]))
        if match := _DMY.match(cell):
            return date(int(match[3]), int(match[2]), int(match[1]))
    except ValueError:
        pass
    raise DateUnreadable(row, header, cell)
