"""Quantiles and likelihood of the negative binomial with mean mu and dispersion k: variance mu + mu^2 / k.

Quantiles are whole numbers, the smallest n with P(X <= n) >= level: exact by summing for mu <= 500, above
that by the gamma distribution of the same mean and variance (Wilson and Hilferty 1931, PNAS 17:684),
where they are not whole.
"""

import numba
import numpy as np
from numpy.typing import NDArray
from scipy.special import gammaln, ndtri

Floats = NDArray[np.float64]
EXACT_TO = 500.0
LEAST_MEAN = 1e-9


def quantiles_of(mu: Floats, k: Floats, levels: Floats) -> Floats:
    """(..., levels) for mu and k of the same shape; nan where mu is nan."""
    out = np.full((mu.size, len(levels)), np.nan)
    m, dispersion = mu.ravel(), np.broadcast_to(k, mu.shape).ravel()
    small = m <= EXACT_TO
    exact = np.empty((int(small.sum()), len(levels)))
    _by_summing(m[small], dispersion[small], levels, exact)
    out[small] = exact
    large = m > EXACT_TO
    # Wilson-Hilferty: the cube root of a gamma variable with shape s is almost normal.
    shape = (m[large] / (1 + m[large] / dispersion[large]))[:, None]
    root = 1 - 1 / (9 * shape) + ndtri(levels) / np.sqrt(9 * shape)
    out[large] = m[large, None] * np.maximum(root, 0.0) ** 3
    return out.reshape(*mu.shape, len(levels))


def log_likelihood(y: Floats, mu: Floats, k: Floats) -> Floats:
    """log p(y), up to the term of y alone."""
    result: Floats = (
        gammaln(k + y) - gammaln(k) + k * np.log(k / (k + mu)) + y * (np.log(mu) - np.log(k + mu))
    )
    return result


@numba.njit(cache=True, nogil=True)
def _by_summing(mu, dispersion, levels, out):  # type: ignore[no-untyped-def]
    for i in range(mu.size):
        m, k = mu[i], dispersion[i]
        if m < LEAST_MEAN:
            out[i] = 0.0
            continue
        ratio = m / (k + m)
        p = np.exp(k * np.log(k / (k + m)))
        below, n = p, 0
        for j in range(levels.size):
            while below < levels[j] and n < 1_000_000:
                n += 1
                p *= ratio * (k + n - 1) / n
                below += p
            out[i, j] = n
