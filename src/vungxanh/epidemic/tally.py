"""Adding millions of rows into area x day arrays: sorted into blocks of areas first, then block by block.

A row added where it belongs would miss the processor's cache almost every time; a block of 256 areas
stays in it. Both steps are linear, whatever the order of the rows.
"""

import os
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numba
import numpy as np
from numpy.typing import NDArray

AREA_BITS = 8
FLAG_BITS = 2
MOST_DAYS = 1 << (31 - AREA_BITS - FLAG_BITS)

Outputs = tuple[NDArray[np.int32], NDArray[np.int32], NDArray[np.int32]]


def tally(
    area: NDArray[np.int32],
    offset: NDArray[np.int32],
    n: NDArray[np.int32] | None,
    community: NDArray[np.bool_],
    linked: NDArray[np.bool_],
    outputs: Outputs,
) -> None:
    """Add `n` (None: one) per row into cases, community, unlinked; what is one array is written once.

    `community` and `linked` have one flag per row, or a single one for all.
    """
    apart = outputs[1] is not outputs[0], outputs[2] is not outputs[1]
    if n is None and outputs[0].shape[1] <= MOST_DAYS:
        _tally_in_blocks(area, offset, community, linked, outputs, apart)
    else:
        # Tables of numbers have a row per area and day at most: not worth sorting.
        number = np.ones(len(area), np.int32) if n is None else n
        _add_numbers(area, offset, number, community, linked, outputs, apart)


def _tally_in_blocks(
    area: NDArray[np.int32],
    offset: NDArray[np.int32],
    community: NDArray[np.bool_],
    linked: NDArray[np.bool_],
    outputs: Outputs,
    apart: tuple[bool, bool],
) -> None:
    areas, days = outputs[0].shape
    workers, blocks = os.cpu_count() or 1, (areas >> AREA_BITS) + 1
    parts = _cut(len(area), workers)
    sizes = np.zeros((workers, blocks), np.int64)

    def measure(k: int) -> None:
        _count_blocks(area[parts[k]], offset[parts[k]], days, sizes[k])

    def sort(k: int) -> None:
        flags = [flag[parts[k]] if len(flag) == len(area) else flag for flag in (community, linked)]
        _sort_into_blocks(area[parts[k]], offset[parts[k]], days, flags[0], flags[1], at[k], packed)

    def add(share: tuple[int, int]) -> None:
        _add_blocks(packed, starts, share, outputs, apart)

    with ThreadPoolExecutor(workers) as pool:
        list(pool.map(measure, range(workers)))
        # In each block the rows of the first part of the file come first, then those of the second.
        ends = np.cumsum(sizes.T).reshape(blocks, workers)
        at = np.ascontiguousarray((ends - sizes.T).T)
        packed = np.empty(ends[-1, -1], np.int32)
        list(pool.map(sort, range(workers)))
        starts = np.append(0, ends[:, -1])
        list(pool.map(add, _shares(starts, workers)))


def _cut(rows: int, parts: int) -> list[slice]:
    """The rows in as many parts of one size."""
    bounds = np.linspace(0, rows, parts + 1).astype(int).tolist()
    return [slice(first, stop) for first, stop in pairwise(bounds)]


def _shares(starts: NDArray[np.int64], workers: int) -> list[tuple[int, int]]:
    """Ranges of blocks with about as many rows each."""
    bounds = np.searchsorted(starts, np.linspace(0, starts[-1], workers + 1))
    bounds[0], bounds[-1] = 0, len(starts) - 1
    return list(pairwise(bounds.tolist()))


@numba.njit(cache=True, nogil=True)
def _count_blocks(area, offset, days, sizes):  # type: ignore[no-untyped-def]
    for i in range(area.size):
        if 0 <= offset[i] < days:
            sizes[area[i] >> AREA_BITS] += 1


@numba.njit(cache=True, nogil=True)
def _sort_into_blocks(area, offset, days, community, linked, at, packed):  # type: ignore[no-untyped-def]
    """A row becomes one number: day, area within its block, found in the community, linked.

    A flag array of another length than the rows holds one flag for all.
    """
    some, known = community.size == area.size, linked.size == area.size
    for i in range(area.size):
        day = offset[i]
        if 0 <= day < days:
            flags = community[i if some else 0] << 1 | linked[i if known else 0]
            block = area[i] >> AREA_BITS
            within = day << AREA_BITS | (area[i] & ((1 << AREA_BITS) - 1))
            packed[at[block]] = within << FLAG_BITS | flags
            at[block] += 1


@numba.njit(cache=True, nogil=True)
def _add_blocks(packed, starts, share, outputs, apart):  # type: ignore[no-untyped-def]
    cases, community, unlinked = outputs
    community_apart, unlinked_apart = apart
    for block in range(share[0], share[1]):
        for row in packed[starts[block] : starts[block + 1]]:
            area = (block << AREA_BITS) + ((row >> FLAG_BITS) & ((1 << AREA_BITS) - 1))
            day = row >> (FLAG_BITS + AREA_BITS)
            cases[area, day] += 1
            if community_apart and row & 2:
                community[area, day] += 1
            if unlinked_apart and row & 3 == 2:
                unlinked[area, day] += 1


@numba.njit(cache=True, nogil=True)
def _add_numbers(area, offset, n, community_flag, linked, outputs, apart):  # type: ignore[no-untyped-def]
    cases, community, unlinked = outputs
    community_apart, unlinked_apart = apart
    days, some, known = cases.shape[1], community_flag.size > 1, linked.size > 1
    for i in range(area.size):
        day = offset[i]
        if not 0 <= day < days:
            continue
        cases[area[i], day] += n[i]
        if not community_flag[i if some else 0]:
            continue
        if community_apart:
            community[area[i], day] += n[i]
        if unlinked_apart and not linked[i if known else 0]:
            unlinked[area[i], day] += n[i]
