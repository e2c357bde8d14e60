"""Numbers that may be known only within bounds, and three-valued comparison.

A count with an unreported day in its window is at least what was counted and may be anything above:
[low, high) = [3, inf). "3 or more" is then true, "5 or more" is unknown, never false.
"""

from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.pack import Operator

Numbers = NDArray[Any]
"""Integer or float array; intervals keep whatever type the indicator has."""


@dataclass(frozen=True, slots=True)
class Interval:
    """Lower and upper bound, same shape. `high is low` when everything is known exactly."""

    low: Numbers
    high: Numbers

    @property
    def exact(self) -> bool:
        """Whether nothing is unknown at all (cheap test, by identity)."""
        return bool(self.high is self.low)

    def known(self) -> NDArray[np.bool_]:
        """Where the value is known."""
        same: NDArray[np.bool_] = np.isfinite(self.low) & (self.low == self.high)
        return same


def exactly(values: Numbers) -> Interval:
    """Values known everywhere."""
    return Interval(values, values)


def unknown_where(values: Numbers, unknown: NDArray[np.bool_], low: float = 0.0) -> Interval:
    """Values known except where `unknown`; there anything from `low` up is possible."""
    if not unknown.any():
        return exactly(values)
    return Interval(np.where(unknown, low, values), np.where(unknown, np.inf, values))


def nan_unknown(values: NDArray[np.float64], low: float = 0.0) -> Interval:
    """Values where nan means unknown."""
    return unknown_where(values, np.isnan(values), low)


@dataclass(frozen=True, slots=True)
class Verdict:
    """A three-valued answer per area and day: true, false, or (neither) unknown."""

    true: NDArray[np.bool_]
    false: NDArray[np.bool_]

    def unknown(self) -> NDArray[np.bool_]:
        """Where it is neither."""
        return ~(self.true | self.false)


def compare(value: Interval, op: Operator, bound: Interval | float) -> Verdict:
    """`value op bound`, true only when it holds for every possible value, false only when for none."""
    if isinstance(bound, float):
        low = high = bound
    else:
        low, high = bound.low, bound.high  # type: ignore[assignment]
    if value.exact and (low is high):
        true = _holds(value.low, op, low)
        return Verdict(true, ~true)
    if op in (">=", ">"):
        return Verdict(_holds(value.low, op, high), ~_holds(value.high, op, low))
    return Verdict(_holds(value.high, op, low), ~_holds(value.low, op, high))


def _holds(left: Numbers, op: Operator, right: Any) -> NDArray[np.bool_]:
    match op:
        case ">=":
            return np.asarray(left >= right)
        case ">":
            return np.asarray(left > right)
        case "<=":
            return np.asarray(left <= right)
        case "<":
            return np.asarray(left < right)
