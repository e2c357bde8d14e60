"""The flat baseline of the forecast hubs: the median stays, past changes tell the spread.

Question: what would a forecaster who expects no change have said at step t for h steps on?
    quantile_h(tau) = y[t] + Q_h(tau),   Q_h: quantiles of {+d, -d : d = y[s] - y[s-h], s <= t}, all of
    the same area
y (areas, steps) known up to t; result (areas, horizon, levels), cut at zero. Changes over h steps are
used as they were, without summing one-step changes. An area with no past change gets its last value at
every level.
Source: Cramer et al. 2022, PNAS 119:e2113561119 (COVIDhub-baseline).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def flat_quantiles(known: Floats, ahead: NDArray[np.intp], levels: Floats) -> Floats:
    """Quantiles (areas, len(ahead), levels) from values known so far (areas, steps; nan = not reported).

    `ahead` says how many steps after the last column each target lies; where the last column is nan the
    newest known value stands in for it.
    """
    steps = known.shape[1]
    newest = _newest(known)
    result = np.repeat(np.repeat(newest[:, None, None], len(ahead), 1), len(levels), 2)
    for place, k in enumerate(ahead.tolist()):
        if 0 < k < steps:
            change = np.abs(known[:, k:] - known[:, :-k])
            result[:, place] += _symmetric_quantiles(change, levels)
    return np.maximum(result, 0.0)


def _newest(known: Floats) -> Floats:
    last = np.where(np.isfinite(known), np.arange(known.shape[1]), -1).max(axis=1)
    return np.where(last >= 0, known[np.arange(len(known)), np.maximum(last, 0)], np.nan)


def _symmetric_quantiles(change: Floats, levels: Floats) -> Floats:
    """Quantiles (areas, levels) of the changes taken both up and down; zero where an area has none."""
    both = np.concatenate([-change, change], axis=1)
    given = np.isfinite(both).any(axis=1)
    result = np.zeros((len(change), len(levels)))
    if given.any():
        result[given] = np.nanquantile(both[given], levels, axis=1).T
    return result
