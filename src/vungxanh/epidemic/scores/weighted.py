"""The weighted interval score: one number for the whole of a predictive distribution.

Question: how far were the quantiles q[..., l] at the levels tau[l] from the truth y[...]?
    pinball_l = (1{y < q_l} - tau_l) (q_l - y),    WIS = (2 / L) sum_l pinball_l
L = 2K + 1 levels: the median and K central intervals. In the unit of the truth; 0 is perfect; with the median
alone it is the absolute error. A missing quantile or truth (nan) gives nan. Assumption: none, it is a
proper score.
Source: Bracher, Ray, Gneiting, Reich 2021, PLoS Comput Biol 17:e1008618; on log(1 + x): Bosse et al. 2023,
PLoS Comput Biol 19:e1011393, where it weighs growth errors alike in large and in small areas.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def wis(quantiles: Floats, levels: Floats, truth: Floats) -> Floats:
    """WIS of quantiles (..., levels) against the truth (...)."""
    total = np.zeros(np.broadcast_shapes(quantiles.shape[:-1], np.shape(truth)))
    for position, level in enumerate(levels):
        ahead = truth - quantiles[..., position]
        total += np.maximum(level * ahead, (level - 1.0) * ahead)
    return total * (2.0 / len(levels))


def log_wis(quantiles: Floats, levels: Floats, truth: Floats) -> Floats:
    """WIS on log(1 + x); values below zero count as zero."""
    return wis(np.log1p(np.maximum(quantiles, 0.0)), levels, np.log1p(np.maximum(truth, 0.0)))
