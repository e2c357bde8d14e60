"""Recalibrate: widen or narrow the pooled distribution by what it missed at the last origins.

Question: were past intervals too narrow? On the fourth-root scale, with m the median, per horizon and side:
    q' = m + c (q - m),     c = the factor with the least pinball loss over past origins and all areas,
                            log c shrunk to log(1 + WIDER h) by n / (n + PATIENCE), n: origins scored;
                            c >= 1
It only widens: weeks without an epidemic would teach it to be narrow just before one.
Assumption: the pool errs in width in the same way in all areas. Source: conformal recalibration of quantiles
(Romano, Patterson and Candes 2019), here as one factor per side instead of one shift per level.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]
FACTORS = np.exp(np.linspace(np.log(0.5), np.log(3.0), 25))
PATIENCE = 12.0
WIDER = 0.07  # what a step ahead adds without evidence: pools are too narrow far ahead


def usual_factors(horizon: int) -> Floats:
    """Factors (2, horizon) when nothing has been scored."""
    factors: Floats = np.tile(1.0 + WIDER * np.arange(horizon), (2, 1))
    return factors


def factors_of(quantiles: Floats, levels: Floats, actual: Floats) -> Floats:
    """Factors (2, horizon): below and above the median, from (origins, areas, horizon[, levels])."""
    horizon = actual.shape[-1]
    factors = usual_factors(horizon)
    middle = int(np.argmin(np.abs(levels - 0.5)))
    for h in range(horizon):
        q, y = quantiles[:, :, h], actual[:, :, h]
        given = np.isfinite(y) & np.isfinite(q[..., 0])
        origins = int(given.any(axis=1).sum())
        if origins == 0:
            continue
        trust = origins / (origins + PATIENCE)
        for side, at in enumerate((slice(0, middle), slice(middle + 1, None))):
            best = _best(q[given], levels, y[given], middle, at)
            shrunk = trust * np.log(best) + (1 - trust) * np.log(factors[side, h])
            factors[side, h] = np.exp(max(shrunk, 0.0))
    return factors


def _best(q: Floats, levels: Floats, y: Floats, middle: int, at: slice) -> float:
    median = q[:, middle, None]
    away, level, rest = q[:, at] - median, levels[at], y[:, None] - median
    losses = []
    for factor in FACTORS:
        error = rest - factor * away
        losses.append(np.maximum(level * error, (level - 1) * error).mean())
    return float(FACTORS[int(np.argmin(losses))])


def widen(quantiles: Floats, levels: Floats, factors: Floats) -> Floats:
    """Apply factors (2, horizon) to quantiles (..., horizon, levels)."""
    middle = int(np.argmin(np.abs(levels - 0.5)))
    median = quantiles[..., middle, None]
    by_level = np.where(np.arange(len(levels)) < middle, factors[0][:, None], factors[1][:, None])
    wide: Floats = median + by_level * (quantiles - median)
    return wide
