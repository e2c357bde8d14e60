"""A level read from a table of two banded indicators.

    rows.cuts = [20, 50]        band 0: < 20, band 1: 20 to < 50, band 2: >= 50

An unknown value may lie in several bands, a cell may be unknown or allow several levels: the answer is the
best and the worst level among all cells that the area may be in.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.indicators import evaluate
from vungxanh.zoning.interval import Interval
from vungxanh.zoning.pack import Table
from vungxanh.zoning.situation import LevelBounds, Situation


@dataclass(frozen=True, slots=True)
class Bands:
    """Lowest and highest band that each area-day may be in."""

    low: NDArray[np.intp]
    high: NDArray[np.intp]


def table_bounds(table: Table, situation: Situation) -> LevelBounds:
    """Best and worst level per area and day."""
    best, worst = _cell_bounds(table, situation.scale)
    rows = bands(evaluate(table.rows, situation), [situation.pack.number(c) for c in table.row_cuts])
    columns = bands(evaluate(table.columns, situation), [situation.pack.number(c) for c in table.column_cuts])
    low = np.full(situation.shape, len(situation.scale) - 1, np.int8)
    high = np.zeros(situation.shape, np.int8)
    for row in range(best.shape[0]):
        for column in range(best.shape[1]):
            possible = (
                (rows.low <= row) & (row <= rows.high) & (columns.low <= column) & (column <= columns.high)
            )
            np.minimum(low, best[row, column], out=low, where=possible)
            np.maximum(high, worst[row, column], out=high, where=possible)
    return LevelBounds(low, high)


def bands(value: Interval, cuts: list[float]) -> Bands:
    """The band of each value: 0 below the first cut; a value equal to a cut belongs to the band above."""
    low = np.searchsorted(cuts, value.low, side="right")
    return Bands(low, low if value.exact else np.searchsorted(cuts, value.high, side="right"))


def _cell_bounds(table: Table, scale: tuple[str, ...]) -> tuple[NDArray[np.int8], NDArray[np.int8]]:
    best = np.zeros((len(table.cells), len(table.cells[0])), np.int8)
    worst = np.full_like(best, len(scale) - 1)
    for i, row in enumerate(table.cells):
        for j, cell in enumerate(row):
            if cell == "unknown":
                continue
            ranks = [scale.index(level) for level in ([cell] if isinstance(cell, str) else cell)]
            best[i, j], worst[i, j] = min(ranks), max(ranks)
    return best, worst
