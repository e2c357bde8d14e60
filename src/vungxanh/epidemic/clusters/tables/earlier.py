"""Yesterday's clusters, from the file that yesterday's search wrote."""

from pathlib import Path

import polars as pl

from vungxanh.tables import Column, read_long

_COLUMNS = [
    Column("cluster", "whole"),
    Column("area", "text"),
    Column("last_day", "date"),
    Column("alarm_since", "date", empty=True),
]


def read_earlier(path: Path) -> pl.DataFrame:
    """What `followed` needs of it."""
    return read_long(path, _COLUMNS)
