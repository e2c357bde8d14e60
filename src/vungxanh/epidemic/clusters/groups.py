"""The best connected group of neighbours, grown from the areas of highest rate downwards.

Question    which group of touching areas, of any form, has had too many cases in the last days?
Method      for each number of days the areas join in the order of their rate c/e; those that touch become one
            component (union-find), and every component ever formed is a candidate: the upper level sets of
            Patil and Taillie 2004, 10.1023/B:EEST.0000027208.48919.7e. A hole of one area without a case
            breaks such a set where counts are small, so a second pass orders the areas by the rate of
            area and neighbours together. Linear in the areas but for sorting, where Tango and
            Takahashi's list of all connected groups explodes. Only areas that are somewhat unusual
            themselves join (one-sided p < 0.2, as a ratio >= JOINS): chance then chains fewer areas together
            and true clusters stand out (Tango and Takahashi 2012, 10.1002/sim.5478).
Limits      only groups up to `most_areas` and `most_share` of the weight count
"""

import numba
import numpy as np

from vungxanh.epidemic.clusters.ratio import log_ratio

PASSES = 2
JOINS = 0.354
"""Half the square of 0.8416, the normal deviate of p = 0.2."""


@numba.njit(cache=True, nogil=True)
def _ordered(passing, d, recent, expected, graph, joins, blocked, rate):  # type: ignore[no-untyped-def]
    """The areas that may join on this pass, highest rate first; ties in the order of the areas."""
    start, touching = graph
    n = recent.shape[0]
    chosen = np.empty(n, np.int64)
    count = 0
    for i in range(n):
        if blocked[i]:
            continue
        c, e = recent[i, d], expected[i, d]
        if passing == 1:
            for t in range(start[i], start[i + 1]):
                if not blocked[touching[t]]:
                    c += recent[touching[t], d]
                    e += expected[touching[t], d]
        if e > 0.0 and (c >= joins.size or joins[c] >= e):
            rate[count] = -c / e
            chosen[count] = i
            count += 1
    order = np.argsort(rate[:count], kind="mergesort")
    return chosen[:count][order]


@numba.njit(cache=True, nogil=True)
def _root(above, i):  # type: ignore[no-untyped-def]
    while above[i] != i:
        above[i] = above[above[i]]
        i = above[i]
    return i


@numba.njit(cache=True, nogil=True)
def _grow(queue, stop, d, told, graph, limits, most, best, above):  # type: ignore[no-untyped-def]
    """Joins the first `stop` areas of the queue; returns the best ratio and after how many it was reached."""
    recent, expected, weight, total = told
    start, touching = graph
    most_areas, most_share = limits
    n = recent.shape[0]
    above[:] = -1
    c, e, w, size = np.empty(n), np.empty(n), np.empty(n), np.empty(n, np.int64)
    reached = 0
    for step in range(stop):
        i = queue[step]
        above[i], c[i], e[i], w[i], size[i] = i, recent[i, d], expected[i, d], weight[i], 1
        for t in range(start[i], start[i + 1]):
            if above[touching[t]] < 0:
                continue
            r, s = _root(above, touching[t]), _root(above, i)
            if r != s:
                above[r] = s
                c[s] += c[r]
                e[s] += e[r]
                w[s] += w[r]
                size[s] += size[r]
        s = _root(above, i)
        if size[s] > most_areas or w[s] > most_share:
            continue
        # A table look-up spares the logarithm for what cannot matter.
        if int(c[s]) < most.size and most[int(c[s])] < e[s]:
            continue
        value = log_ratio(c[s], e[s], total)
        if value > best:
            best, reached = value, step + 1
    return best, reached


@numba.njit(cache=True, nogil=True)
def best_group(recent, expected, weight, total, graph, limits, most, joins, blocked):  # type: ignore[no-untyped-def]
    """(ratio, pass, days, areas that had joined) of the best group; (0, 0, 0, 0) if there is none.

    most and joins: see ratio.most_expected, for the least ratio of a group that matters and for JOINS.
    """
    n, days = recent.shape
    rate, above = np.empty(n), np.empty(n, np.int64)
    told = (recent, expected, weight, total)
    best, which, last, joined = 0.0, 0, 0, 0
    for d in range(days):
        for passing in range(PASSES):
            queue = _ordered(passing, d, recent, expected, graph, joins, blocked, rate)
            value, reached = _grow(queue, queue.size, d, told, graph, limits, most, best, above)
            if reached > 0:
                best, which, last, joined = value, passing, d + 1, reached
    return best, which, last, joined


@numba.njit(cache=True, nogil=True)
def members(found, recent, expected, weight, graph, joins, blocked):  # type: ignore[no-untyped-def]
    """The areas of the group that `best_group` found, in their order."""
    _, which, last, joined = found
    n, d = recent.shape[0], last - 1
    above = np.empty(n, np.int64)
    queue = _ordered(which, d, recent, expected, graph, joins, blocked, np.empty(n))
    told = (recent, expected, weight, -1.0)
    _grow(queue, joined, d, told, graph, (0, 0.0), np.empty(0), 0.0, above)
    s = _root(above, queue[joined - 1])
    inside = np.zeros(n, np.bool_)
    for i in range(n):
        if above[i] >= 0 and _root(above, i) == s:
            inside[i] = True
    return np.flatnonzero(inside)
