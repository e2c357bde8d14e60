"""Kulldorff's log likelihood ratio, and its inverse: how many cases reach a given ratio.

Question    do c cases where e were expected speak for a higher risk here than elsewhere?
Conditional c log(c/e) + (C-c) log((C-c)/(C-e)) if c > e, else 0; the e of all areas and days sum to C
Expected    c log(c/e) + e - c if c > e, else 0: where the expectation comes from outside (`total` < 0)
Assumption  Poisson counts; the Monte Carlo replicas, not this formula, decide what is unusual
Sources     Kulldorff 1997, 10.1080/03610929708831995; Neill 2009, 10.1016/j.ijforecast.2008.12.002. The same
            formulas as scan_pb_poisson / scan_permutation and scan_eb_poisson of R's scanstatistics.
"""

import math

import numba
import numpy as np

UNCONDITIONAL = -1.0
"""The `total` of the expectation-based ratio."""

NEVER = np.iinfo(np.int32).max
_STEPS = 60


@numba.njit(cache=True, nogil=True)
def log_ratio(c: float, e: float, total: float) -> float:
    """The log likelihood ratio of c cases where e were expected; `total` cases in all, or < 0."""
    if c <= e or e <= 0.0:
        return 0.0
    inside = c * math.log(c / e)
    if total < 0.0:
        return inside + e - c
    rest = total - c
    if rest < 0.5:  # counts are whole: no case is left outside
        return inside
    return inside + rest * math.log(rest / (total - e))


@numba.njit(cache=True, nogil=True)
def most_expected(level: float, total: float, enough: float):  # type: ignore[no-untyped-def]
    """most[c] = the largest e at which c cases still reach `level`; ends once that is >= `enough`.

    Rounded up by a hair, so that a comparison with it never misses a zone that reaches the level.
    """
    most = np.empty(64, np.float64)
    most[0] = -1.0
    c = 0
    while most[c] < enough and (total < 0.0 or c + 1 <= total):
        c += 1
        if c == most.size:
            longer = np.empty(2 * c, np.float64)
            longer[:c] = most
            most = longer
        # In log e the ratio is convex and falls, so Newton's steps from the left never overshoot.
        x = math.log(most[c - 1]) if c > 1 else -60.0
        for _ in range(_STEPS):
            e = math.exp(x)
            slope = e - c if total < 0.0 else (total - c) * e / (total - e) - c
            step = (log_ratio(c, e, total) - level) / -slope if slope < 0.0 else 0.0
            x += step
            if step < 1e-13:
                break
        most[c] = math.exp(min(x, math.log(c))) * (1.0 + 1e-9)
    return most[: c + 1]
