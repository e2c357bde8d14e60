"""Disclosure control: which counts stay hidden. Nothing is published around it.

    ward (open, its counts are shown) = quarter a + quarter b (both small)      day    1    2    3
    a                                                                                0    *    *
    b                                                                                0    *    *

Small areas whose counts add up to the same shown total form a block. On a day on which any of them has a
case, the counts of all of them are hidden, in all series; on other days all zeros are shown. Which areas
form a block depends on populations and on who reported, never on counts. So all that subtraction gives is
the block's sum, and the sum fits just as well with all cases lying in any other area of the block.
"""

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

Mask = NDArray[np.bool_]
Index = NDArray[np.int32]


def protected_areas(parent: Index, small: Mask, order: Index, reported: Mask) -> Mask:
    """The small areas, all below them, and those that must join them lest subtraction give a count away.

    `parent` is -1 at the top; `order` ranks areas, the first one joins first; `reported` has shape
    (areas, days). On every day, among the children from which anything was reported: a shown total has no
    or several protected ones, a protected total has one at least (else the children give it away).
    """
    protected = small.copy()
    while (below := protected | (protected[parent] & (parent >= 0))).sum() > protected.sum():
        protected = below
    patterns = _distinct_days(reported)
    while joining := {area for day in patterns for area in _to_join(parent, protected, order, day)}:
        protected[list(joining)] = True
    return protected


def hidden_cells(series: list[NDArray[np.int32]], parent: Index, protected: Mask, small_count: int) -> Mask:
    """Cells (area, day) whose counts must not be shown, in any of the series.

    An area that is a block of its own adds up to nothing: only its counts below `small_count` are hidden.
    """
    hidden: Mask = np.zeros(series[0].shape, dtype=np.bool_)
    members = np.flatnonzero(protected)
    if not len(members):
        return hidden
    block = block_of(parent, protected)[members]
    members = members[np.argsort(block, kind="stable")]
    _, first, sizes = np.unique(np.sort(block), return_index=True, return_counts=True)
    risky: Mask = np.zeros((len(first), hidden.shape[-1]), dtype=np.bool_)
    # Negative counts (corrections) are below it too.
    limit = np.repeat(np.where(sizes > 1, np.iinfo(np.int32).max, small_count), sizes)[:, None]
    for values in series:
        telling = (values[members] != 0) & (values[members] < limit)
        risky |= np.logical_or.reduceat(telling, first, axis=0)
    hidden[members] = np.repeat(risky, sizes, axis=0)
    return hidden


def _to_join(parent: Index, protected: Mask, order: Index, reported: Mask) -> Iterator[int]:
    """Areas that must become protected for the totals of one day to give nothing away."""
    number = len(parent)
    heard = _passed_up(parent, reported)
    # Only an area with a reporting bottom can have held the cases of another one.
    able = _passed_up(parent, reported & (np.bincount(parent[parent >= 0], minlength=number) == 0))
    children = np.flatnonzero(heard & (parent >= 0))
    children = children[np.lexsort((order[children], parent[children]))]
    above = parent[children]
    hidden = np.bincount(above, protected[children], minlength=number)
    others = np.bincount(above, protected[children] & able[children], minlength=number)
    telling = np.where(protected, hidden == 0, (hidden > 0) & (others < 2))
    willing = telling[above] & ~protected[children] & (able[children] | protected[above])
    parents, first = np.unique(above[willing], return_index=True)
    yield from children[willing][first].tolist()
    # A shown total that only protected children add up to says their counts: hide it too.
    alone = telling & ~protected
    alone[parents] = False
    yield from np.flatnonzero(alone).tolist()


def _passed_up(parent: Index, seen: Mask) -> Mask:
    """The areas seen and all above them: a total that is unknown itself still passes on what it has."""
    below = np.flatnonzero(parent >= 0)
    while True:
        more = seen.copy()
        np.logical_or.at(more, parent[below], seen[below])
        if (more == seen).all():
            return seen
        seen = more


def block_of(parent: Index, protected: Mask) -> Index:
    """For each protected area a label shared by those whose counts add up to the same shown total.

    It is the position of that total; a label beyond the last area stands for a tree without one.
    """
    number = len(parent)
    # A tree of protected areas without a shown total above it is a block of its own.
    label = np.where(parent >= 0, parent, number + np.arange(number)).astype(np.int32)
    while True:
        above = np.minimum(label, number - 1)
        climbs = (label < number) & protected[above]
        if not climbs.any():
            return label
        label = np.where(climbs, label[above], label).astype(np.int32)


def _distinct_days(reported: Mask) -> list[Mask]:
    """The different patterns of who reported, each once."""
    seen = {column.tobytes(): day for day, column in enumerate(np.packbits(reported, axis=0).T)}
    return [reported[:, day] for day in seen.values()]
