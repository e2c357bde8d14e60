"""Indicators computed from another indicator's course: change, falling in a row, below the peak."""

from collections.abc import Callable
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.interval import Interval, exactly, nan_unknown
from vungxanh.zoning.pack import BelowPeak, Change, Falling
from vungxanh.zoning.situation import Situation

Of = Callable[[str], Interval]
"""Looks up another indicator of the same pack."""


def change_indicator(indicator: Change, situation: Situation, of: Of) -> Interval:
    """Per cent against `days` days before; from zero it is 0 (still zero) or infinite (grown).

    Below zero (corrections outweigh cases) a percentage says nothing: unknown.
    """
    now = _known_or_nan(of(indicator.of))
    before = _shifted(now, situation.whole(indicator.days))
    with np.errstate(divide="ignore", invalid="ignore"):
        # Rounded, so that a change from 10/14 to 7/14 of the wards is -30 and not a hair more.
        per_cent = np.round(100 * (now - before) / before, 9)
    per_cent = np.where((now == 0) & (before == 0), 0.0, per_cent)
    known = (now >= 0) & (before >= 0)
    return Interval(np.where(known, per_cent, -np.inf), np.where(known, per_cent, np.inf))


def falling_indicator(indicator: Falling, situation: Situation, of: Of) -> Interval:
    """Steps in a row in which the value fell, up to today. An unknown value may have fallen."""
    values = _known_or_nan(of(indicator.of))
    step, most = situation.whole(indicator.step), situation.whole(indicator.at_most)
    least = np.zeros(values.shape)
    possible = np.zeros(values.shape)
    surely, maybe = np.ones(values.shape, np.bool_), np.ones(values.shape, np.bool_)
    newer = values
    for back in range(1, most + 1):
        older = _shifted(values, back * step)
        unknown = np.isnan(newer) | np.isnan(older)
        surely &= newer < older
        maybe &= (newer < older) | unknown
        least += surely
        possible += maybe
        newer = older
    return exactly(least) if (least == possible).all() else Interval(least, possible)


def below_peak_indicator(indicator: BelowPeak, situation: Situation, of: Of) -> Interval:
    """Per cent below the highest value so far; 0 at the peak itself. Needs at least one positive value."""
    values = _known_or_nan(of(indicator.of))
    considered = np.where(_since(situation, indicator.since), values, np.nan)
    with np.errstate(invalid="ignore", divide="ignore"):
        peak = np.fmax.accumulate(considered, axis=1)
        below = np.round(100 * (peak - values) / np.where(peak > 0, peak, np.nan), 9)
    return nan_unknown(below, low=-np.inf)


def _since(situation: Situation, since: date | None) -> NDArray[np.bool_]:
    days = np.arange(situation.counts.days)
    start = 0 if since is None else (since - situation.counts.first).days
    return np.broadcast_to(days >= start, situation.shape)


def _known_or_nan(values: Interval) -> NDArray[np.float64]:
    low = values.low.astype(np.float64)
    return low if values.exact else np.where(values.low == values.high, low, np.nan)


def _shifted(values: NDArray[np.float64], days: int) -> NDArray[np.float64]:
    """The value `days` days before, nan where that lies before the axis."""
    out = np.full(values.shape, np.nan)
    if days < values.shape[1]:
        out[:, days:] = values[:, : values.shape[1] - days]
    return out
