"""The reproduction number: Cori's estimator, the negative-binomial filter and smoother, growth."""

from vungxanh.epidemic.rt.choosing import Settings
from vungxanh.epidemic.rt.cori import cori
from vungxanh.epidemic.rt.estimate import RtEstimate, estimate
from vungxanh.epidemic.rt.grouping import groups_of
from vungxanh.epidemic.rt.growth import doubling_days, growth_of, observed_growth, reproduction_of
from vungxanh.epidemic.rt.summary import COLUMNS, Summary
from vungxanh.epidemic.rt.table import latest, rt_table
from vungxanh.epidemic.rt.tuning import Tuned

__all__ = [
    "COLUMNS",
    "RtEstimate",
    "Settings",
    "Summary",
    "Tuned",
    "cori",
    "doubling_days",
    "estimate",
    "groups_of",
    "growth_of",
    "latest",
    "observed_growth",
    "reproduction_of",
    "rt_table",
]
