"""Every kind of indicator: from counts to an interval per area and day."""

from vungxanh.zoning.indicators.evaluate import evaluate, known_series

__all__ = ["evaluate", "known_series"]
