"""Whole numbers in columns of counts, as text of any origin or typed."""

from dataclasses import dataclass

import polars as pl

LARGEST = 10_000_000
"""More cases of one area on one day is a slip of the keyboard."""

_WHOLE = r"^[+-]?\d{1,9}(?:[.,]0+)?$"
_GROUPED = r"^[+-]?\d{1,3}(?:[., \u00a0]\d{3})+$"


@dataclass(frozen=True)
class Wholes:
    """A column of whole numbers; `unreadable` marks cells that hold something else."""

    values: pl.Series
    unreadable: pl.Series


def read_wholes(column: pl.Series) -> Wholes:
    """Whole numbers of one column: "3", "3.0", "-2", "1.234" and "1 234" (thousands), nothing else."""
    if column.dtype.is_integer() or column.dtype == pl.Boolean:
        values = column.cast(pl.Int64, strict=False)
        return _within(values, column.is_not_null())
    if column.dtype.is_numeric():
        number = column.cast(pl.Float64)
        number = number.set(number.is_nan(), None)
        whole = (number == number.round(0)) & (number.abs() <= LARGEST)
        values = number.set(~whole.fill_null(value=False), None).cast(pl.Int64)
        return _within(values, number.is_not_null())
    text = column.cast(pl.String).str.strip_chars()
    text = text.set(text.str.to_lowercase().is_in(["", "-", "n/a", "na", "nan", "null"]), None)
    plain = text.str.contains(_WHOLE)
    grouped = text.str.contains(_GROUPED)
    cleaned = (
        pl.select(
            pl.when(grouped)
            .then(text.str.replace_all(r"[., \u00a0]", ""))
            .when(plain)
            .then(text.str.replace(r"[.,]0+$", ""))
        )
        .to_series()
        .str.strip_prefix("+")
    )
    return _within(cleaned.cast(pl.Int64, strict=False), text.is_not_null())


def _within(values: pl.Series, filled: pl.Series) -> Wholes:
    values = values.set((values.abs() > LARGEST).fill_null(value=False), None)
    return Wholes(values, filled & values.is_null())
