"""Forward filter and backward smoother of one area on the grid of log R. `estimate` explains the method."""

import math

import numba
import numpy as np

from vungxanh.epidemic.rt.arithmetic import dot, normal, scale_to_one, spread
from vungxanh.epidemic.rt.observing import infectiousness, likelihood

_LEAST_EXPECTED = 1e-9


@numba.njit(cache=True, nogil=True, fastmath=True)
def forward(data, model, tuned, shown, lam, keep, pred, post):  # type: ignore[no-untyped-def]
    """Fills shown, lam (days) and, if `keep`, pred and post (days, grid); returns log p(counts).

    data   counts, extra variance, weekday effects, aim (days, 2): mean and sd of log R when it starts anew
    model  w, x (log R), r (R), softplus table
    tuned  k, band of the random walk, rate of starting anew, imports a day
    """
    counts, variance, effect, aim = data
    w, x, r, table = model
    k, band, anew, imports = tuned
    y, like, jump, p, moved = np.empty(x.size), np.empty(x.size), np.empty(x.size), np.empty(x.size), np.empty(x.size)
    padded = np.empty(x.size + 2 * band.size)
    score = 0.0
    for t in range(counts.size):
        normal(x, aim[t, 0], aim[t, 1], y, jump)
        if t == 0:
            moved[:] = jump
        else:
            spread(p, band, padded, moved)
            for j in range(x.size):
                moved[j] += anew * (jump[j] - moved[j])
        lam[t] = infectiousness(shown, w, t)
        expected = lam[t] * effect[t]
        p[:] = moved
        if counts[t] == counts[t]:
            if expected > _LEAST_EXPECTED:
                k_today = k
                if variance[t] > 0:
                    mean = dot(moved, r) * expected + imports
                    k_today = 1 / (1 / k + variance[t] / (mean * mean))
                score += likelihood(counts[t], expected, imports, k_today, x, table, y, like)
                for j in range(x.size):
                    p[j] *= like[j]
                score += math.log(scale_to_one(p))
            shown[t] = counts[t] / effect[t]
        else:
            # Nothing reported is not zero: those who were infected meanwhile infect others all the same.
            shown[t] = dot(p, r) * lam[t] + imports
        if keep:
            pred[t] = moved
            post[t] = p
    return score


@numba.njit(cache=True, nogil=True, fastmath=True)
def backward(aim, x, band, anew, pred, post):  # type: ignore[no-untyped-def]
    """Turns post (days, grid) from p(R_t | counts to t) into p(R_t | all counts), in place."""
    days, n = post.shape
    y, jump, u, back = np.empty(n), np.empty(n), np.empty(n), np.empty(n)
    padded = np.empty(n + 2 * band.size)
    for t in range(days - 2, -1, -1):
        for j in range(n):
            u[j] = post[t + 1, j] / (pred[t + 1, j] + 1e-30)
        spread(u, band, padded, back)
        normal(x, aim[t + 1, 0], aim[t + 1, 1], y, jump)
        restart = anew * dot(jump, u)
        for j in range(n):
            post[t, j] *= (1 - anew) * back[j] + restart
        scale_to_one(post[t])
