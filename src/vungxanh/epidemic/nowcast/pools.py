"""The areas of a triangle in blocks, and summed up to their groups and to one pool."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast.past import add_up, reports_and_known

Array = NDArray[np.float64]

# Areas that are unpacked at a time: bounds the memory, not the result.
BLOCK = 500


@dataclass(frozen=True)
class Unpacked:
    """New reports and known counts (areas, references, D) of some areas, by position in the triangle."""

    rows: NDArray[np.intp]
    new: Array
    known: Array


def unpack(triangle: Triangle, rows: NDArray[np.intp]) -> Unpacked:
    """Some areas, ready for the ladder."""
    gone = triangle.withdrawn
    lost = np.zeros((0, 0, 0)) if gone is None else gone[rows]
    new, known = reports_and_known(triangle.counts[rows], lost)
    return Unpacked(rows, new, known)


def portions(areas: int) -> list[NDArray[np.intp]]:
    """Positions of all areas, block after block."""
    return [np.arange(start, min(start + BLOCK, areas)) for start in range(0, areas, BLOCK)]


@dataclass(frozen=True)
class Pools:
    """Sums of all areas (1, T, D), and of the groups (groups, T, D); `group` of every area."""

    new: Array
    known: Array
    group: NDArray[np.intp]
    group_new: Array
    group_known: Array
    size: Array
    """Cases known per area: who is large and who is small."""

    @property
    def grouped(self) -> bool:
        """Whether there are groups between the areas and the pool."""
        return len(self.group_new) > 1


def pool(triangle: Triangle, parents: NDArray[np.intp] | None) -> Pools:
    """Sum the areas up; without parents (or with one only) the pool is their only group."""
    _, references, delays = triangle.counts.shape
    group = np.zeros(len(triangle.areas), np.intp)
    if parents is not None and np.unique(parents).size > 1:
        group = np.unique(parents, return_inverse=True)[1].astype(np.intp)
    shape = (int(group.max()) + 1, references, delays)
    new, known = np.zeros(shape), np.zeros(shape)
    size = np.zeros(len(triangle.areas))
    for rows in portions(len(triangle.areas)):
        block = unpack(triangle, rows)
        add_up(block.new, group[rows], new)
        add_up(block.known, group[rows], known)
        size[rows] = block.known[:, :, -1].sum(axis=1)
    return Pools(new.sum(axis=0, keepdims=True), known.sum(axis=0, keepdims=True), group, new, known, size)


def spread_sample(size: Array, count: int) -> NDArray[np.intp]:
    """At most `count` areas, evenly spaced from the smallest to the largest."""
    if size.size <= count:
        return np.arange(size.size)
    order = np.lexsort((np.arange(size.size), size))
    return np.sort(order[np.linspace(0, size.size - 1, count).round().astype(np.intp)])
