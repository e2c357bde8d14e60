"""Truncated power series: powers, logarithms and exponentials of a0 + a1 z + ... + a(d-1) z^(d-1)."""

from math import exp, log

import numba
import numpy as np


@numba.njit(cache=True, nogil=True)
def power_series(base, power, out):  # type: ignore[no-untyped-def]
    """out = base ** power; base[0] > 0. n b0 y_n = sum_i (power i - n + i) b_i y_(n-i)."""
    out[0] = exp(power * log(base[0]))
    for n in range(1, len(base)):
        total = 0.0
        for i in range(1, n + 1):
            total += (power * i - n + i) * base[i] * out[n - i]
        out[n] = total / (n * base[0])


@numba.njit(cache=True, nogil=True)
def log_series(base, out):  # type: ignore[no-untyped-def]
    """out = log(base); base[0] > 0. n b0 l_n = n b_n - sum_i i l_i b_(n-i)."""
    out[0] = log(base[0])
    for n in range(1, len(base)):
        total = n * base[n]
        for i in range(1, n):
            total -= i * out[i] * base[n - i]
        out[n] = total / (n * base[0])


@numba.njit(cache=True, nogil=True)
def exp_series(power):  # type: ignore[no-untyped-def]
    """Sum of the coefficients of exp(power). n e_n = sum_i i p_i e_(n-i)."""
    d = len(power)
    if d == 1:
        return exp(power[0])
    terms = [exp(power[0])]
    for n in range(1, d):
        total = 0.0
        for i in range(1, n + 1):
            total += i * power[i] * terms[n - i]
        terms.append(total / n)
    return sum(terms)


@numba.njit(cache=True, nogil=True)
def whole_power(series, times, out):  # type: ignore[no-untyped-def]
    """out = series ** times for a whole number, also where series[0] is 0."""
    d = len(series)
    out[:] = 0.0
    out[0] = 1.0
    product = np.empty(d)
    for _ in range(times):
        product[:] = 0.0
        for i in range(d):
            for j in range(d - i):
                product[i + j] += series[i] * out[j]
        out[:] = product
