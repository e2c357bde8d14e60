"""How the outbreak develops: the whole, the colours, the weekdays, the parts side by side."""

from typing import Any

import numpy as np

from vungxanh.publishing.site.atlas import HIDDEN, MISSING, SHOWN, Series
from vungxanh.publishing.site.charts import EpiCurve, Stack, epicurve, stack
from vungxanh.publishing.site.pages.area import DAYS_SHOWN
from vungxanh.publishing.site.press import Press
from vungxanh.publishing.site.tongue import WEEKDAYS
from vungxanh.publishing.site.view import View

PARTS_AT_MOST = 80


def write_trends(press: Press) -> None:
    """Write trends.html."""
    view = press.view
    whole = whole_series(view)
    press.page(
        f"{press.tongue.language}/trends.html",
        "trends.html.j2",
        current="trends",
        total=epicurve(whole, view.palette, DAYS_SHOWN),
        total_weeks=epicurve(whole, view.palette, view.atlas.days, 7)
        if view.atlas.days > DAYS_SHOWN + 7
        else None,
        stacks=[(level, *_stack(view, level)) for level in _many(view)],
        partial=_partial_days(view),
        weekdays=_weekdays(whole, view, press),
        parts=[
            (view.rows[p], epicurve(view.atlas.series(p), view.palette, DAYS_SHOWN, labels=3))
            for p in parts(view)
        ],
    )


def whole_series(view: View) -> Series:
    """The sum over all places without a place above it."""
    atlas, roots = view.atlas, list(view.roots)
    if len(roots) == 1:
        return atlas.series(roots[0])
    state = atlas.state[roots]
    # A sum over the parts that reported; only a day without any report at all is a gap.
    hidden = np.where((state == HIDDEN).any(axis=0), HIDDEN, SHOWN)
    merged = np.where((state == MISSING).all(axis=0), MISSING, hidden).astype(np.uint8)
    return Series(
        cases=atlas.cases[roots].sum(axis=0),
        community=atlas.community[roots].sum(axis=0),
        state=merged,
        incomplete=atlas.incomplete,
    )


def parts(view: View) -> list[int]:
    """Places that together make up the whole, if there are not too many to look at."""
    roots = list(view.roots)
    found = list(view.atlas.places[roots[0]].children) if len(roots) == 1 else roots
    if not 1 < len(found) <= PARTS_AT_MOST:
        return []
    return [row.position for row in view.rows_of(found)]


def _many(view: View) -> list[str]:
    """Levels with enough places that counting them by colour says something."""
    return [level for level in view.atlas.coloured_levels if len(view.atlas.by_level[level]) > 1]


def _partial_days(view: View) -> int:
    """Days on which some of the added-up places did not report, so that the sum is only a lower bound."""
    missing = view.atlas.state[list(view.roots)] == MISSING
    return int((missing.any(axis=0) & ~missing.all(axis=0)).sum())


def _small_curve(view: View, position: int) -> EpiCurve:
    return epicurve(view.atlas.series(position), view.palette, DAYS_SHOWN, labels=3)


def _stack(view: View, level: str) -> tuple[Stack, list[Any]]:
    return stack(view.atlas.tally(level), view.palette.legend(level)), view.counts(level)


def _weekdays(series: Series, view: View, press: Press) -> list[tuple[str, float, float]]:
    """Name, mean, and mean in per cent of the highest."""
    weekday = (np.arange(len(series.cases)) + view.atlas.first.weekday()) % 7
    shown = series.state == SHOWN
    means = [
        float(series.cases[shown & (weekday == d)].mean()) if (shown & (weekday == d)).any() else 0.0
        for d in range(7)
    ]
    highest = max(*means, 1e-9)
    return [
        (press.tongue.render(name), mean, round(max(mean, 0) / highest * 100, 1))
        for name, mean in zip(WEEKDAYS, means, strict=True)
    ]
