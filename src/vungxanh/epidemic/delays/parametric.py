"""A gamma or lognormal delay fitted to a truncated triangle: smooth, also beyond the longest delay seen.

Question   Which gamma (lognormal) delay makes the reports seen so far likeliest?
Shapes     counts (references, D) of one area or group, nan where not observed yet; result: D probabilities
Time       a delay of d days lasts between d and d + 1 days: P(d) = F(d + 1) - F(d)
Equation   maximise sum_{t,d} n[t, d] log( P(d) / sum_{e <= last[t]} P(e) ): each day's reports are compared
           with what could have been seen of that day
Assumption Independent delays of one shape; `sd` of the parameters is too small for clustered reports.
Source     Conditional likelihood for right truncation: Park et al. 2024 (medRxiv 2024.01.12.24301247).
"""

from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.special import gammainc, ndtr

Array = NDArray[np.float64]
Family = Literal["gamma", "lognormal"]


@dataclass(frozen=True)
class SmoothDelay:
    """Mean and standard deviation of the continuous delay (steps), and its probabilities per step."""

    family: Family
    mean: float
    sd: float
    probability: Array
    log_likelihood: float


def fit_delay(counts: Array, family: Family) -> SmoothDelay:
    """The likeliest delay of one family; with fewer than two different delays a narrow one."""
    delays = counts.shape[1]
    new = np.nan_to_num(counts)
    last = delays - 1 - np.isnan(counts[:, ::-1]).argmin(axis=1)
    by_delay, by_last = new.sum(axis=0), np.bincount(last, new.sum(axis=1), minlength=delays)

    def against(logs: Array) -> float:
        p = _steps(family, float(np.exp(logs[0])), float(np.exp(logs[1])), delays)
        seen = np.maximum(np.cumsum(p), 1e-300)
        return -float(by_delay @ np.log(np.maximum(p, 1e-300)) - by_last @ np.log(seen))

    total = max(by_delay.sum(), 1.0)
    mean = float(by_delay @ (np.arange(delays) + 0.5)) / total
    sd = np.sqrt(max(float(by_delay @ (np.arange(delays) + 0.5 - mean) ** 2) / total, 0.05))
    found = minimize(against, np.log([max(mean, 0.1), sd]), method="Nelder-Mead")
    mean, sd = (float(value) for value in np.exp(found.x))
    return SmoothDelay(family, mean, sd, _steps(family, mean, sd, delays), -float(found.fun))


def likelier(counts: Array) -> SmoothDelay:
    """The better of both families; they have the same number of parameters."""
    gamma, lognormal = fit_delay(counts, "gamma"), fit_delay(counts, "lognormal")
    return gamma if gamma.log_likelihood >= lognormal.log_likelihood else lognormal


def _steps(family: Family, mean: float, sd: float, delays: int) -> Array:
    """Probability of each whole number of steps; not rescaled, what is longer is missing."""
    edges = np.arange(1, delays + 1, dtype=float)
    if family == "gamma":
        upto = gammainc((mean / sd) ** 2, edges * mean / sd**2)
    else:
        spread = np.sqrt(np.log1p((sd / mean) ** 2))
        upto = ndtr((np.log(edges) - np.log(mean) + spread**2 / 2.0) / spread)
    result: Array = np.diff(upto, prepend=0.0)
    return result
