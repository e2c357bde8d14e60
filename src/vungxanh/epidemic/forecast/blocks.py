"""Blocks: a daily panel as weeks that end on its last day, or as overlapping 7-day sums.

    days     ... 1 2 3 4 5 6 7 8 9 10 11 12 13 14        last day: 14
    blocks       [     1-7   ] [      8-14      ]        the days before the first whole block are left out
    running  sum of 1-7 at day 7, of 2-8 at day 8, ...   nan for days 1-6

A block with days not reported counts the others, scaled up to seven days; with fewer than four it is nan.
"""

from dataclasses import replace
from datetime import timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel

WEEK = 7
FEWEST = 4  # reported days that a block needs


def blocks_of(panel: Panel) -> Panel:
    """The same areas in steps of 7 days."""
    whole = panel.steps // WEEK
    ends = np.arange(panel.steps - 1 - WEEK * (whole - 1), panel.steps, WEEK) if whole else np.arange(0)
    first = panel.last_end - timedelta(days=WEEK * max(whole - 1, 0))
    return replace(panel, first_end=first, step=WEEK, values=running_sums(panel.values)[:, ends])


def running_sums(values: NDArray[np.float64]) -> NDArray[np.float64]:
    """Sum of the seven days up to each day (areas, days)."""
    given = np.isfinite(values)
    total, count = (_running(np.where(given, values, 0.0)), _running(given.astype(np.float64)))
    whole = np.divide(total * WEEK, count, out=np.full(values.shape, np.nan), where=count >= FEWEST)
    whole[:, : WEEK - 1] = np.nan
    return np.where(count == WEEK, total, whole)


def _running(values: NDArray[np.float64]) -> NDArray[np.float64]:
    sums = np.cumsum(np.pad(values, ((0, 0), (WEEK, 0))), axis=1)
    return sums[:, WEEK:] - sums[:, :-WEEK]
