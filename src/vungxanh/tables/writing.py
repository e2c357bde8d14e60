"""Writing tables that are safe to open in a spreadsheet."""

from pathlib import Path

import polars as pl

from vungxanh.tables.escaping import escape
from vungxanh.tables.whole import write_whole


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Writes UTF-8 with BOM (spreadsheets need it), formulas defused, the whole file or nothing."""
    # Carriage returns inside cells must be quoted; only "non_numeric" quotes every text.
    write_whole(path, lambda file: escape(frame).write_csv(file, include_bom=True, quote_style="non_numeric"))
