"""The closed form: the probability of freedom by day from surveillance sensitivity and time discount."""

import numba
import numpy as np
from numpy.typing import ArrayLike, NDArray

Floats = NDArray[np.float64]


def discounted(free: ArrayLike, introduction: ArrayLike) -> Floats:
    """Tomorrow's prior: free today and nothing came in, 1 - [(1 - P) + p - (1 - P) p] = P (1 - p)."""
    return np.asarray(np.asarray(free, np.float64) * (1 - np.asarray(introduction, np.float64)), np.float64)


def free_over_time(sensitivity: Floats, introduction: ArrayLike, prior: ArrayLike) -> Floats:
    """P(free) after each day's negative tests, shape (areas, days) like `sensitivity`.

    Question   how sure is it that prevalence is below the design value, after tests that found nothing?
    Equation   prior_t = P_{t-1} (1 - p_t); P_t = prior_t / (prior_t + (1 - prior_t)(1 - SSe_t)).
    Assumption infection, once there, stays at the design prevalence until it is found; `introduction`
               (number, per area, or per area and day) is the chance that it comes in; the prior is of
               the day before.
    Source     Martin et al. 2007, 10.1016/j.prevetmed.2006.09.008; epiR `rsu.pfree.rs`.
    """
    sse = np.ascontiguousarray(np.atleast_2d(sensitivity), np.float64)
    given = np.asarray(introduction, np.float64)
    given = given[:, None] if given.ndim == 1 else given
    out = np.empty(sse.shape)
    start = np.broadcast_to(np.asarray(prior, np.float64), len(sse))
    _update(sse, np.broadcast_to(given, sse.shape), start, out)
    return out


def settled(sensitivity: ArrayLike, introduction: ArrayLike) -> Floats:
    """P(free) in the long run when every day has the same sensitivity and risk of introduction."""
    sse, p = np.asarray(sensitivity, np.float64), np.asarray(introduction, np.float64)
    return np.asarray(np.clip(1 - p * (1 - sse) / (sse * (1 - p)), 0.0, 1.0), np.float64)


@numba.njit(cache=True, nogil=True)
def _update(sse, introduction, prior, out):  # type: ignore[no-untyped-def]
    for area in range(sse.shape[0]):
        free = prior[area]
        for day in range(sse.shape[1]):
            free *= 1.0 - introduction[area, day]
            unnoticed = (1.0 - free) * (1.0 - sse[area, day])
            free = free / (free + unnoticed) if free > 0.0 else 0.0
            out[area, day] = free
