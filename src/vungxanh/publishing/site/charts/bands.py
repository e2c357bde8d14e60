"""Bands of quantiles over days, as paths in a box of `columns` x TOP units: for fans and for Rt.

A day without an estimate is a gap: neither a band nor a line is drawn over it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.site.charts.axis import Tick, day_ticks, spans, value_ticks

TOP = 100
HIGHEST_RT = 6.0
LEAST_RT = 2.0
RT_TICKS = (1, 2, 4, 6)


@dataclass(frozen=True, slots=True)
class Fan:
    """What was counted, then what may come. `wide`, `middle` are bands, `line` the median, `now` in per cent.

    `wide_percent` says how many of 100 courses the wide band holds.
    """

    columns: int
    bars: str
    wide: str
    middle: str
    line: str
    now: float
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    wide_percent: int


@dataclass(frozen=True, slots=True)
class RtBand:
    """The reproduction number of each day; `one` is where R = 1 lies, in per cent from the top."""

    columns: int
    wide: str
    middle: str
    line: str
    one: float
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]


def fan(counted: NDArray[np.float64], ahead: NDArray[np.float64], wide_percent: int) -> Fan:
    """`counted` (days; nan where not shown), `ahead` (days, 5): low, q25, median, q75, high."""
    past, columns = len(counted), len(counted) + len(ahead)
    highest = max(float(np.nanmax(ahead, initial=1)), float(np.nanmax(counted, initial=1)))
    unit = TOP / highest
    low, q25, middle, q75, high = (TOP - ahead * unit).T
    return Fan(
        columns=columns,
        bars=_bars(counted * unit),
        wide=band(low, high, past),
        middle=band(q25, q75, past),
        line=line(middle, past),
        now=round(past / columns * 100, 2),
        y_ticks=tuple(Tick(TOP - value * unit, value) for value in value_ticks(int(highest))),
        x_ticks=tuple(day_ticks(columns, 5)),
        wide_percent=wide_percent,
    )


def rt_band(values: NDArray[np.float64]) -> RtBand:
    """`values` (days, 5): q025, q25, median, q75, q975; nan where there are not enough cases."""
    highest = min(max(LEAST_RT, float(np.nanmax(values, initial=0))), HIGHEST_RT)
    low, q25, middle, q75, high = (TOP - np.minimum(values, highest) * TOP / highest).T
    return RtBand(
        columns=len(values),
        wide=band(low, high),
        middle=band(q25, q75),
        line=line(middle),
        one=TOP - TOP / highest,
        y_ticks=tuple(Tick(TOP - value * TOP / highest, value) for value in RT_TICKS if value <= highest),
        x_ticks=tuple(day_ticks(len(values), 5)),
    )


def band(low: NDArray[np.float64], high: NDArray[np.float64], start: int = 0) -> str:
    """The area between two edges, a piece for each stretch of days that have both."""
    known = (np.isfinite(low) & np.isfinite(high)).tolist()
    pieces = []
    for left, right in spans(known):
        there = _points(high, left, right, start)
        back = _points(low, left, right, start)[::-1]
        pieces.append("M" + "L".join(there + back) + "z")
    return "".join(pieces)


def line(values: NDArray[np.float64], start: int = 0) -> str:
    """A line through the middles of the days."""
    return "".join(
        "M" + "L".join(_points(values, left, right, start))
        for left, right in spans(np.isfinite(values).tolist())
    )


def _points(values: NDArray[np.float64], left: int, right: int, start: int) -> list[str]:
    """Corners in the middle of each day; the outer days are filled to their edges."""
    points = [f"{start + day}.5 {values[day]:.4g}" for day in range(left, right + 1)]
    return [f"{start + left} {values[left]:.4g}", *points, f"{start + right + 1} {values[right]:.4g}"]


def _bars(heights: NDArray[np.float64]) -> str:
    return "".join(
        f"M{day}.08 100v-{height:.4g}h.84v{height:.4g}z"
        for day, height in enumerate(heights.tolist())
        if height > 0
    )
