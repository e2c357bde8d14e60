"""Many replicas without a cluster, side by side; each depends on its own seed alone."""

import numba
import numpy as np

from vungxanh.epidemic.clusters.circles import best_circle
from vungxanh.epidemic.clusters.groups import best_group
from vungxanh.epidemic.clusters.null import draw


@numba.njit(cache=True, nogil=True, parallel=True)
def highest(seeds, counts, null, told, circles, groups, out) -> None:  # type: ignore[no-untyped-def]
    """out[r] = the highest ratio of replica r among circles and among groups; -1 for a form not asked for.

    null    kind, table, cases, usual (see null.draw)
    told    expected (areas, days; cumulated as in recent), weight (areas), total
    circles order, size, first, enough (empty: no circles)
    groups  start, touching, most areas, most share, most[c], joins[c] (start empty: no groups)
    """
    kind, table, cases, usual = null
    expected, weight, total = told
    order, size, first, enough = circles
    start, touching, most_areas, most_share, most, joins = groups
    n, days = expected.shape
    for r in numba.prange(seeds.size):
        state = np.empty(1, np.uint64)
        state[0] = seeds[r]
        recent = np.empty((n, days), np.int32)
        free = np.zeros(n, np.bool_)
        draw(kind, state, counts[r], table, cases, usual, recent)
        out[r, 0] = out[r, 1] = -1.0
        if size.size > 0:
            out[r, 0] = best_circle(recent, expected, total, order, size, first, enough, free)[0]
        if start.size > 0:
            limits = (most_areas, most_share)
            graph = (start, touching)
            out[r, 1] = best_group(recent, expected, weight, total, graph, limits, most, joins, free)[0]
