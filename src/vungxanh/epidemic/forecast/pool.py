"""Pool: several predictive distributions into one, as a mixture (linear pool).

Question: what does a forecaster believe who trusts member m with probability w[m, h]?
    F(x) = sum_m w[m, h] F_m(x),  F_m piecewise linear through the member's (quantile, level) pairs
A mixture is wider than its members where they disagree, which is when the future is most uncertain; the
average of their quantiles would not be. A member that is nan for an area is left out there.
Source: linear opinion pool (Stone 1961); FluSight-lop_norm is one. The inversion is exact.
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def mixture(parts: Floats, weights: Floats, levels: Floats) -> Floats:
    """Pool `parts` (members, ..., horizon, levels) with `weights` (members, horizon)."""
    members, horizon, count = parts.shape[0], parts.shape[-2], parts.shape[-1]
    flat = parts.reshape(members, -1, horizon, count)
    rows = np.ascontiguousarray(np.moveaxis(flat, 0, 2), np.float64)
    out = np.full((*rows.shape[:2], count), np.nan)
    for h in range(horizon):
        _mix(rows[:, h], weights[:, h], levels, out[:, h])
    return out.reshape(parts.shape[1:])


@njit(cache=True)
def _mix(rows: Floats, weights: Floats, levels: Floats, out: Floats) -> None:
    """Mix rows (cases, members, levels) into out (cases, levels)."""
    cases, members, count = rows.shape
    at = np.empty(members * count)
    share = np.empty(members)
    upto = np.empty(members * count)
    for c in range(cases):
        n = 0
        for m in range(members):
            share[m] = 0.0 if np.isnan(rows[c, m, 0]) else weights[m]
            if share[m] > 0:
                at[n : n + count] = rows[c, m]
                n += count
        total = share.sum()
        if total <= 0:
            continue
        points = np.sort(at[:n])
        upto[:n] = 0.0
        for m in range(members):
            if share[m] > 0:
                _add_cdf(rows[c, m], levels, share[m] / total, points, upto)
        _invert(points, upto, levels, out[c])


@njit(cache=True)
def _add_cdf(quantiles: Floats, levels: Floats, weight: float, points: Floats, upto: Floats) -> None:
    """Add weight * F(points) of one member; points ascend."""
    j = 0
    last = len(levels) - 1
    for i in range(len(points)):
        x = points[i]
        while j <= last and quantiles[j] <= x:
            j += 1
        if j == 0:
            continue
        if j > last:
            upto[i] += weight * (levels[last] if x == quantiles[last] else 1.0)
        else:
            part = (x - quantiles[j - 1]) / (quantiles[j] - quantiles[j - 1])
            upto[i] += weight * (levels[j - 1] + part * (levels[j] - levels[j - 1]))


@njit(cache=True)
def _invert(points: Floats, upto: Floats, levels: Floats, out: Floats) -> None:
    """The points at which the pooled distribution reaches each level."""
    i = 0
    for j in range(len(levels)):
        while i < len(points) - 1 and upto[i] < levels[j] - 1e-12:
            i += 1
        if i == 0 or upto[i] <= upto[i - 1]:
            out[j] = points[i]
        else:
            part = (levels[j] - upto[i - 1]) / (upto[i] - upto[i - 1])
            out[j] = points[i - 1] + min(max(part, 0.0), 1.0) * (points[i] - points[i - 1])
