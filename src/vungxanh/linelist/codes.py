"""Areas by code alone, millions of rows at once."""

import os
from concurrent.futures import ThreadPoolExecutor

import numba
import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.territory import Territory

_LARGEST = 50_000_000
_PART = 1 << 18


def by_exact_code(column: pl.Series, field: str, territory: Territory) -> pl.Series:
    """Position of the area whose code each cell holds, null where there is none of the field's level.

    Codes of digits only are compared as numbers: a spreadsheet drops their leading zeros.
    """
    numbers = _numbers(territory)
    if numbers is not None and (column.dtype == pl.String or column.dtype.is_integer()):
        return _by_number(column, field, numbers, territory)
    text = column.cast(pl.String)
    found = text.cast(pl.Enum(territory.codes), strict=False).to_physical().cast(pl.Int32)
    return _of_level(found, field, territory)


def _numbers(territory: Territory) -> NDArray[np.int64] | None:
    """The codes as numbers, if they are distinct ones and not too large for a table; -1 for other codes.

    A list often has official codes for its areas, and made ones for the districts that it only names.
    """
    codes = pl.Series(territory.codes, dtype=pl.String)
    digits = codes.str.contains(r"^[0-9]{1,9}$")
    numbers = codes.set(~digits, None).cast(pl.Int64)
    known = numbers.drop_nulls().to_numpy()
    usable = len(known) and known.max() <= _LARGEST and len(np.unique(known)) == len(known)
    return numbers.fill_null(-1).to_numpy() if usable else None


def _by_number(column: pl.Series, field: str, numbers: NDArray[np.int64], territory: Territory) -> pl.Series:
    wanted = numbers >= 0
    if field != "area_code":
        level = field.removesuffix("_code")
        wanted &= np.array([own == level for own in territory.levels])
    table = np.full(int(numbers.max()) + 1, -1, np.int32)
    table[numbers[wanted]] = np.flatnonzero(wanted)
    found = np.empty(len(column), np.int32)

    def part(start: int) -> int:
        cells = column[start : start + _PART].cast(pl.Int32, strict=False).fill_null(-1)
        missing: int = _look_up(cells.to_numpy(), table, found[start : start + _PART])
        return missing

    with ThreadPoolExecutor(os.cpu_count()) as pool:
        missing = sum(pool.map(part, range(0, len(column), _PART)))
    areas = pl.Series(column.name, found)
    return areas.set(areas < 0, None) if missing else areas


@numba.njit(cache=True, nogil=True)
def _look_up(typed, table, found):  # type: ignore[no-untyped-def]
    """Entry of `table` for every number, -1 for those outside; returns how many are -1."""
    missing = 0
    for i in range(typed.size):
        number = typed[i]
        found[i] = table[number] if 0 <= number < table.size else -1
        missing += found[i] < 0
    return missing


def _of_level(found: pl.Series, field: str, territory: Territory) -> pl.Series:
    if field == "area_code":
        return found
    level = field.removesuffix("_code")
    if all(own == level for own in territory.levels):
        return found
    fits = pl.Series([own == level for own in territory.levels]).gather(found)
    return found.set(~fits.fill_null(value=False), None)
