"""Why a condition could not be answered, in a sentence."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message, message
from vungxanh.zoning.examine import Span
from vungxanh.zoning.indicators import known_series
from vungxanh.zoning.pack import (
    BelowPeak,
    Change,
    ChildrenAt,
    Condition,
    Falling,
    History,
    Indicator,
    Input,
    NeighboursAt,
    Rate,
    Table,
)


def why_unknown(condition: Condition, span: Span, row: int) -> Message:
    """What is missing for one area (`row` of the block) on the last day of the span."""
    pack = span.colours.pack
    for name in (condition.indicator, condition.than):
        if name is not None and not _known(span, name, row):
            return _reason(pack.indicator(name), span, row)
    return message(
        "{name}: the value is only known within bounds.", name=pack.indicator(condition.indicator).name
    )


def people_lacking(span: Span) -> NDArray[np.bool_]:
    """Areas of the block with fewer people than the criteria ask for, or an unknown number."""
    minimum = span.colours.pack.number(span.criteria.minimum_population)
    people = span.situation.population()
    lacking: NDArray[np.bool_] = ~(people >= minimum) if minimum > 0 else np.zeros(people.shape, np.bool_)
    return lacking


def why_not_enough_people(span: Span, row: int) -> Message:
    """What the criteria ask for, and what is known."""
    minimum = span.colours.pack.number(span.criteria.minimum_population)
    people = float(span.situation.population()[row])
    if np.isnan(people):
        return message(
            "The population is not known; the criteria ask for {minimum} people or more.", minimum=minimum
        )
    return message(
        "There are {people} people; the criteria ask for {minimum} or more.", people=people, minimum=minimum
    )


def why_not_in_table(table: Table, span: Span, row: int) -> Message:
    """What keeps a table of two indicators from giving one level."""
    for name in (table.rows, table.columns):
        if not _known(span, name, row):
            return _reason(span.colours.pack.indicator(name), span, row)
    return message("The criteria for these values could not be read in the sources.")


def _known(span: Span, name: str, row: int) -> bool:
    value = span.value_of(name)
    return bool(np.isfinite(value.low[row, -1]) and value.low[row, -1] == value.high[row, -1])


def _reason(indicator: Indicator, span: Span, row: int) -> Message:  # noqa: PLR0911
    name = indicator.name
    match indicator:
        case Rate() if not span.situation.population()[row] > 0:
            return message("{name}: the population of the area is not known.", name=name)
        case Input():
            return message("{name}: not given, too old, or out of range.", name=name)
        case History():
            return message("{name}: too few earlier years are known.", name=name)
        case NeighboursAt() if not span.colours.counts.territory.neighbours.known:
            return message("{name}: it is not known which areas are neighbours.", name=name)
        case NeighboursAt():
            return message("{name}: the colour of a neighbour is unknown.", name=name)
        case ChildrenAt():
            return message("{name}: the colours of areas inside are unknown.", name=name)
        case Change() | Falling() | BelowPeak() if not _known(span, indicator.of, row):
            return _reason(span.colours.pack.indicator(indicator.of), span, row)
        case _ if not known_series(indicator, span.colours.counts.extra):
            return message("{name}: no data were given.", name=name)
        case _:
            return message("{name}: part of the period is not covered by a report.", name=name)
