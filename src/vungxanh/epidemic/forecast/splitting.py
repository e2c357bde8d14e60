"""Kernels that turn ranks into cases of a block and split them over days."""

import numba
import numpy as np

SMALL = 40  # up to so many cases are put on days one by one


@numba.njit(cache=True, nogil=True)
def quantile_at(u, levels, q):  # type: ignore[no-untyped-def]
    """Value at level u: linear between the levels; beyond the last, the tail goes on as an exponential."""
    last = levels.size - 1
    if u <= levels[0]:
        return max(0.0, q[0] * u / levels[0]) if q[0] < 10 else q[0] * (0.7 + 0.3 * u / levels[0])
    if u >= levels[last]:
        near = max(0, last - 2)
        pace = (q[last] - q[near]) / np.log((1 - levels[near]) / (1 - levels[last]))
        return q[last] + pace * np.log((1 - levels[last]) / max(1 - u, 1e-9))
    place = np.searchsorted(levels, u)
    part = (u - levels[place - 1]) / (levels[place] - levels[place - 1])
    return q[place - 1] + part * (q[place] - q[place - 1])


@numba.njit(cache=True, nogil=True)
def split(total, share, precision, rng, out):  # type: ignore[no-untyped-def]
    """Dirichlet-multinomial counts of `total` over the days, into out."""
    days = share.size
    out[:] = 0
    if total <= SMALL:
        for n in range(total):
            # Polya's urn: a day that has drawn a case draws the next one more easily.
            point = rng.random() * (precision + n)
            d = 0
            while d < days - 1 and point >= precision * share[d] + out[d]:
                point -= precision * share[d] + out[d]
                d += 1
            out[d] += 1
        return
    # Same variance as the counts have, then rounded so that the sum stays.
    strength = max(total * (1 + precision) / (total + precision) - 1, 0.05)
    weights = np.empty(days)
    for d in range(days):
        weights[d] = rng.standard_gamma(strength * share[d]) + 1e-12
    point = rng.random()
    scale = total / weights.sum()
    reached, before = 0.0, 0
    for d in range(days):
        reached += weights[d] * scale
        here = total if d == days - 1 else min(int(np.floor(reached + point)), total)
        out[d] = here - before
        before = here


@numba.njit(cache=True, nogil=True, parallel=True)
def totals_of(rank, levels, quantiles, luck, out):  # type: ignore[no-untyped-def]
    """out (rows, weeks, draws): whole numbers at the ranks; between two of them `luck` (0..1) decides."""
    rows, weeks, draws = rank.shape
    for a in numba.prange(rows):
        for w in range(weeks):
            for k in range(draws):
                value = quantile_at(rank[a, w, k], levels, quantiles[a, w])
                out[a, w, k] = int(np.floor(value + luck[a, w, k]))


@numba.njit(cache=True, nogil=True)
def days_of(totals, leaves, shares, precision, rng, out):  # type: ignore[no-untyped-def]
    """out (draws, rows, days) of the leaves from their 7-day sums (rows, weeks, draws)."""
    _, weeks, draws = totals.shape
    for a in leaves:
        for k in range(draws):
            for w in range(weeks):
                split(totals[a, w, k], shares[w], precision, rng, out[k, a, w * 7 : w * 7 + 7])
