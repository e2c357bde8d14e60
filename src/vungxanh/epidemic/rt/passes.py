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
def _predict(t, p, aim, x, band, anew, y, jump, padded, moved):  # type: ignore[no-untyped-def]
    """moved = p(R_t | counts before t); `jump` keeps where R starts anew, made only when that changes."""
    if t == 0 or aim[t, 0] != aim[t - 1, 0] or aim[t, 1] != aim[t - 1, 1]:
        normal(x, aim[t, 0], aim[t, 1], y, jump)
    if t == 0:
        moved[:] = jump
        return
    spread(p, band, padded, moved)
    for j in range(x.size):
        moved[j] += anew * (jump[j] - moved[j])


@numba.njit(cache=True, nogil=True, fastmath=True)
def _learn(count, expected, relative, k, imports, model, y, like, p):  # type: ignore[no-untyped-def]
    """p times the likelihood of the count, in place; returns the log of the count's probability."""
    _, _, x, _, table = model
    k_today = 1 / (1 / k + relative)
    scale = likelihood(count, expected, imports, k_today, x, table, y, like)
    for j in range(x.size):
        p[j] *= like[j]
    return scale + math.log(scale_to_one(p)) + constant(count, k_today)


@numba.njit(cache=True, nogil=True, fastmath=True)
def forward(data, model, tuned, shown, lam, keep, pred, post):  # type: ignore[no-untyped-def]
    """Fills shown, lam (days), with `keep` pred and post (days, grid); returns log p(counts after burn-in).

    data   counts (below 0: not reported), extra variance, effect of t % 7, aim (days, 2): mean and sd of log
           R when it starts anew, batch: a count after days without a report is theirs too
    model  w, its running sum, x (log R), r (R), softplus table
    tuned  k, band of the random walk, rate of starting anew, imports a day
    """
    counts, variance, effect, aim, batch = data
    w, history, x, r, _ = model
    k, band, anew, imports = tuned
    y, like, jump = np.empty(x.size), np.empty(x.size), np.empty(x.size)
    p, moved, padded = np.empty(x.size), np.empty(x.size), np.empty(x.size + 2 * band.size)
    score, silent, age = 0.0, 0, -1
    for t in range(counts.size):
        _predict(t, p, aim, x, band, anew, y, jump, padded, moved)
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
                gain = _learn(counts[t], expected, relative, k, imports, model, y, like, p)
                score += gain if age >= w.size - 1 else 0.0
            share_out(shown, lam, counts[t], expected, t - silent, t)
            silent = 0
        if keep:
            pred[t], post[t] = moved, p
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
        if t == days - 2 or aim[t + 1, 0] != aim[t + 2, 0] or aim[t + 1, 1] != aim[t + 2, 1]:
            normal(x, aim[t + 1, 0], aim[t + 1, 1], y, jump)
        restart = anew * dot(jump, u)
        for j in range(n):
            post[t, j] *= (1 - anew) * back[j] + restart
        scale_to_one(post[t])
