"""Marginals: the forecast of every row's 7-day sums by itself, leaves and the areas above them.

Rows of one depth of the tree see each other as neighbours: their group is the common parent, the whole is
the sum of the depth. The coefficients are fitted to the leaves. The quiet weeks before an outbreak are left
out: they say little of it, and their many zeros would decide.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import WEEK
from vungxanh.epidemic.forecast.counts_ar import counts_ar
from vungxanh.epidemic.forecast.counts_features import Features, features_of

QUIET = 0.03  # share of today's 7-day sum over all areas that the past must once have reached
FEWEST_DAYS = 28  # so many days are used in any case
Floats = NDArray[np.float64]
Places = NDArray[np.intp]


def week_marginals(values: Floats, parents: Places, weeks: int, levels: Floats) -> Floats:
    """Quantiles (rows, weeks, levels) of the sums of days 1-7, 8-14, ... after values (rows, days)."""
    unknown = np.isnan(values).all(axis=1)
    values = values[:, _begin(values[parents < 0]) :]
    leaves = np.setdiff1d(np.arange(len(parents)), parents)
    above = np.setdiff1d(np.arange(len(parents)), leaves)
    group = np.unique(parents[leaves], return_inverse=True)[1]
    quantiles = np.empty((len(parents), weeks, len(levels)))
    top = _features_above(values, parents, above) if above.size else None
    quantiles[leaves], high = counts_ar(features_of(values[leaves], group), top, weeks, levels)
    quantiles[above] = high
    quantiles[unknown] = np.nan
    return quantiles


def _begin(roots: Floats) -> int:
    """The day from which the past is used: quiet weeks before the outbreak are left out."""
    whole = np.nan_to_num(roots).sum(axis=0)
    sums = np.convolve(whole, np.ones(WEEK))[: len(whole)]
    first = int(np.argmax(sums >= QUIET * sums[-1]))
    return max(min(first, len(whole) - FEWEST_DAYS), 0)


def _features_above(values: Floats, parents: Places, above: Places) -> Features:
    """The features of the rows `above`, each depth by itself."""
    depth = depths(parents)[above]
    parts, order = [], []
    for level in np.unique(depth):
        here = np.flatnonzero(depth == level)
        group = np.unique(parents[above[here]], return_inverse=True)[1]
        parts.append(features_of(values[above[here]], group))
        order.append(here)
    back = np.argsort(np.concatenate(order))
    arrays = zip(*((part.sums, part.level, part.growth) for part in parts), strict=True)
    return Features(*(np.concatenate(array)[back] for array in arrays))


def depths(parents: Places) -> Places:
    """0 for a row without a parent, else one more than its parent's."""
    depth = np.zeros(len(parents), np.intp)
    above = np.asarray(parents, np.intp).copy()
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parents[above], -1)
    return depth
