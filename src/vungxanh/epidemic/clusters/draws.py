"""Random numbers inside the kernels: one small stream per replica, the same whichever thread runs it.

SplitMix64 (Steele, Lea and Flood 2014, 10.1145/2660193.2660195); gamma by Marsaglia and Tsang 2000,
10.1145/358407.358414; choice among many by Vose's alias table 1991, 10.1109/32.92917.
"""

import math

import numba
import numpy as np

_STEP = np.uint64(0x9E3779B97F4A7C15)
_FIRST = np.uint64(0xBF58476D1CE4E5B9)
_SECOND = np.uint64(0x94D049BB133111EB)
_S11, _S27, _S30, _S31 = np.uint64(11), np.uint64(27), np.uint64(30), np.uint64(31)
_SCALE = 2.0**-53


@numba.njit(cache=True, nogil=True)
def uniform(state) -> float:  # type: ignore[no-untyped-def]
    """In [0, 1); `state` is one uint64 that moves on."""
    state[0] += _STEP
    z = state[0]
    z = (z ^ (z >> _S30)) * _FIRST
    z = (z ^ (z >> _S27)) * _SECOND
    z = z ^ (z >> _S31)
    return float(z >> _S11) * _SCALE


@numba.njit(cache=True, nogil=True)
def _normal(state) -> float:  # type: ignore[no-untyped-def]
    radius = math.sqrt(-2.0 * math.log(1.0 - uniform(state)))
    return radius * math.cos(2.0 * math.pi * uniform(state))


@numba.njit(cache=True, nogil=True)
def unit_gamma(state, shape: float) -> float:  # type: ignore[no-untyped-def]
    """Gamma with mean 1 and variance 1 / shape; an infinite shape is exactly 1."""
    if not shape < np.inf:
        return 1.0
    raised = shape if shape >= 1.0 else shape + 1.0
    d = raised - 1.0 / 3.0
    c = 1.0 / math.sqrt(9.0 * d)
    while True:
        x = _normal(state)
        v = (1.0 + c * x) ** 3
        if v > 0.0 and math.log(1.0 - uniform(state)) < 0.5 * x * x + d - d * v + d * math.log(v):
            break
    value = d * v
    if shape < 1.0:
        value *= (1.0 - uniform(state)) ** (1.0 / shape)
    return value / shape


@numba.njit(cache=True, nogil=True)
def alias_table(weights, threshold, other) -> None:  # type: ignore[no-untyped-def]
    """Fills the table from which `choose` draws position i with a chance proportional to weights[i]."""
    n = weights.size
    scale = n / weights.sum()
    small, large = np.empty(n, np.int64), np.empty(n, np.int64)
    smalls = larges = 0
    for i in range(n):
        threshold[i] = weights[i] * scale
        other[i] = i
        if threshold[i] < 1.0:
            small[smalls] = i
            smalls += 1
        else:
            large[larges] = i
            larges += 1
    while smalls and larges:
        smalls -= 1
        less, more = small[smalls], large[larges - 1]
        other[less] = more
        threshold[more] -= 1.0 - threshold[less]
        if threshold[more] < 1.0:
            larges -= 1
            small[smalls] = more
            smalls += 1
    # What is left over is 1 but for rounding; a weight of zero must stay impossible.
    for s in range(smalls):
        if weights[small[s]] > 0.0:
            threshold[small[s]] = 1.0
    for s in range(larges):
        threshold[large[s]] = 1.0


@numba.njit(cache=True, nogil=True)
def choose(state, threshold, other) -> int:  # type: ignore[no-untyped-def]
    """One position."""
    place = uniform(state) * threshold.size
    i = int(place)
    return i if place - i < threshold[i] else other[i]
