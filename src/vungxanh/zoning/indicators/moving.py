"""Indicators of one series over the last days: sums, rates, ratios, days without a case."""

import numpy as np
from numpy.lib.stride_tricks import sliding_window_view
from numpy.typing import NDArray

from vungxanh.epidemic import days_without, rate, rolling_sum
from vungxanh.zoning.interval import Interval, Numbers, exactly, nan_unknown, unknown_where
from vungxanh.zoning.pack import DaysWithout, Rate, Ratio, Sum
from vungxanh.zoning.situation import Situation


def window_sum(situation: Situation, name: str, window: int) -> Interval:
    """Sum of a series over `window` days; a window that reaches an unreported day is only bounded below."""
    values: Numbers | None = situation.series(name)
    if values is None:
        return unknown_where(np.zeros(situation.shape), np.ones(situation.shape, np.bool_))
    missing = missing_days(situation, values)
    # What was counted on a day without a full report (in one ward of a district) is still the least.
    sums: Numbers = _float_sum(values, window) if values.dtype.kind == "f" else rolling_sum(values, window)
    gap = _window_gap(situation, window, missing)
    return exactly(sums) if gap is None or not gap.any() else _at_least(sums, gap)


def sum_indicator(indicator: Sum, situation: Situation) -> Interval:
    """Cases over a window."""
    return window_sum(situation, indicator.series, situation.whole(indicator.window))


def rate_indicator(indicator: Rate, situation: Situation) -> Interval:
    """Cases over a window per `per` people; unknown without population."""
    sums = window_sum(situation, indicator.series, situation.whole(indicator.window))
    people = situation.population()
    low = rate(sums.low, people, indicator.per)
    nobody_known = ~(people > 0)
    if sums.exact and not nobody_known.any():
        return exactly(low)
    known = np.isfinite(sums.high)
    high = np.where(known, rate(np.where(known, sums.high, 0), people, indicator.per), np.inf)
    low[nobody_known], high[nobody_known] = 0.0, np.inf
    return Interval(low, high)


def days_without_indicator(indicator: DaysWithout, situation: Situation) -> Interval:
    """Quiet days up to today. Before the first day on the axis, and on unreported days, nothing is known."""
    values = situation.series(indicator.series)
    if values is None:
        return unknown_where(np.zeros(situation.shape), np.ones(situation.shape, np.bool_))
    quiet = days_without(values > 0)
    # Quiet since the first day of the axis: there may have been more quiet days before.
    never = quiet == np.arange(1, situation.counts.days + 1)
    missing = missing_days(situation, values)
    if missing is None:
        return Interval(quiet, np.where(never, np.inf, quiet)) if never.any() else exactly(quiet)
    surely = days_without((values > 0) | missing)
    return Interval(surely, np.where(never, np.inf, quiet))


def ratio_indicator(indicator: Ratio, situation: Situation) -> Interval:
    """100 x numerator / denominator over a window; unknown where either is, or the denominator is 0."""
    window = situation.whole(indicator.window)
    above = window_sum(situation, indicator.numerator, window)
    below = window_sum(situation, indicator.denominator, window)
    known = above.known() & below.known() & (below.low > 0)
    with np.errstate(divide="ignore", invalid="ignore"):
        return nan_unknown(np.where(known, 100.0 * above.low / below.low, np.nan))


def missing_days(situation: Situation, values: Numbers) -> NDArray[np.bool_] | None:
    """Days of the block without a value: by the report mask for counts, by nan for further series."""
    if values.dtype.kind == "f":
        gaps = np.isnan(values)
        return gaps if gaps.any() else None
    return situation.unreported()


def _window_gap(
    situation: Situation, window: int, missing: NDArray[np.bool_] | None
) -> NDArray[np.bool_] | None:
    """Where a window reaches before the axis or over a missing day; None when nowhere that is read."""
    starts_inside = window - 1 <= situation.warmup
    if missing is None and starts_inside:
        return None
    gap = (
        np.zeros(situation.shape, np.bool_)
        if missing is None
        else rolling_sum(missing.astype(np.int32), window) > 0
    )
    if not starts_inside:
        gap[:, : window - 1] = True
    return gap


def _at_least(sums: Numbers, gap: NDArray[np.bool_]) -> Interval:
    """Where there is a gap, what was counted is the least it can be."""
    return Interval(sums, np.where(gap, np.inf, sums))


def _float_sum(values: NDArray[np.float64], window: int) -> NDArray[np.float64]:
    """Each window added up by itself: the difference of running totals would leave traces of rounding."""
    padded = np.pad(np.nan_to_num(values), ((0, 0), (window - 1, 0)))
    total: NDArray[np.float64] = sliding_window_view(padded, window, axis=1).sum(axis=2)
    return total
