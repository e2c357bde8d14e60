"""One indicator of a pack on one block of areas."""

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from vungxanh.zoning.indicators.derived import (
    Of,
    below_peak_indicator,
    change_indicator,
    falling_indicator,
)
from vungxanh.zoning.indicators.given import input_indicator
from vungxanh.zoning.indicators.moving import (
    days_without_indicator,
    rate_indicator,
    ratio_indicator,
    sum_indicator,
)
from vungxanh.zoning.indicators.periods import calendar_indicator, history_indicator
from vungxanh.zoning.indicators.surroundings import children_indicator, neighbours_indicator
from vungxanh.zoning.interval import Interval
from vungxanh.zoning.pack import (
    BelowPeak,
    Calendar,
    Change,
    ChildrenAt,
    DaysWithout,
    Falling,
    History,
    Indicator,
    Input,
    NeighboursAt,
    Rate,
    Ratio,
    Sum,
)
from vungxanh.zoning.situation import Situation

COUNTED_SERIES = frozenset({"cases", "community", "unlinked", "linked", "quarantine"})


def evaluate(name: str, situation: Situation) -> Interval:
    """The indicator called `name`, once per block. Rules about neighbours are looked up afresh:

    they depend on what has been counted so far.
    """
    key = name, situation.warmup
    if key in situation.cache:
        return situation.cache[key]
    indicator = situation.pack.indicator(name)
    value = _evaluate(indicator, situation)
    if not isinstance(indicator, NeighboursAt):
        situation.cache[key] = value
    return value


def known_series(indicator: Indicator, given: Mapping[str, object]) -> bool:
    """Whether the data an indicator needs were given at all (for areas and days it may still be missing)."""
    match indicator:
        case Input():
            return indicator.name_in_table in given
        case Ratio():
            return all(
                s in COUNTED_SERIES or s in given for s in (indicator.numerator, indicator.denominator)
            )
        case Sum() | Rate() | DaysWithout() | Calendar():
            return indicator.series in COUNTED_SERIES or indicator.series in given
        case _:
            return True


def _evaluate(indicator: Indicator, situation: Situation) -> Interval:
    if isinstance(indicator, Change | Falling | BelowPeak):
        # The course of another indicator is read on warm-up days too: there, windows may lack days.
        course = replace(situation, warmup=0)
        return DERIVED[type(indicator)](indicator, situation, lambda name: evaluate(name, course))
    return PLAIN[type(indicator)](indicator, situation)


PLAIN: dict[type[Any], Callable[[Any, Situation], Interval]] = {
    Sum: sum_indicator,
    Rate: rate_indicator,
    DaysWithout: days_without_indicator,
    Ratio: ratio_indicator,
    Calendar: calendar_indicator,
    History: history_indicator,
    NeighboursAt: neighbours_indicator,
    ChildrenAt: children_indicator,
    Input: input_indicator,
}

DERIVED: dict[type[Any], Callable[[Any, Situation, Of], Interval]] = {
    Change: change_indicator,
    Falling: falling_indicator,
    BelowPeak: below_peak_indicator,
}
