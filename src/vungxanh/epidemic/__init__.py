"""Counts by area and day, and what is computed from them."""

from vungxanh.epidemic.counting import count, daily_series
from vungxanh.epidemic.counts import Counts
from vungxanh.epidemic.moving import change, days_without, rate, rolling_sum
from vungxanh.epidemic.tree import all_up, finest_first, sum_up

__all__ = [
    "Counts",
    "all_up",
    "change",
    "count",
    "daily_series",
    "days_without",
    "finest_first",
    "rate",
    "rolling_sum",
    "sum_up",
]
