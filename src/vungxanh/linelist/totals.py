"""Rows that sum up others or close a form: read, but not records."""

from collections.abc import Callable

import polars as pl

from vungxanh.linelist.source import Source
from vungxanh.linelist.values import dictionary
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.tables import fold


def judge_totals(
    source: Source, day: pl.Series, area: pl.Series, verdicts: Verdicts, row_of: Callable[[int], int]
) -> None:
    """Marks records without day or area whose row begins with "total", "drawn up by", ..."""
    doubtful = (day.is_null() | area.is_null()).arg_true()
    if not len(doubtful):
        return
    words = dictionary("closing")
    closing = []
    for record in doubtful.to_list():
        cells = (fold(str(cell)) for cell in source.frame.row(row_of(record)) if cell is not None)
        first = next((text for text in cells if text), "")
        if any(first == word or first.startswith((word + " ", word + ":")) for word in words):
            closing.append(record)
    if closing:
        mask = pl.repeat(False, len(day), dtype=pl.Boolean, eager=True)
        verdicts.mark("total_row", mask.scatter(closing, True), "row")
