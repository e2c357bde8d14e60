"""Indicators that are given, not counted: vaccination, capacity, special findings."""

import numpy as np

from vungxanh.zoning.interval import Interval, nan_unknown
from vungxanh.zoning.pack import Input
from vungxanh.zoning.situation import Situation


def input_indicator(indicator: Input, situation: Situation) -> Interval:
    """The last value given, for at most `valid_days` days; out of range is unknown, not clipped."""
    values = situation.series(indicator.name_in_table)
    if values is None:
        return nan_unknown(np.full(situation.shape, np.nan), low=-np.inf)
    given = values.astype(np.float64)
    days = np.arange(given.shape[1])
    last = np.maximum.accumulate(np.where(np.isnan(given), -1, days), axis=1)
    carried = np.take_along_axis(given, np.maximum(last, 0), axis=1)
    fresh = (last >= 0) & (days - last < situation.whole(indicator.valid_days))
    in_range = np.ones(given.shape, np.bool_)
    if indicator.lowest is not None:
        in_range &= carried >= indicator.lowest
    if indicator.highest is not None:
        in_range &= carried <= indicator.highest
    return nan_unknown(np.where(fresh & in_range, carried, np.nan), low=-np.inf)
