"""Draws the values of one indicator: a number per day, 3+ for "3 or more", 1..4 for bounds, ? for unknown."""

from datetime import date
from typing import Any

import numpy as np

from tests.building import FIRST, counts, pack, territory, when
from vungxanh.zoning import History, Pack
from vungxanh.zoning.indicators import evaluate
from vungxanh.zoning.situation import Situation

ONE = territory(["ward"], [-1], [10_000.0], ())


def values(
    indicators: dict[str, dict[str, Any]],
    cases: str,
    *,
    warmup: int = 0,
    first: date = FIRST,
    history: History | None = None,
    people: float = 10_000.0,
    **series: str,
) -> str:
    """The first indicator, day by day: digits, `.` for a day without a report, - for a correction by one."""
    area = territory(["ward"], [-1], [people], ())
    own = [0 if sign == "." else -1 if sign == "-" else int(sign) for sign in cases]
    reported = np.array([[sign != "." for sign in cases]])
    extra = {
        name: np.array([[np.nan if sign == "." else float(sign) for sign in drawn]])
        for name, drawn in series.items()
    }
    given = counts([own], area, first=first, extra=extra, reported=None if reported.all() else reported)
    first_id = next(iter(indicators))
    return " ".join(drawn_interval(indicators, first_id, given, warmup, history))


def drawn_interval(
    indicators: dict[str, dict[str, Any]], name: str, given: Any, warmup: int, history: History | None
) -> list[str]:
    judge: Pack = pack(indicators, [("red", when(name, ">=", 1))])
    scale = tuple(level.id for level in judge.scales["risk"])
    found = evaluate(name, Situation(given, judge, slice(0, 1), history, {}, scale, warmup))
    return [_text(low, high) for low, high in zip(found.low[0][warmup:], found.high[0][warmup:], strict=True)]


def _text(low: float, high: float) -> str:
    if low == high:
        return f"{low:g}"
    if low == -np.inf or (low == 0 and high == np.inf):
        return "?" if low == -np.inf else "0+"
    return f"{low:g}+" if high == np.inf else f"{low:g}..{high:g}"
