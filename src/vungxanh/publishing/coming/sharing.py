"""Hidden counts replaced by a distribution that anyone could draw from what is published.

    quarters a, b of an open ward (both hidden)        truth a, b      published        here a, b
    day 1: 5 cases                                     5, 0            *, *  sum 5      3, 2   (by population)
    day 2: 0 cases                                     0, 0            0, 0             0, 0

Of a block only the sum is known to the public (see `disclosure`). Its cases are dealt out to its finest areas
in a fixed order by population, so estimates made from these counts say nothing of who really had them. Where
not even the sum is published, the hidden cells become zero.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.publishing.disclosure import Index, Mask, block_of

GOLDEN = 0.618_033_988_749_895
"""Steps of the golden section fill any shares evenly, however few there are."""

Counted = NDArray[np.int32]


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
        for day in np.flatnonzero(hidden[finest].any(axis=0)).tolist():
            holders = finest[hidden[finest, day]]
            known = block < len(parent) and reported[block, day]
            order = _order(holders, people, day)
            for values, truth in zip(fresh, series, strict=True):
                total = int(truth[holders, day].sum()) if known else 0
                values[holders, day] = _dealt(total, order, len(holders))
    for values in fresh:
        _sum_up(values, parent, protected & ~leaves)
    return fresh


def _order(holders: NDArray[np.intp], people: NDArray[np.float64], day: int) -> NDArray[np.float64]:
    """Cumulative shares of the holders, and where the dealing of this day starts, as the last entry."""
    weights = np.nan_to_num(people[holders], nan=0.0)
    weights = weights if weights.sum() > 0 else np.ones(len(holders))
    return np.append(np.cumsum(weights) / weights.sum(), day * GOLDEN % 1)


def _dealt(total: int, order: NDArray[np.float64], holders: int) -> Counted:
    """`total` cases one by one; the first cases of a larger total fall as those of a smaller one do."""
    edges, start = order[:-1], order[-1]
    at = (start + np.arange(abs(total)) * GOLDEN) % 1
    whose = np.minimum(np.searchsorted(edges, at, side="right"), holders - 1)
    return np.asarray(np.sign(total) * np.bincount(whose, minlength=holders), dtype=np.int32)


def _sum_up(values: Counted, parent: Index, inner: Mask) -> None:
    """Protected areas above others get the sum of their children; open areas keep theirs."""
    for area in sorted(np.flatnonzero(inner).tolist(), key=lambda a: -_depth(a, parent)):
        values[area] = values[parent == area].sum(axis=0)


def _depth(area: int, parent: Index) -> int:
    steps = 0
    while (area := int(parent[area])) >= 0:
        steps += 1
    return steps
