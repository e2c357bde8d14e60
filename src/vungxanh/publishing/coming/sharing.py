"""Hidden counts replaced by a distribution that anyone could draw from what is published.

    quarters a, b of an open ward (both hidden)        truth a, b      published        here a, b
    day 1: 5 cases                                     5, 0            *, *  sum 5      3, 2   (by population)
    day 2: 0 cases                                     0, 0            0, 0             0, 0

Of a block only the sum is known to the public (see `disclosure`). Its cases are dealt out to its finest areas
in a fixed order by population, so estimates made from these counts say nothing of who really had them. Where
not even the sum is published, the hidden cells become zero.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.disclosure import Index, Mask, block_of

GOLDEN = 0.618_033_988_749_895
"""Steps of the golden section fill any shares evenly, however few there are."""

Counted = NDArray[np.int32]
Positions = NDArray[np.intp]


def dealt_out(
    series: list[Counted],
    parent: Index,
    protected: Mask,
    hidden: Mask,
    reported: Mask,
    people: NDArray[np.float64],
) -> list[Counted]:
    """The series (areas, days), nested (each at most the one before), with hidden cells dealt out."""
    leaves = np.bincount(parent[parent >= 0], minlength=len(parent)) == 0
    label = block_of(parent, protected)
    fresh = [values.copy() for values in series]
    for block in np.unique(label[protected]).tolist():
        members = np.flatnonzero(protected & (label == block))
        finest = members[leaves[members]]
        told = reported[block] if block < len(parent) else np.zeros(hidden.shape[1], np.bool_)
        for holders, days in _same_holders(finest, hidden):
            edges = _edges(people[holders])
            for values, truth in zip(fresh, series, strict=True):
                totals = np.where(told[days], truth[np.ix_(holders, days)].sum(axis=0), 0)
                values[np.ix_(holders, days)] = _dealt(totals, days, edges)
    for values in fresh:
        _sum_up(values, parent, protected & ~leaves)
    return fresh


def _same_holders(finest: Positions, hidden: Mask) -> Iterator[tuple[Positions, Positions]]:
    """Days on which anything is hidden, by which of the finest areas it is hidden in."""
    cells = hidden[finest]
    days = np.flatnonzero(cells.any(axis=0))
    if len(days):
        patterns, which = np.unique(cells[:, days], axis=1, return_inverse=True)
        for number in range(patterns.shape[1]):
            yield finest[patterns[:, number]], days[which.ravel() == number]


def _edges(people: NDArray[np.float64]) -> NDArray[np.float64]:
    """Cumulative shares of the holders, by population; equal where it is not known."""
    weights = np.nan_to_num(people, nan=0.0)
    weights = weights if weights.sum() > 0 else np.ones(len(people))
    return np.asarray(np.cumsum(weights) / weights.sum())


def _dealt(totals: NDArray[np.int64], days: Positions, edges: NDArray[np.float64]) -> Counted:
    """Cases (holders, days), dealt one by one: the first of a larger total fall as those of a smaller do."""
    holders, number = len(edges), np.arange(np.abs(totals).max(initial=0))
    at = (days[:, None] + number) * GOLDEN % 1
    whose = np.minimum(np.searchsorted(edges, at, side="right"), holders - 1)
    cell = (whose + holders * np.arange(len(days))[:, None])[number < np.abs(totals)[:, None]]
    dealt = np.bincount(cell, minlength=holders * len(days)).reshape(len(days), holders)
    return np.asarray((dealt * np.sign(totals)[:, None]).T, dtype=np.int32)


def _sum_up(values: Counted, parent: Index, inner: Mask) -> None:
    """Protected areas above others get the sum of their children; open areas keep theirs."""
    for area in sorted(np.flatnonzero(inner).tolist(), key=lambda a: -_depth(a, parent)):
        values[area] = values[parent == area].sum(axis=0)


def _depth(area: int, parent: Index) -> int:
    steps = 0
    while (area := int(parent[area])) >= 0:
        steps += 1
    return steps
