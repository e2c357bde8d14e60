"""Areas by code alone, millions of rows at once."""

import numpy as np
import polars as pl

from vungxanh.territory import Territory

_LARGEST = 50_000_000


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


def _numbers(territory: Territory) -> np.ndarray[tuple[int], np.dtype[np.int64]] | None:
    """The codes as numbers, if they are distinct ones and not too large for a table."""
    if not all(code.isascii() and code.isdigit() and len(code) < 10 for code in territory.codes):
        return None
    numbers = np.array([int(code) for code in territory.codes], np.int64)
    usable = len(numbers) and numbers.max() <= _LARGEST and len(np.unique(numbers)) == len(numbers)
    return numbers if usable else None


def _by_number(
    column: pl.Series, field: str, numbers: np.ndarray[tuple[int], np.dtype[np.int64]], territory: Territory
) -> pl.Series:
    table = np.full(int(numbers.max()) + 2, -1, np.int32)
    table[numbers] = np.arange(len(numbers), dtype=np.int32)
    if field != "area_code":
        level = field.removesuffix("_code")
        table[numbers[[own != level for own in territory.levels]]] = -1
    typed = column.cast(pl.Int32, strict=False).fill_null(-1).to_numpy()
    outside = (typed < 0) | (typed >= len(table))
    if outside.any():
        typed = np.where(outside, len(table) - 1, typed)  # the last entry is nobody's
    found = pl.Series(column.name, table[typed])
    return found.set(found < 0, None) if found.min() == -1 else found


def _of_level(found: pl.Series, field: str, territory: Territory) -> pl.Series:
    if field == "area_code":
        return found
    level = field.removesuffix("_code")
    if all(own == level for own in territory.levels):
        return found
    fits = pl.Series([own == level for own in territory.levels]).gather(found)
    return found.set(~fits.fill_null(value=False), None)
