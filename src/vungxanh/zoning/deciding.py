"""What stands behind each colour in the tables: value against threshold, and what is missing."""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.colours import Colours
from vungxanh.zoning.examine import Span, spans
from vungxanh.zoning.missing import people_lacking
from vungxanh.zoning.pack import Condition
from vungxanh.zoning.ranks import assessed
from vungxanh.zoning.roles import roles_of
from vungxanh.zoning.table import table_bounds

PEOPLE = "population"
"""Stands among the missing conditions where an area has too few people, or nobody knows how many."""


def deciding(colours: Colours) -> tuple[NDArray[np.float64], NDArray[np.float64], NDArray[np.int64]]:
    """Per area and judged day: value and threshold behind the level (nan if none), and what is missing.

    For the best level they belong to the first condition of the next worse level: the nearest barrier.
    The third array has bit n set where condition number n (see `missing_names`) keeps the level open.
    """
    shape = colours.rank.shape
    value, bound = np.full(shape, np.nan), np.full(shape, np.nan)
    missing = np.zeros(shape, np.int64)
    numbers = {name: number for number, name in enumerate(missing_names(colours))}
    for span in spans(colours, 0, colours.days):
        decided, rank = span.cut(colours.decided), span.cut(colours.rank)
        barrier = nearest_barrier(span)
        verdicts = {}
        for condition in span.conditions():
            found = span.examine(condition)
            verdicts[condition.id] = found.verdict
            shown = (decided == numbers[condition.id]) & (rank >= 0)
            if condition is barrier:
                shown |= (rank == 0) & (decided < 0)
            _put(value, span, shown, found.value.low)
            _put(bound, span, shown, found.bound.low)
        for name, where in {**roles_of(span, verdicts).open, **_others_open(span)}.items():
            bits = np.where(where, np.int64(1) << min(numbers[name], 62), np.int64(0))
            missing[span.rows, span.start : span.stop] |= bits
    return value, bound, missing


def missing_names(colours: Colours) -> tuple[str, ...]:
    """Names of the bits in the third array of `deciding`."""
    return (*colours.conditions, PEOPLE)


def _others_open(span: Span) -> dict[str, NDArray[np.bool_]]:
    """Where the table, or the number of people, keeps the level open."""
    counted = np.maximum(span.cut(span.colours.counted), 0)
    found = {PEOPLE: np.broadcast_to(people_lacking(span)[:, None], counted.shape)}
    if span.criteria.table is not None:
        bounds = table_bounds(span.criteria.table, span.situation)
        several = (bounds.low < bounds.high)[:, span.skipped :]
        found[span.criteria.table.id] = several & (span.cut(span.colours.worst) > counted)
    return found


def nearest_barrier(span: Span) -> Condition | None:
    """The first condition of the mildest level that is worse than the best."""
    scale = span.situation.scale
    rules = sorted(span.criteria.rules, key=lambda rule: scale.index(rule.level))
    given = span.colours.counts.extra
    for rule in rules:
        test = assessed(rule.when, span.colours.pack, given)
        if test is not None:
            wanted = next(iter(_first(test)))
            return next(c for c in span.conditions() if c.id == wanted)
    return None


def _first(test: object) -> Iterator[str]:
    if isinstance(test, Condition):
        yield test.id
    else:
        for part in getattr(test, "any", None) or getattr(test, "all", []):
            yield from _first(part)


def _put(target: NDArray[np.float64], span: Span, where: NDArray[np.bool_], values: NDArray) -> None:  # type: ignore[type-arg]
    part = target[span.rows, span.start : span.stop]
    target[span.rows, span.start : span.stop] = np.where(where, values, part)
