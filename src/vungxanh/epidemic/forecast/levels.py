"""Levels: the quantile levels the engine works with, and how it gets from them to the ones asked for."""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import norm

Floats = NDArray[np.float64]
INNER = np.array([0.01, 0.025, *np.arange(1, 20) * 0.05, 0.975, 0.99])


def at_levels(quantiles: Floats, known: Floats, wanted: Floats) -> Floats:
    """Quantiles (..., known) at `wanted` levels: straight lines on the normal scale, also beyond the ends."""
    at, to = norm.ppf(known), norm.ppf(wanted)
    left = np.clip(np.searchsorted(at, to - 1e-9) - 1, 0, len(at) - 2)
    part = (to - at[left]) / (at[left + 1] - at[left])
    low, high = quantiles[..., left], quantiles[..., left + 1]
    between: Floats = low + part * (high - low)
    return between
