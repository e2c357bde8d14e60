"""Negative binomial quantiles and probabilities by mean and variance, for millions of cells at once.

Question   Below which count lies a share q of the predictive distribution? Which share lies below a count?
Shapes     mean, variance (n,); levels (L,) ascending or (n, L); counts are whole numbers
Equation   Var = mu + mu^2/r; exact summation of probabilities for small means, else the gamma distribution
           of the same mean and variance by Wilson & Hilferty (1931) with a continuity correction
Assumption A variance below the mean is read as Poisson.
"""

import math

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]

SMALL = 150.0
LONGEST_WALK = 100_000


@njit(cache=True)
def _size(mean: float, variance: float) -> float:
    extra = variance - mean
    return 1e7 if extra <= mean * mean * 1e-7 else mean * mean / extra


@njit(cache=True)
def _walks(mean: float, variance: float) -> bool:
    """Whether probabilities are summed: small mean, or a shape for which the approximation is poor."""
    return mean < SMALL or mean * mean / variance < 2.0


@njit(cache=True, nogil=True)
def quantiles(mean: Array, variance: Array, levels: Array, normal: Array) -> Array:
    """Counts (n, L) at `levels` (n, L), each row ascending; `normal` holds the normal quantiles of levels."""
    result = np.zeros(levels.shape)
    for i in range(mean.size):
        mu, var = mean[i], variance[i]
        if mu <= 1e-9:
            continue
        if not _walks(mu, var):
            shape = mu * mu / var
            for q in range(levels.shape[1]):
                root = 1.0 - 1.0 / (9.0 * shape) + normal[i, q] / (3.0 * math.sqrt(shape))
                result[i, q] = max(0.0, round(mu * max(root, 0.0) ** 3))
            continue
        r = _size(mu, var)
        log_p = r * math.log(r / (r + mu))
        ratio = mu / (r + mu)
        x, total = 0, math.exp(log_p)
        for q in range(levels.shape[1]):
            while total < levels[i, q] and x < LONGEST_WALK:
                log_p += math.log((x + r) / (x + 1.0) * ratio)
                x += 1
                total += math.exp(log_p)
                if log_p < -45.0 and x > mu:
                    break
            result[i, q] = x
    return result


@njit(cache=True, nogil=True)
def below(mean: Array, variance: Array, count: Array) -> Array:
    """Probabilities (n, 2) of fewer than `count` and of at most `count`."""
    result = np.zeros((mean.size, 2))
    for i in range(mean.size):
        mu, var, y = mean[i], variance[i], math.floor(count[i] + 0.5)
        if y < 0.0:
            continue
        if mu <= 1e-9:
            result[i, 0] = 0.0 if y == 0.0 else 1.0
            result[i, 1] = 1.0
            continue
        if not _walks(mu, var):
            shape = mu * mu / var
            for side in range(2):
                at = max(y - 0.5 + side, 0.0) / mu
                z = (at ** (1.0 / 3.0) - 1.0 + 1.0 / (9.0 * shape)) * 3.0 * math.sqrt(shape)
                result[i, side] = 0.5 * math.erfc(-z / math.sqrt(2.0))
            continue
        r = _size(mu, var)
        log_p = r * math.log(r / (r + mu))
        ratio = mu / (r + mu)
        fewer, total = 0.0, math.exp(log_p)
        for x in range(min(int(y), LONGEST_WALK)):
            log_p += math.log((x + r) / (x + 1.0) * ratio)
            fewer = total
            total += math.exp(log_p)
            if log_p < -45.0 and x > mu:
                fewer = total
                break
        result[i, 0], result[i, 1] = min(fewer, 1.0), min(total, 1.0)
    return result
