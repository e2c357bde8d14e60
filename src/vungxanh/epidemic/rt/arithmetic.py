"""Sums and products over the grid of log R, written so that the processor does several cells at once."""

import math

import numba
import numpy as np
from numpy.typing import NDArray

# softplus is tabulated in phases of the grid's step, so that a row of it is read in one piece.
PHASES = 8
REACH = 34.0


def softplus_table(x: NDArray[np.float64]) -> NDArray[np.float64]:
    """log(1 + exp(x[0] - REACH + (i + phase / PHASES) * step)) as [phase, i], with one phase more."""
    step = x[1] - x[0]
    cells = len(x) + math.ceil(2 * REACH / step) + 2
    at = x[0] - REACH + step * (np.arange(cells) + np.arange(PHASES + 1)[:, None] / PHASES)
    return np.asarray(np.logaddexp(0.0, at), np.float64)


@numba.njit(cache=True, nogil=True, fastmath=True)
def add_softplus(y, factor, offset, table, step):  # type: ignore[no-untyped-def]
    """y[j] += factor * softplus(x[j] + offset), linear between the phases of the table."""
    position = (min(max(offset, -REACH), REACH) + REACH) / step
    start = int(position)
    phase = int((position - start) * PHASES)
    right = ((position - start) * PHASES - phase) * factor
    left = factor - right
    # Slices, so that the compiler sees indices from 0 on and works on several cells at once.
    lower, upper = table[phase, start : start + y.size], table[phase + 1, start : start + y.size]
    for j in range(y.size):
        y[j] += left * lower[j] + right * upper[j]


@numba.njit(cache=True, nogil=True, fastmath=True)
def exp_below_zero(y, out):  # type: ignore[no-untyped-def]
    """out = exp(y), y <= 0, as the 1024th power of exp(y / 1024): nothing but products.

    Not below exp(-300), so that a product of two is still a normal number (others are slow).
    """
    for j in range(y.size):
        z = max(y[j], -300.0) / 1024.0
        e = 1.0 + z * (1.0 + z * (0.5 + z * (1.0 / 6 + z * (1.0 / 24 + z / 120))))
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        e *= e
        out[j] = e


@numba.njit(cache=True, nogil=True, fastmath=True)
def normal(x, mean, sd, y, out):  # type: ignore[no-untyped-def]
    """out = a normal density on the grid, summing to 1; `y` is scratch."""
    for j in range(x.size):
        z = (x[j] - mean) / sd
        y[j] = -0.5 * z * z
    exp_below_zero(y, out)
    scale_to_one(out)


@numba.njit(cache=True, nogil=True, fastmath=True)
def scale_to_one(p):  # type: ignore[no-untyped-def]
    """p divided by its sum, in place; returns the sum."""
    total = 0.0
    for j in range(p.size):
        total += p[j]
    total = max(total, 1e-300)
    scale = 1 / total
    for j in range(p.size):
        p[j] *= scale
    return total


@numba.njit(cache=True, nogil=True, fastmath=True)
def dot(p, q):  # type: ignore[no-untyped-def]
    """Sum of products."""
    total = 0.0
    for j in range(p.size):
        total += p[j] * q[j]
    return total


@numba.njit(cache=True, nogil=True, fastmath=True)
def spread(p, band, padded, out):  # type: ignore[no-untyped-def]
    """out = p moved by the symmetric `band`; what would leave the grid is reflected, so that none is lost.

    The reflected kernel is symmetric too: the same function serves the filter and the smoother.
    """
    n, half = p.size, band.size - 1
    padded[half : half + n] = p
    for j in range(half):
        padded[half - 1 - j] = p[j]
        padded[half + n + j] = p[n - 1 - j]
    centre = band[0]
    for j in range(n):
        out[j] = centre * p[j]
    for d in range(1, half + 1):
        weight = band[d]
        before, after = padded[half - d : half - d + n], padded[half + d : half + d + n]
        for j in range(n):
            out[j] += weight * (before[j] + after[j])
