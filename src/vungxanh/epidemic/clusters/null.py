"""What the counts could have been without any cluster: one replica at a time.

Every draw fills recent[a, d], the cases of area a in the last d+1 days. Day 0 is the last day.

cells        `count` cases fall on the cells (area, day) with given chances: Kulldorff's conditional
             Poisson model, and, with a Poisson `count`, the expectation-based one
permutation  every case keeps its area and gets another case's day (Kulldorff et al. 2005,
             10.1371/journal.pmed.0020059): no population needed
days         the cases of each day fall on the areas by their usual shares; the shares themselves are
             uncertain (gamma around 1 with `steady` as shape, per area), and so is each day (`even`)
"""

import numba
import numpy as np

from vungxanh.epidemic.clusters.draws import alias_table, choose, uniform, unit_gamma

CELLS, PERMUTATION, DAYS = 0, 1, 2


@numba.njit(cache=True, nogil=True)
def _cells(state, count, threshold, other, recent) -> None:  # type: ignore[no-untyped-def]
    days = recent.shape[1]
    for _ in range(count):
        cell = choose(state, threshold, other)
        recent[cell // days, cell % days] += 1


@numba.njit(cache=True, nogil=True)
def _permutation(state, place, day, recent) -> None:  # type: ignore[no-untyped-def]
    shuffled = day.copy()
    for left in range(shuffled.size - 1, -1, -1):
        pick = int(uniform(state) * (left + 1))
        drawn = shuffled[pick]
        shuffled[pick] = shuffled[left]
        if drawn < recent.shape[1]:
            recent[place[left], drawn] += 1


@numba.njit(cache=True, nogil=True)
def _days(state, per_day, share, steady, even, recent) -> None:  # type: ignore[no-untyped-def]
    n = share.size
    usual, today = np.empty(n), np.empty(n)
    threshold, other = np.empty(n), np.empty(n, np.int64)
    for i in range(n):
        usual[i] = share[i] * unit_gamma(state, steady[i])
    alias_table(usual, threshold, other)
    for d in range(per_day.size):
        if even < np.inf:
            for i in range(n):
                today[i] = usual[i] * unit_gamma(state, even)
            alias_table(today, threshold, other)
        for _ in range(per_day[d]):
            recent[choose(state, threshold, other), d] += 1


@numba.njit(cache=True, nogil=True)
def draw(kind, state, count, table, cases, usual, recent) -> None:  # type: ignore[no-untyped-def]
    """One replica. table: (threshold, other); cases: (place, day); usual: (per day, share, steady, even)."""
    recent[:] = 0
    if kind == CELLS:
        _cells(state, count, table[0], table[1], recent)
    elif kind == PERMUTATION:
        _permutation(state, cases[0], cases[1], recent)
    else:
        _days(state, usual[0], usual[1], usual[2], usual[3], recent)
    for i in range(recent.shape[0]):
        for d in range(1, recent.shape[1]):
            recent[i, d] += recent[i, d - 1]
