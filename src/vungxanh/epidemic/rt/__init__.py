"""The reproduction number: Cori's estimator, the negative-binomial filter and smoother, growth."""

from vungxanh.epidemic.rt.estimate import RtEstimate, estimate
from vungxanh.epidemic.rt.summary import Summary

__all__ = ["RtEstimate", "Summary", "estimate"]
