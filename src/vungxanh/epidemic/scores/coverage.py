"""Coverage, sharpness and bias: is the stated uncertainty the real one, how wide is it, does it lean?

Question: what share of the truths y[...] lies in the central interval [q(a/2), q(1 - a/2)], ends included?
The ends of counts are whole numbers. Where 90 % of the weeks have no case, the 50 % interval is [0, 0]
and covers 90 %, and nothing better can be said. `fairly_covered` asks instead how much of the truth's own
stretch of
probability, P(X < y) to P(X <= y), lies between a/2 and 1 - a/2; its mean is 1 - a for a perfect forecast
of any kind.
Source: randomised PIT for counts, Czado, Gneiting, Held 2009, Biometrics 65:1254 (here its expectation).
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def covered(quantiles: Floats, levels: Floats, truth: Floats, width: float) -> Floats:
    """1 where the central interval of `width` (0.5, 0.95) holds the truth, else 0; nan for unknown."""
    low, high = _ends(quantiles, levels, width)
    known = np.isfinite(low) & np.isfinite(high) & np.isfinite(truth)
    return np.where(known, (low <= truth) & (truth <= high), np.nan)


def fairly_covered(quantiles: Floats, levels: Floats, truth: Floats, width: float) -> Floats:
    """Share of the truth's stretch of probability in the central `width`; nan for unknown."""
    low, high = _stretch(quantiles, levels, truth)
    inside = np.minimum(high, (1 + width) / 2) - np.maximum(low, (1 - width) / 2)
    known = np.isfinite(quantiles).all(axis=-1) & np.isfinite(truth)
    return np.where(known, np.clip(inside / np.maximum(high - low, 1e-9), 0.0, 1.0), np.nan)


def sharpness(quantiles: Floats, levels: Floats, width: float) -> Floats:
    """Width of the central interval, in the unit of the values; the smaller the sharper."""
    low, high = _ends(quantiles, levels, width)
    return high - low


def bias(quantiles: Floats, levels: Floats, truth: Floats) -> Floats:
    """1 - P(X < y) - P(X <= y): from -1 (forecast below the truth) to 1 (above); 0 where the median hits.

    Source: Funk et al. 2019, PLoS Comput Biol 15:e1006785.
    """
    low, high = _stretch(quantiles, levels, truth)
    known = np.isfinite(quantiles).all(axis=-1) & np.isfinite(truth)
    return np.where(known, 1.0 - low - high, np.nan)


def _stretch(quantiles: Floats, levels: Floats, truth: Floats) -> tuple[Floats, Floats]:
    """P(X < y) and P(X <= y) as far as the levels tell; between two levels their middle is taken."""
    at = np.asarray(truth)[..., None]
    below = np.where(quantiles < at, levels, 0.0).max(axis=-1)
    above = np.where(quantiles > at, levels, 1.0).min(axis=-1)
    hit = quantiles == at
    first = np.where(hit, levels, 1.0).min(axis=-1)
    last = np.where(hit, levels, 0.0).max(axis=-1)
    some = hit.any(axis=-1)
    # Nothing is below no case.
    low = np.where(at[..., 0] <= 0, 0.0, (below + first) / 2)
    return np.where(some, low, below), np.where(some, (last + above) / 2, above)


def _ends(quantiles: Floats, levels: Floats, width: float) -> tuple[Floats, Floats]:
    """The two quantiles that bound the central interval; nan where the forecast has not both levels."""
    ends = []
    for level in ((1 - width) / 2, (1 + width) / 2):
        place = np.flatnonzero(np.isclose(levels, level, atol=1e-6))
        ends.append(quantiles[..., place[0]] if place.size else np.full(quantiles.shape[:-1], np.nan))
    return ends[0], ends[1]
