"""Coverage, sharpness and bias: is the stated uncertainty the real one, how wide is it, does it lean?

Question: what share of the truths y[...] lies in the central interval [q(a/2), q(1 - a/2)], ends included?
For counts with many zeros the ends are whole numbers, so even a perfect forecast covers more than is stated;
`covered` with `rng` counts an end that the truth hits for the part of its mass which the interval claims
(the randomised version: Czado, Gneiting, Held 2009, Biometrics 65:1254), and is exact for a perfect forecast.
"""

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


def covered(quantiles: Floats, levels: Floats, truth: Floats, width: float) -> Floats:
    """1 where the central interval of `width` (0.5, 0.95, ...) holds the truth, else 0; nan where one is missing."""
    low, high = _ends(quantiles, levels, width)
    known = np.isfinite(low) & np.isfinite(high) & np.isfinite(truth)
    return np.where(known, (low <= truth) & (truth <= high), np.nan)


def sharpness(quantiles: Floats, levels: Floats, width: float) -> Floats:
    """Width of the central interval, in the unit of the values; the smaller the sharper."""
    low, high = _ends(quantiles, levels, width)
    return high - low


def bias(quantiles: Floats, levels: Floats, truth: Floats) -> Floats:
    """From -1 (all quantiles below the truth) to 1 (all above); 0 when the median hits.

    1 - 2 p, p = the level at which the truth stands (the middle of the levels whose quantile equals it).
    Source: Funk et al. 2019, PLoS Comput Biol 15:e1006785, for quantiles as in the forecast hubs.
    """
    known = np.isfinite(quantiles).all(axis=-1) & np.isfinite(truth)
    at = np.asarray(truth)[..., None]
    below = np.where(quantiles < at, levels, 0.0).max(axis=-1)
    above = np.where(quantiles > at, levels, 1.0).min(axis=-1)
    hit = quantiles == at
    first = np.where(hit, levels, 1.0).min(axis=-1)
    last = np.where(hit, levels, 0.0).max(axis=-1)
    place = np.where(hit.any(axis=-1), (first + last) / 2, (below + above) / 2)
    place = np.where(
        quantiles[..., -1] < at[..., 0], 1.0, np.where(quantiles[..., 0] > at[..., 0], 0.0, place)
    )
    return np.where(known, 1.0 - 2.0 * place, np.nan)


def _ends(quantiles: Floats, levels: Floats, width: float) -> tuple[Floats, Floats]:
    """The two quantiles that bound the central interval; nan where the forecast has not both levels."""
    ends = []
    for level in ((1 - width) / 2, (1 + width) / 2):
        place = np.flatnonzero(np.isclose(levels, level, atol=1e-6))
        ends.append(quantiles[..., place[0]] if place.size else np.full(quantiles.shape[:-1], np.nan))
    return ends[0], ends[1]
