"""The best circle: an area with its nearest ones, over the last days.

recent[a, d] = cases of area a in the last d+1 days; order[i, j] = the j-th nearest area to i (itself first),
of which the first size[i] may be in a circle. A circle's cumulated sums grow area by area. `enough[z, d]`,
made by `case_limits`, says how many cases zone z (centre by centre) needs to matter: the
replicas then compare whole numbers and need a logarithm only for the few zones that pass.
"""

import numba
import numpy as np

from vungxanh.epidemic.clusters.ratio import NEVER, log_ratio


@numba.njit(cache=True, nogil=True)
def case_limits(expected, order, size, first, most, enough) -> None:  # type: ignore[no-untyped-def]
    """Fills enough[first[i] + j, d] from most[c] (see ratio.most_expected)."""
    days = expected.shape[1]
    e, c = np.empty(days), np.empty(days, np.int64)
    for i in range(order.shape[0]):
        e[:] = 0.0
        c[:] = 0
        for j in range(size[i]):
            for d in range(days):
                e[d] += expected[order[i, j], d]
                # e only grows within a circle, so the number needed never falls.
                while c[d] < most.size and most[c[d]] < e[d]:
                    c[d] += 1
                enough[first[i] + j, d] = c[d] if c[d] < most.size else NEVER


@numba.njit(cache=True, nogil=True)
def best_circle(recent, expected, total, order, size, first, enough, blocked):  # type: ignore[no-untyped-def]
    """(ratio, centre, number of areas, number of days) of the best circle without a blocked area.

    The first in the order of centres, sizes and days wins a tie; (0, -1, 0, 0) if none passes.
    """
    days = recent.shape[1]
    cases = np.empty(days, np.int32)
    best, centre, areas, last = 0.0, -1, 0, 0
    for i in range(order.shape[0]):
        cases[:] = 0
        for j in range(size[i]):
            area = order[i, j]
            if blocked[area]:
                break
            zone = first[i] + j
            over = np.int32(-1)
            for d in range(days):
                cases[d] += recent[area, d]
                over = max(over, cases[d] - enough[zone, d])
            if over >= 0:
                for d in range(days):
                    if cases[d] >= enough[zone, d]:
                        e = 0.0
                        for k in range(j + 1):
                            e += expected[order[i, k], d]
                        value = log_ratio(cases[d], e, total)
                        if value > best:
                            best, centre, areas, last = value, i, j + 1, d + 1
    return best, centre, areas, last
