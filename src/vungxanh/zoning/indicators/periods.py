"""Indicators of the calendar: cumulative in the current month or week, and earlier years' thresholds."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.history import period_start
from vungxanh.zoning.indicators.moving import missing_days
from vungxanh.zoning.interval import Interval, Numbers, exactly, nan_unknown, unknown_where
from vungxanh.zoning.pack import Calendar, History
from vungxanh.zoning.situation import Situation


def calendar_indicator(indicator: Calendar, situation: Situation) -> Interval:
    """Cases since the 1st of the month or since Monday, today included."""
    values = situation.series(indicator.series)
    if values is None:
        return unknown_where(np.zeros(situation.shape), np.ones(situation.shape, np.bool_))
    counts = situation.counts
    starts = [period_start(counts.day_at(d), indicator.period) for d in range(counts.days)]
    start = np.array([(day - counts.first).days for day in starts])
    missing = missing_days(situation, values)
    since_start = _since(np.cumsum(np.nan_to_num(values), axis=1), start)
    gap = np.broadcast_to(start < 0, situation.shape)
    if missing is not None:
        gap = gap | (_since(np.cumsum(missing, axis=1), start) > 0)
    if not gap.any():
        return exactly(since_start)
    return Interval(since_start, np.where(gap, np.inf, since_start))


def history_indicator(indicator: History, situation: Situation) -> Interval:
    """mean + k x SD of earlier years; unknown without a history table."""
    if situation.history is None:
        return nan_unknown(np.full(situation.shape, np.nan))
    counts = situation.counts
    bound = situation.history.threshold(
        indicator.period,
        [counts.day_at(d) for d in range(counts.days)],
        years=situation.whole(indicator.years),
        at_least=situation.whole(indicator.at_least),
        sd=situation.pack.number(indicator.sd),
    )
    full = np.broadcast_to(bound, (len(counts.territory), counts.days))
    return nan_unknown(np.asarray(full[situation.rows]))


def _since(cumulative: Numbers, start: NDArray[np.int64]) -> Numbers:
    """Cumulative value minus what it was before each day's period began."""
    before = np.where(start > 0, cumulative[:, np.maximum(start - 1, 0)], 0)
    since: Numbers = cumulative - before
    return since
