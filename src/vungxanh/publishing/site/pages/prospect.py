"""What may come for one place, as its page shows it; sentences are messages, so both languages share it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message
from vungxanh.publishing.site.ahead import Course, Growth, Swing, telling
from vungxanh.publishing.site.atlas import SHOWN, UNKNOWN
from vungxanh.publishing.site.charts import Chances, Fan, RtBand, chances, fan, rt_band
from vungxanh.publishing.site.palette import UNKNOWN_SWATCH, Swatch
from vungxanh.publishing.site.view import View
from vungxanh.publishing.site.words import zone_of

PAST_DAYS = 28


@dataclass(frozen=True, slots=True)
class Outlook:
    """The chances as a chart and as rows (day, one share for each look)."""

    chart: Chances
    first: date
    said: tuple[Message, ...]
    late: Message | None
    looks: tuple[Swatch, ...]
    rows: tuple[tuple[date, tuple[float, ...]], ...]


@dataclass(frozen=True, slots=True)
class Spreading:
    """Rt as a chart; `chart` is None when there were never enough cases."""

    chart: RtBand | None
    first: date
    said: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class Cases:
    """The forecast as a chart and as rows (day, low, median, high), in days and in weeks."""

    chart: Fan
    first: date
    said: Message
    rows: tuple[tuple[date, int, int, int], ...]
    weeks: tuple[tuple[date, int, int, int], ...]


@dataclass(frozen=True, slots=True)
class Prospect:
    """All of it; `hidden` when nothing may be shown of the place."""

    hidden: bool
    outlook: Outlook | None = None
    spreading: Spreading | None = None
    cases: Cases | None = None


def prospect(view: View, position: int) -> Prospect | None:
    """What the page of a place says of the future; None when nothing was computed for it."""
    expected = view.expected
    if not expected.any:
        return None
    if position in expected.hidden:
        return Prospect(hidden=True)
    course, growth = expected.courses.get(position), expected.growth.get(position)
    swing = expected.swings.get(position)
    if course is None and growth is None and swing is None:
        return None
    return Prospect(
        hidden=False,
        outlook=None if course is None else _outlook(view, position, course),
        spreading=None if growth is None else spreading(growth),
        cases=None if swing is None else cases(swing, recent(view, position), view.atlas.last),
    )


def _outlook(view: View, position: int, course: Course) -> Outlook:
    looks = view.palette.looks(view.atlas.places[position].level)
    colour = int(view.atlas.colour[position, -1])
    return outlook(course, looks, colour if colour < UNKNOWN else None)


def outlook(course: Course, looks: Sequence[Swatch], rank: int | None) -> Outlook:
    """The outlook of a place that has the colour `rank` today."""
    shown = (*looks, UNKNOWN_SWATCH)
    zones = [zone_of(look) for look in looks]
    end = course.first + timedelta(days=len(course.shares) - 1)
    said = [telling.chances_said(course, rank, zones[0])]
    if course.to_green is not None and rank != 0:
        said.append(telling.to_green_said(course.to_green, zones[0], course.to_green.end or end))
    late = None if course.today is None else telling.late_reports_said(course.today, rank, zones)
    drawn = chances(course.shares, shown)
    columns = [row for row, look in enumerate(shown) if look in drawn.looks]
    rows = tuple(
        (
            course.first + timedelta(days=day),
            tuple(course.shares[day, columns].tolist()),
        )
        for day in range(len(course.shares))
    )
    return Outlook(drawn, course.first, tuple(said), late, drawn.looks, rows)


def spreading(growth: Growth) -> Spreading:
    """Rt of a place."""
    drawn = None if np.isnan(growth.values).all() else rt_band(growth.values)
    return Spreading(drawn, growth.first, tuple(telling.rt_said(growth)))


def cases(swing: Swing, counted: NDArray[np.float64], last: date) -> Cases:
    """The forecast of a place behind its counts of the last days."""
    gap = (swing.first - last).days - 1
    before = np.concatenate([counted, np.full(max(gap, 0), np.nan)])
    rows = tuple(
        (swing.first + timedelta(days=day), int(low), int(middle), int(high))
        for day, (low, _, middle, _, high) in enumerate(swing.values.tolist())
    )
    return Cases(
        chart=fan(before, swing.values, swing.wide_percent),
        first=last - timedelta(days=len(counted) - 1),
        said=telling.forecast_said(swing),
        rows=rows,
        weeks=tuple((day, int(q[0]), int(q[2]), int(q[4])) for day, q in swing.weeks),
    )


def recent(view: View, position: int) -> NDArray[np.float64]:
    """The counts of the last days, nan where they are not shown."""
    atlas = view.atlas
    shown = atlas.state[position, -PAST_DAYS:] == SHOWN
    return np.where(shown, atlas.cases[position, -PAST_DAYS:], np.nan)
