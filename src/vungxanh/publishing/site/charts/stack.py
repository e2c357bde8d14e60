"""How many places had each colour, day by day, as stacked steps; the best colour lies at the bottom."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.site.charts.axis import Tick, day_ticks, value_ticks
from vungxanh.publishing.site.palette import Swatch

WIDTH, HEIGHT = 640, 280


@dataclass(frozen=True, slots=True)
class Layer:
    """One colour's area in a box of WIDTH x HEIGHT."""

    look: Swatch
    path: str


@dataclass(frozen=True, slots=True)
class Stack:
    """The layers that occur, and the axes in per cent."""

    layers: tuple[Layer, ...]
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    places: int


def stack(tally: NDArray[np.int32], looks: Sequence[Swatch]) -> Stack:
    """From `Atlas.tally` and the looks of its rows."""
    places, days = int(tally.sum(axis=0).max(initial=1)), tally.shape[1]
    tops = np.cumsum(tally, axis=0)
    layers = []
    for row, look in enumerate(looks):
        if tally[row].any():
            layers.append(Layer(look, _area(tops[row] - tally[row], tops[row], places)))
    y_ticks = tuple(Tick(100 - value / places * 100, value) for value in value_ticks(places))
    return Stack(tuple(layers), y_ticks, tuple(day_ticks(days, 5)), places)


def _area(low: NDArray[np.int64], high: NDArray[np.int64], places: int) -> str:
    """Along the upper edge from left to right, back along the lower one; steps only where a value changes."""
    return f"M{_edge(high, places)}L{_edge(low[::-1], places, backwards=True)}z"


def _edge(values: NDArray[np.int64], places: int, backwards: bool = False) -> str:
    days = len(values)
    changes = np.flatnonzero(np.diff(values, prepend=values[:1] - 1)).tolist()
    points = []
    for start, stop in zip(changes, [*changes[1:], days], strict=True):
        y = HEIGHT * (1 - int(values[start]) / places)
        for at in (start, stop):
            x = WIDTH * ((days - at) if backwards else at) / days
            points.append(f"{x:.4g} {y:.4g}")
    return "L".join(points)
