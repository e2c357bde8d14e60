"""The epidemic curve of one place: daily cases, their mean, and the colour of every day beneath.

y 0..TOP is the plot; one unit of x is one day (or week); corrections hang below the zero line.
A day without a report is a gap, a suppressed day a hatched band: neither is drawn as zero.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.site.atlas import HIDDEN, MISSING, SHOWN, Series
from vungxanh.publishing.site.charts.axis import Tick, day_ticks, spans, value_ticks
from vungxanh.publishing.site.palette import Palette, Swatch

TOP = 100
MEAN_DAYS = 7


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of days in per cent of the width, with its class and pattern."""

    left: float
    width: float
    css: str
    pattern: str = "none"


@dataclass(frozen=True, slots=True)
class EpiCurve:
    """Paths in a box of `columns` x TOP units, and what goes around them. `bin` is 1 (days) or 7 (weeks)."""

    columns: int
    bin: int
    start: int
    community: str
    quarantine: str
    corrections: str
    mean: str
    zero: float
    y_ticks: tuple[Tick, ...]
    x_ticks: tuple[Tick, ...]
    bands: tuple[Band, ...]
    strip: tuple[Band, ...]
    looks: tuple[Swatch, ...]
    total: int
    highest: int
    has_quarantine: bool
    has_hidden: bool
    has_missing: bool
    has_incomplete: bool


def epicurve(series: Series, palette: Palette, days: int, width: int = 1, labels: int = 5) -> EpiCurve:
    """The curve of the last `days` days, in columns of `width` days, with at most `labels` dates below."""
    available = len(series.cases)
    days = min(days, available) // width * width
    start = available - days
    state = series.state[start:].reshape(-1, width).max(axis=1)
    cases = _binned(series.cases[start:], width, state)
    community = _binned(series.community[start:], width, state)
    highest, lowest = max(int(cases.max(initial=0)), 1), min(int(cases.min(initial=0)), 0)
    unit = TOP / (highest - lowest)
    zero = highest * unit
    quarantine = cases - community
    incomplete = series.incomplete[start:].reshape(-1, width).max(axis=1)
    columns = days // width
    strip, looks = _strip(series, palette, start)
    return EpiCurve(
        columns=columns,
        bin=width,
        start=start,
        community=_bars(np.zeros_like(community), community.clip(0), zero, unit),
        quarantine=_bars(community.clip(0), quarantine.clip(0), zero, unit),
        corrections=_bars(cases.clip(max=0), -cases.clip(max=0), zero, unit),
        mean=_mean_line(series, start, zero, unit) if width == 1 else "",
        zero=zero,
        y_ticks=tuple(Tick(zero - value * unit, value) for value in value_ticks(highest)),
        x_ticks=tuple(day_ticks(columns, labels)),
        bands=tuple(_bands(state, incomplete)),
        strip=tuple(strip),
        looks=tuple(looks),
        total=int(cases.sum()),
        highest=highest if cases.any() else 0,
        has_quarantine=bool((quarantine > 0).any()),
        has_hidden=bool((state == HIDDEN).any()),
        has_missing=bool((state == MISSING).any()),
        has_incomplete=bool(incomplete.any()),
    )


def _binned(counts: NDArray[np.int32], width: int, state: NDArray[np.uint8]) -> NDArray[np.int64]:
    summed: NDArray[np.int64] = counts.reshape(-1, width).sum(axis=1, dtype=np.int64)
    return np.where(state == SHOWN, summed, 0)


def _bars(base: NDArray[np.int64], height: NDArray[np.int64], zero: float, unit: float) -> str:
    """One path of all bars; each stands on `base` and is `height` high."""
    where = np.flatnonzero(height)
    bottoms = (zero - base[where] * unit).tolist()
    tops = (height[where] * unit).tolist()
    return "".join(
        f"M{x}.08 {bottom:.4g}v-{top:.4g}h.84v{top:.4g}z"
        for x, bottom, top in zip(where.tolist(), bottoms, tops, strict=True)
    )


def _mean_line(series: Series, start: int, zero: float, unit: float) -> str:
    """Mean community cases of the last seven days; a gap where one of them is not shown."""
    shown = series.state == SHOWN
    sums = np.cumsum(np.concatenate([[0], np.where(shown, series.community, 0)]))
    known = np.cumsum(np.concatenate([[0], shown.astype(np.int64)]))
    first = max(start, MEAN_DAYS - 1)
    ends = np.arange(first + 1, len(shown) + 1)
    means = (sums[ends] - sums[ends - MEAN_DAYS]) / MEAN_DAYS
    whole = (known[ends] - known[ends - MEAN_DAYS]) == MEAN_DAYS
    heights = (zero - means * unit).tolist()
    line = []
    for left, right in spans(whole.tolist()):
        points = (f"{first - start + i}.5 {heights[i]:.4g}" for i in range(left, right + 1))
        line.append("M" + "L".join(points))
    return "".join(line)


def _bands(state: NDArray[np.uint8], incomplete: NDArray[np.bool_]) -> list[Band]:
    marked = (
        ("band-hidden", state == HIDDEN, "back"),
        ("band-missing", state == MISSING, "none"),
        ("band-incomplete", incomplete & (state == SHOWN), "none"),
    )
    return [
        _band(left, right, len(state), css, kind)
        for css, flags, kind in marked
        for left, right in spans(flags.tolist())
    ]


def _strip(series: Series, palette: Palette, start: int) -> tuple[list[Band], list[Swatch]]:
    """The colours of all days, and each look once."""
    columns = len(series.cases) - start
    bands: list[Band] = []
    looks: dict[str, Swatch] = {}
    for run in reversed(series.runs):
        if run.last >= start:
            look = palette.look(series.level, run.colour)
            looks[look.css] = look
            left, right = max(run.first, start) - start, run.last - start
            bands.append(_band(left, right, columns, look.css, look.pattern))
    return bands, list(looks.values())


def _band(left: int, right: int, columns: int, css: str, pattern: str) -> Band:
    return Band(round(left / columns * 100, 3), round((right - left + 1) / columns * 100, 3), css, pattern)
