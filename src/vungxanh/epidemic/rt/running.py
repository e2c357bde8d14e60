"""The filter and the smoother over many areas, several at once; an area's result depends on that area alone.

data     counts (areas, days), extra variance (areas, days; one row serves all), effects (groups, 7),
         aims (groups, days, 2): mean and sd of log R when it starts anew, group (areas,), order (areas,): the
         areas group by group, batch (1 or 0)
model    w, its running sum, log R, R, softplus table
tuned    per group: k, band (groups, half + 1), rate of starting anew, imports a day
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import pairwise

import numba
import numpy as np

from vungxanh.epidemic.rt.passes import anew_densities, backward, forward
from vungxanh.epidemic.rt.summary import moments, summarise

PIECES_PER_THREAD = 8


def in_pieces(areas: int, work: Callable[[int, int], None]) -> None:
    """Calls work(first, stop) for runs of areas, side by side: the loops below let other threads run."""
    threads = min(numba.get_num_threads(), max(areas, 1))
    bounds = np.linspace(0, areas, min(areas, PIECES_PER_THREAD * threads) + 1).astype(int).tolist()
    if threads == 1:
        for first, stop in pairwise(bounds):
            work(first, stop)
        return
    with ThreadPoolExecutor(threads) as pool:
        list(pool.map(work, bounds[:-1], bounds[1:]))


@numba.njit(cache=True, nogil=True)
def _pass(i, data, model, tuned, jumps, shown, lam, pred, post):  # type: ignore[no-untyped-def]
    """The filter of area i; `jumps` are those of its group. An empty `post` keeps nothing."""
    counts, variance, effects, _, group, _, batch = data
    ks, bands, news, imports = tuned
    g = group[i]
    told = (counts[i], variance[min(i, variance.shape[0] - 1)], effects[g], jumps, batch)
    return forward(told, model, (ks[g], bands[g], news[g], imports[g]), shown, lam, post.size > 0, pred, post)


@numba.njit(cache=True, nogil=True)
def filter_and_smooth(first, stop, data, model, tuned, width, outputs):  # type: ignore[no-untyped-def]
    """Fills filter and smoother (areas, days, 7), Lambda, last (areas, grid) for areas order[first:stop]."""
    filtered, smoothed, lam, last = outputs
    counts, aims, group, order = data[0], data[3], data[4], data[5]
    x, r = model[2], model[3]
    days, current = counts.shape[1], -1
    pred, post, jumps = np.empty((days, x.size)), np.empty((days, x.size)), np.empty((days, x.size))
    shown, below = np.empty(days), np.empty(x.size)
    for n in range(first, stop):
        i = order[n]
        g = group[i]
        if g != current:
            anew_densities(aims[g], x, jumps)
            current = g
        _pass(i, data, model, tuned, jumps, shown, lam[i], pred, post)
        for t in range(days):
            summarise(post[t], x, r, 1.0, below, filtered[i, t])
        last[i] = post[days - 1]
        backward(jumps, tuned[1][g], tuned[2][g], pred, post)
        for t in range(days):
            summarise(post[t], x, r, width, below, smoothed[i, t])


@numba.njit(cache=True, nogil=True)
def filter_only(first, stop, data, model, tuned, keep, score, log_moments):  # type: ignore[no-untyped-def]
    """Fills log p(counts) or, with `keep`, moments of log R (areas, days, 2) for areas order[first:stop]."""
    aims, group, order, x = data[3], data[4], data[5], model[2]
    days, current = data[0].shape[1], -1
    kept = days if keep else 0
    pred, post, jumps = np.empty((kept, x.size)), np.empty((kept, x.size)), np.empty((days, x.size))
    shown, lam = np.empty(days), np.empty(days)
    for n in range(first, stop):
        i = order[n]
        if group[i] != current:
            anew_densities(aims[group[i]], x, jumps)
            current = group[i]
        score[i] = _pass(i, data, model, tuned, jumps, shown, lam, pred, post)
        for t in range(kept):
            log_moments[i, t, 0], log_moments[i, t, 1] = moments(post[t], x)
