"""How likely a day's count is for each R on the grid."""

import math

import numba

from vungxanh.epidemic.rt.arithmetic import add_softplus, exp_below_zero


@numba.njit(cache=True, nogil=True, fastmath=True)
def likelihood(count, expected, imports, k, x, table, y, out):  # type: ignore[no-untyped-def]
    """out[j] = NB(count; exp(x[j]) * expected + imports, k) over its largest value.

    NB has mean m and variance m + m^2 / k. Counts need not be whole (a nowcast's are not). Returns the log
    of the
    largest value, up to `constant`.
    """
    step = x[1] - x[0]
    if imports > 0:
        scale = count * math.log(imports)
        for j in range(y.size):
            y[j] = 0.0
        add_softplus(y, count, math.log(expected / imports), table, step)
    else:
        scale = count * math.log(expected)
        for j in range(y.size):
            y[j] = count * x[j]
    add_softplus(y, -(count + k), math.log(expected / (k + imports)), table, step)
    best = y[0]
    for j in range(y.size):
        best = max(best, y[j])
    for j in range(y.size):
        y[j] -= best
    exp_below_zero(y, out)
    return best + scale + k * math.log(k) - (count + k) * math.log(k + imports)


@numba.njit(cache=True, nogil=True)
def constant(count, k):  # type: ignore[no-untyped-def]
    """What log NB has besides `likelihood`: the same for every R, but not for every k."""
    return math.lgamma(count + k) - math.lgamma(k) - math.lgamma(count + 1)


@numba.njit(cache=True, nogil=True, fastmath=True)
def infectiousness(shown, w, t):  # type: ignore[no-untyped-def]
    """Lambda of day t: the sum of w[s] * shown[t - s]."""
    total = 0.0
    for s in range(1, min(t, w.size - 1) + 1):
        total += w[s] * shown[t - s]
    return total


@numba.njit(cache=True, nogil=True)
def expected_since(lam, effect, first, last):  # type: ignore[no-untyped-def]
    """Cases expected at R = 1 on the days first..last together, as they are reported."""
    total = 0.0
    for t in range(first, last + 1):
        total += lam[t] * effect[t % 7]
    return total


@numba.njit(cache=True, nogil=True)
def share_out(shown, lam, count, expected, first, last):  # type: ignore[no-untyped-def]
    """shown[first..last] = the count, shared out by infectiousness; without any, all on the last day."""
    if expected > 0:
        for t in range(first, last + 1):
            shown[t] = count * lam[t] / expected
    else:
        shown[last] = count
