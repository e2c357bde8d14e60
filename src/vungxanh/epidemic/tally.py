"""Adding millions of rows into area x day arrays: sorted into blocks of areas first, then block by block.

A row added where it belongs would miss the processor's cache almost every time; a block of 256 areas
stays in it. Both steps are linear, whatever the order of the rows.
"""

import os
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor

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
        _add_numbers(area, offset, number, community, linked, *outputs, *apart)


def _tally_in_blocks(
    area: NDArray[np.int32],
    offset: NDArray[np.int32],
    community: NDArray[np.bool_],
    linked: NDArray[np.bool_],
    outputs: Outputs,
    apart: tuple[bool, bool],
) -> None:
    areas, days = outputs[0].shape
    starts = np.zeros((areas >> AREA_BITS) + 2, np.int64)
    _count_blocks(area, offset, days, starts)
    np.cumsum(starts, out=starts)
    packed = np.empty(starts[-1], np.int32)
    _sort_into_blocks(area, offset, days, community, linked, starts[:-1].copy(), packed)
    workers = os.cpu_count() or 1
    with ThreadPoolExecutor(workers) as pool:
        jobs = [
            pool.submit(_add_blocks, packed, starts, first, stop, *outputs, *apart)
            for first, stop in _shares(starts, workers)
        ]
        for job in jobs:
            job.result()


def _shares(starts: NDArray[np.int64], workers: int) -> Iterator[tuple[int, int]]:
    """Ranges of blocks with about as many rows each."""
    wanted = np.linspace(0, starts[-1], workers + 1)
    bounds = np.searchsorted(starts, wanted)
    bounds[0], bounds[-1] = 0, len(starts) - 1
    yield from zip(bounds[:-1].tolist(), bounds[1:].tolist(), strict=True)


@numba.njit(cache=True, nogil=True)
def _count_blocks(area, offset, days, starts):  # type: ignore[no-untyped-def]
    """Rows of block b into starts[b + 1]."""
    for i in range(area.size):
        if 0 <= offset[i] < days:
            starts[(area[i] >> AREA_BITS) + 1] += 1


@numba.njit(cache=True, nogil=True)
def _sort_into_blocks(area, offset, days, community, linked, at, packed):  # type: ignore[no-untyped-def]
    """A row becomes one number: day, area within its block, found in the community, linked."""
    some, known = community.size > 1, linked.size > 1
    for i in range(area.size):
        day = offset[i]
        if 0 <= day < days:
            flags = community[i if some else 0] << 1 | linked[i if known else 0]
            block = area[i] >> AREA_BITS
            within = day << AREA_BITS | (area[i] & ((1 << AREA_BITS) - 1))
            packed[at[block]] = within << FLAG_BITS | flags
            at[block] += 1


@numba.njit(cache=True, nogil=True)
def _add_blocks(  # type: ignore[no-untyped-def]
    packed, starts, first, stop, cases, community, unlinked, community_apart, unlinked_apart
):
    for block in range(first, stop):
        for row in packed[starts[block] : starts[block + 1]]:
            area = (block << AREA_BITS) + ((row >> FLAG_BITS) & ((1 << AREA_BITS) - 1))
            day = row >> (FLAG_BITS + AREA_BITS)
            cases[area, day] += 1
            if community_apart and row & 2:
                community[area, day] += 1
            if unlinked_apart and row & 3 == 2:
                unlinked[area, day] += 1


@numba.njit(cache=True, nogil=True)
def _add_numbers(  # type: ignore[no-untyped-def]
    area, offset, n, community_flag, linked, cases, community, unlinked, community_apart, unlinked_apart
):
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
