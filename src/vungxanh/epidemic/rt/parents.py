"""The area above: its counts, and where its R says that its areas start anew."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
# Less of an area's usual cases than this among those who reported: the total says nothing.
LEAST_SHARE = 0.5


def totals(counts: Array, group: NDArray[np.intp], groups: int) -> Array:
    """(groups, days): sums over each group's areas; days on which some did not report are scaled up.

    An area's usual share is its share of all the group's cases; nan where less than half of it reported.
    """
    sums = _sum_by(group, groups, np.nan_to_num(counts))
    reported = np.isfinite(counts)
    if reported.all():
        return sums
    usual = np.nan_to_num(counts).sum(axis=1) / np.maximum(reported.sum(axis=1), 1) + 1e-9
    share = _sum_by(group, groups, reported * usual[:, None])
    share /= np.maximum(np.bincount(group, usual, groups)[:, None], 1e-12)
    return np.where(share >= LEAST_SHARE, sums / np.maximum(share, LEAST_SHARE), np.nan)


def aims_from(moments: Array, spread: float, alone: NDArray[np.bool_]) -> Array:
    """(groups, days, 2): mean and sd of log R of an area that starts anew on day t, seen on day t - 1.

    Equation   log R_area ~ N(mean - spread^2 / 2, variance + spread^2), mean and variance of the group's
               filter on
               the day before: then the areas' R have the group's R as their mean. N(0, spread^2) on the
               first day,
               and for a group of one area (`alone`), which would only echo itself.
    """
    aims = np.empty_like(moments)
    aims[:, 0] = 0.0, spread
    aims[:, 1:, 0] = moments[:, :-1, 0] - spread**2 / 2
    aims[:, 1:, 1] = np.sqrt(moments[:, :-1, 1] + spread**2)
    aims[alone] = 0.0, spread
    return aims


def aims_without(groups: int, days: int, spread: float) -> Array:
    """No area above: R starts anew around 1."""
    aims = np.empty((groups, days, 2))
    aims[:] = 0.0, spread
    return aims


def _sum_by(group: NDArray[np.intp], groups: int, values: Array) -> Array:
    out = np.zeros((groups, values.shape[1]))
    np.add.at(out, group, values)
    return out
