"""Parquet files: typed already, read column by column."""

from collections.abc import Callable, Sequence
from pathlib import Path

import polars as pl

from vungxanh.messages import message
from vungxanh.tables.errors import Damaged, TooLarge
from vungxanh.tables.limits import Limits
from vungxanh.tables.raw import RawTable

_SIMPLE = (pl.String, pl.Boolean, pl.Date, pl.Datetime, pl.Categorical, pl.Enum, pl.Null)

Choice = Callable[[Sequence[str]], Sequence[str]]


def read_parquet(path: Path, limits: Limits, choose: Choice | None) -> RawTable:
    """The columns that `choose` picks among the names (all without it); nested ones are left out."""
    try:
        scan = pl.scan_parquet(path)
        schema = scan.collect_schema()
        if len(schema) > limits.columns:
            raise TooLarge(path, message("number of columns"), len(schema), limits.columns)
        rows = int(scan.select(pl.len()).collect().item())
        if rows > limits.rows:
            raise TooLarge(path, message("number of rows"), rows, limits.rows)
        usable = [name for name, kind in schema.items() if kind.is_numeric() or kind in _SIMPLE]
        wanted = list(choose(usable)) if choose is not None else usable
        frame = scan.select(wanted).collect()
    except (pl.exceptions.PolarsError, OSError, ValueError) as error:
        raise Damaged(path, "Parquet", _first_line(error)) from None
    except BaseException as error:
        # Rust panics arrive as a BaseException of a type that cannot be imported.
        if type(error).__name__ == "PanicException":
            raise Damaged(path, "Parquet", _first_line(error)) from None
        raise
    return RawTable(frame=frame, form="parquet", header_row=0, first_data_row=1)


def _first_line(error: BaseException) -> str:
    return (str(error).splitlines() or [type(error).__name__])[0][:200]
