"""Findings of one area: a condition before it is answered, and the table of two indicators."""

from typing import Any

import numpy as np

from vungxanh.zoning.examine import Span
from vungxanh.zoning.facts import Finding
from vungxanh.zoning.lookback import all_conditions
from vungxanh.zoning.missing import why_not_in_table
from vungxanh.zoning.pack import Condition, Criteria, Pack, conditions_in
from vungxanh.zoning.table import table_bounds


def condition_levels(criteria: Criteria, worst: str) -> dict[str, str]:
    """The level that each condition leads to; one that raises the level may lead to the worst."""
    levels = {condition.id: worst for condition in all_conditions(criteria)}
    return levels | {c.id: rule.level for rule in criteria.rules for c in conditions_in(rule.when)}


def unanswered(condition: Condition, levels: dict[str, str], pack: Pack) -> Finding:
    """What is known about a condition from the pack alone."""
    return Finding(
        condition=condition.id,
        level=levels[condition.id],
        text=condition.text,
        state=None,
        value=None,
        value_upper=None,
        threshold=None,
        certainty=condition.certainty,
        source=condition.source,
        about=pack.indicator(condition.indicator).name,
    )


def table_finding(span: Span, row: int) -> Finding:
    """The table's answer for one area on the last day of the span: settled when it gives one level."""
    table = span.criteria.table
    assert table is not None
    bounds = table_bounds(table, span.situation)
    low, high = int(bounds.low[row, -1]), int(bounds.high[row, -1])
    rows, columns = span.value_of(table.rows), span.value_of(table.columns)
    return Finding(
        condition=table.id,
        level=span.situation.scale[high],
        text=table.text,
        state=low > 0 if low == high else None,
        value=None,
        value_upper=None,
        threshold=None,
        certainty=table.certainty,
        source=table.source,
        about=span.colours.pack.indicator(table.rows).name,
        reason=None if low == high else why_not_in_table(table, span, row),
        row=_exact(rows.low[row, -1], rows.high[row, -1]),
        column=_exact(columns.low[row, -1], columns.high[row, -1]),
    )


def finite(value: Any) -> float | None:
    """A number, or None for infinities and nan."""
    number = float(value)
    return number if np.isfinite(number) else None


def _exact(low: Any, high: Any) -> float | None:
    return finite(low) if low == high else None
