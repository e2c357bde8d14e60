"""How likely a day's count is for each R on the grid."""

import math

import numba

from vungxanh.epidemic.rt.arithmetic import add_softplus, exp_below_zero


@numba.njit(cache=True, nogil=True, fastmath=True)
def likelihood(count, expected, imports, k, x, table, y, out):  # type: ignore[no-untyped-def]
    """out[j] = NB(count; exp(x[j]) * expected + imports, k) over its largest value; returns the log of that value.

    NB has mean m and variance m + m^2 / k. Counts need not be whole (a nowcast's are not).
    """
    step = x[1] - x[0]
    if imports > 0:
        constant = count * math.log(imports)
        for j in range(y.size):
            y[j] = 0.0
        add_softplus(y, count, math.log(expected / imports), table, step)
    else:
        constant = count * math.log(expected)
        for j in range(y.size):
            y[j] = count * x[j]
    add_softplus(y, -(count + k), math.log(expected / (k + imports)), table, step)
    best = y[0]
    for j in range(y.size):
        best = max(best, y[j])
    for j in range(y.size):
        y[j] -= best
    exp_below_zero(y, out)
    constant += k * math.log(k) - (count + k) * math.log(k + imports)
    return best + constant + math.lgamma(count + k) - math.lgamma(k) - math.lgamma(count + 1)


@numba.njit(cache=True, nogil=True, fastmath=True)
def infectiousness(shown, w, t):  # type: ignore[no-untyped-def]
    """Lambda of day t: the sum of w[s] * shown[t - s]."""
    total = 0.0
    for s in range(1, min(t, w.size - 1) + 1):
        total += w[s] * shown[t - s]
    return total
