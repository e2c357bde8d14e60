"""Writing tables that are safe to open in a spreadsheet."""

import os
import tempfile
from pathlib import Path

import polars as pl

from vungxanh.tables.errors import NotWritable
from vungxanh.tables.escaping import escape


def write_csv(frame: pl.DataFrame, path: Path) -> None:
    """Writes UTF-8 with BOM (spreadsheets need it), formulas defused, the whole file or nothing."""
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            # Carriage returns inside cells must be quoted; only "non_numeric" quotes every text.
            escape(frame).write_csv(file, include_bom=True, quote_style="non_numeric")
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from None
    finally:
        temporary.unlink(missing_ok=True)
