"""From a continuous interval between two events to the probability of each number of days."""

from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.special import gammainc, ndtr

Distribution = Literal["gamma", "lognormal"]
LONGEST = 120


def discretise(
    distribution: Distribution, mean: float, sd: float, *, shift: float = 0.0, tail: float = 1e-4
) -> NDArray[np.float64]:
    """w[s], s = 0..S: probability that the second event falls s calendar days after the first; sums to 1.

    Question   on which later day does a case infected by one of today show up?
    Equation   w[s] = integral of (1 - |s - u|) f(u) du = H(s+1) - 2 H(s) + H(s-1), H(x) = integral_0^x F,
               as the first event may happen at any hour of its day.
    Assumption the interval is `shift` plus a gamma or log-normal with this mean and sd in all; a case does
    not
               infect on its own day, so what falls on day 0 is spread over the others; days after which less
               than
               `tail` is left are cut.
    Source     Cori et al. 2013, 10.1093/aje/kwt133, web appendix 11 (shift 1 gives EpiEstim's `discr_si`).
    """
    days = np.arange(-1, LONGEST + 1, dtype=np.float64)
    area_below_cdf = _area_below_cdf(distribution, days - shift, mean - shift, sd)
    weights = np.diff(area_below_cdf, 2)
    weights = np.maximum(np.concatenate([[0.0], weights[1:]]), 0.0)
    weights /= weights.sum()
    left = 1 - np.cumsum(weights)
    last = int(np.flatnonzero(left < tail)[0])
    kept = weights[: last + 1]
    return np.asarray(kept / kept.sum(), np.float64)


def _area_below_cdf(
    distribution: Distribution, at: NDArray[np.float64], mean: float, sd: float
) -> NDArray[np.float64]:
    """H(x) = x F(x) - integral_0^x u f(u) du, zero below zero."""
    x = np.maximum(at, 1e-300)
    if distribution == "gamma":
        shape = (mean / sd) ** 2
        rate = mean / sd**2
        area = x * gammainc(shape, rate * x) - mean * gammainc(shape + 1, rate * x)
    else:
        variance = np.log1p((sd / mean) ** 2)
        z = (np.log(x) - np.log(mean) + variance / 2) / np.sqrt(variance)
        area = x * ndtr(z) - mean * ndtr(z - np.sqrt(variance))
    return np.where(at > 0, area, 0.0)
