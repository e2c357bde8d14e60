"""Forward filter and backward smoother of one area on the grid of log R. `estimate` explains the method."""

import math

import numba
import numpy as np

from vungxanh.epidemic.rt.arithmetic import dot, normal, scale_to_one, spread
from vungxanh.epidemic.rt.observing import (
    constant,
    expected_since,
    infectiousness,
    likelihood,
    share_out,
)

_LEAST_EXPECTED = 1e-9
# Before this share of the generation interval lies within the data, a day teaches nothing.
_LEAST_HISTORY = 0.5


@numba.njit(cache=True, nogil=True, fastmath=True)
def anew_densities(aim, x, jumps):  # type: ignore[no-untyped-def]
    """jumps[t] = where log R starts anew on day t: normal with mean and sd aim[t], made when they change."""
    y = np.empty(x.size)
    for t in range(aim.shape[0]):
        if t > 0 and aim[t, 0] == aim[t - 1, 0] and aim[t, 1] == aim[t - 1, 1]:
            jumps[t] = jumps[t - 1]
        else:
            normal(x, aim[t, 0], aim[t, 1], y, jumps[t])


@numba.njit(cache=True, nogil=True, fastmath=True)
def _predict(p, jump, band, anew, padded, moved):  # type: ignore[no-untyped-def]
    """moved = p(R_t | counts before t), from p of the day before."""
    spread(p, band, padded, moved)
    for j in range(p.size):
        moved[j] += anew * (jump[j] - moved[j])


@numba.njit(cache=True, nogil=True, fastmath=True)
def _learn(count, expected, k, imports, model, y, like, p):  # type: ignore[no-untyped-def]
    """p times the likelihood of the count, in place; returns log p(count), up to `constant`."""
    _, _, x, _, table = model
    scale = likelihood(count, expected, imports, k, x, table, y, like)
    for j in range(x.size):
        p[j] *= like[j]
    return scale + math.log(scale_to_one(p))


@numba.njit(cache=True, nogil=True, fastmath=True)
def forward(data, model, tuned, shown, lam, keep, pred, post):  # type: ignore[no-untyped-def]
    """Fills shown, lam (days) and, with `keep`, pred and post (days, grid); else returns log p(counts).

    The score leaves out the first generation interval, when Lambda is not complete.

    data   counts (below 0: not reported), extra variance, effect of t % 7, jumps (days, grid): where R starts
           anew, batch: a count after days without a report is theirs too
    model  w, its running sum, x (log R), r (R), softplus table
    tuned  k, band of the random walk, rate of starting anew, imports a day
    """
    counts, variance, effect, jumps, batch = data
    w, history, x, r, _ = model
    k, band, anew, imports = tuned
    y, like, padded = np.empty(x.size), np.empty(x.size), np.empty(x.size + 2 * band.size)
    p, moved = np.empty(x.size), jumps[0].copy()
    score, silent, age = 0.0, 0, -1
    for t in range(counts.size):
        if t > 0:
            _predict(p, jumps[t], band, anew, padded, moved)
        p[:] = moved
        age += 1 if age >= 0 or counts[t] >= 0 else 0
        known = history[min(age, w.size - 1)] if age >= 0 else 0.0
        lam[t] = infectiousness(shown, w, t) / max(known, _LEAST_HISTORY)
        expected = expected_since(lam, effect, t - silent, t)
        if counts[t] < 0:
            # Nothing reported is not zero: those who were infected meanwhile infect others all the same.
            shown[t] = dot(p, r) * lam[t] + imports
            silent += batch if age >= 0 else 0
        else:
            if expected > _LEAST_EXPECTED and known >= _LEAST_HISTORY:
                mean = dot(moved, r) * expected + imports
                relative = variance[t] / (mean * mean) + (1 - known) ** 2
                k_today = 1 / (1 / k + relative)
                gain = _learn(counts[t], expected, k_today, imports, model, y, like, p)
                if not keep and age >= w.size - 1:
                    score += gain + constant(counts[t], k_today)
            share_out(shown, lam, counts[t], expected, t - silent, t)
            silent = 0
        if keep:
            pred[t], post[t] = moved, p
    return score


@numba.njit(cache=True, nogil=True, fastmath=True)
def backward(jumps, band, anew, pred, post):  # type: ignore[no-untyped-def]
    """Turns post (days, grid) from p(R_t | counts to t) into p(R_t | all counts), in place."""
    days, n = post.shape
    u, back, padded = np.empty(n), np.empty(n), np.empty(n + 2 * band.size)
    for t in range(days - 2, -1, -1):
        for j in range(n):
            u[j] = post[t + 1, j] / max(pred[t + 1, j], 1e-290)
        spread(u, band, padded, back)
        restart = anew * dot(jumps[t + 1], u)
        for j in range(n):
            post[t, j] *= (1 - anew) * back[j] + restart
        scale_to_one(post[t])
