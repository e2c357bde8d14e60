"""The filter and the smoother over all areas, in parallel; each area's result depends on that area alone."""

import numba
import numpy as np

from vungxanh.epidemic.rt.passes import backward, forward
from vungxanh.epidemic.rt.summary import moments, summarise


@numba.njit(cache=True, nogil=True, parallel=True)
def filter_and_smooth(data, model, tuned, shares, outputs):  # type: ignore[no-untyped-def]
    """Fills the outputs for all areas; `shares` are the bounds of the pieces that are worked on side by side.

    data     counts, extra variance, effects (areas, days), aims (groups, days, 2), group (areas,)
    tuned    per group: k, band (groups, half + 1), anew, imports
    outputs  filter, smoother (areas, days, 7), lam (areas, days), last (areas, grid), log R moments of the filter
             (areas, days, 2), score (areas,)
    """
    counts, variance, effect, aims, group = data
    x, r = model[1], model[2]
    ks, bands, news, imports = tuned
    filtered, smoothed, lams, last, log_moments, score = outputs
    days = counts.shape[1]
    for piece in numba.prange(shares.size - 1):
        pred, post = np.empty((days, x.size)), np.empty((days, x.size))
        shown = np.empty(days)
        for i in range(shares[piece], shares[piece + 1]):
            g = group[i]
            score[i] = forward(
                (counts[i], variance[i], effect[i], aims[g]),
                model,
                (ks[g], bands[g], news[g], imports[g]),
                shown,
                lams[i],
                True,
                pred,
                post,
            )
            for t in range(days):
                summarise(post[t], x, r, filtered[i, t])
                log_moments[i, t, 0], log_moments[i, t, 1] = moments(post[t], x)
            last[i] = post[days - 1]
            backward(aims[g], x, bands[g], news[g], pred, post)
            for t in range(days):
                summarise(post[t], x, r, smoothed[i, t])


@numba.njit(cache=True, nogil=True, parallel=True)
def scores(data, model, tuned, chosen, score):  # type: ignore[no-untyped-def]
    """score[n] = log p(counts of area chosen[n]) under the tuned values; nothing else is kept."""
    counts, variance, effect, aims, group = data
    ks, bands, news, imports = tuned
    nothing = np.empty((0, 0))
    for n in numba.prange(chosen.size):
        i, g = chosen[n], group[chosen[n]]
        score[n] = forward(
            (counts[i], variance[i], effect[i], aims[g]),
            model,
            (ks[g], bands[g], news[g], imports[g]),
            np.empty(counts.shape[1]),
            np.empty(counts.shape[1]),
            False,
            nothing,
            nothing,
        )
