"""What we compare with: the published simple nowcast, written out plainly.

KIT's way (hospitalisation nowcast hub; Johnson 2025): ratio-of-sums factors of the last 60 days per area,
days summed afterwards, negative binomial for what is missing, dispersion of past nowcasts by horizon.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.stats import nbinom

from vungxanh.epidemic.delays import Triangle

Array = NDArray[np.float64]
WINDOW = 60


def plain_nowcast(triangle: Triangle, width: int, levels: Array) -> Array:
    """Quantiles (areas, delays, levels), newest day first."""
    counts = np.nan_to_num(triangle.net())
    areas, references, delays = counts.shape
    missing = _summed(_missing(counts, references), width)
    error, square = np.zeros((areas, delays)), np.zeros((areas, delays))
    final = counts.sum(axis=2)
    lag = np.arange(delays)
    for today in range(max(width + delays, references - delays - WINDOW), references):
        then = _missing(counts[:, :today], today)
        came = final[:, today - 1 - lag] - np.stack(
            [counts[:, today - 1 - k, : k + 1].sum(axis=1) for k in lag], axis=1
        )
        judged = today - 1 - lag + delays <= references
        expected = _summed(then, width)
        off = np.maximum((_summed(came, width) - expected) ** 2 - expected, 0)
        error += np.where(judged, off, 0)
        square += np.where(judged, expected**2, 0)
    mean = np.maximum(missing, 1e-6)
    size = 1 / np.maximum(error / np.maximum(square, 1e-9), 1e-4)
    total = np.cumsum(np.pad(triangle.known(), ((0, 0), (width, 0))), axis=1)
    reported = (total[:, width:] - total[:, :-width])[:, ::-1][:, :delays]
    quantiles = nbinom.ppf(levels, size[..., None], (size / (size + mean))[..., None])
    result: Array = reported[..., None] + quantiles
    return result


def _summed(values: Array, width: int) -> Array:
    """Sums over the days k ... k + width - 1 back (areas, delays); older ones miss nothing."""
    total = np.cumsum(np.pad(values, ((0, 0), (1, width - 1))), axis=1)
    result: Array = total[:, width:] - total[:, :-width]
    return result


def _missing(counts: Array, references: int) -> Array:
    """Cases of the days references-1-k that are expected to come (areas, delays), each known to delay k."""
    areas, _, delays = counts.shape
    factor = np.ones((areas, delays))
    upto = np.cumsum(counts, axis=2)
    for d in range(1, delays):
        rows = slice(max(0, references - d - WINDOW), max(references - d, 0))
        before = upto[:, rows, d - 1].sum(axis=1)
        grown = counts[:, rows, d].sum(axis=1)
        factor[:, d] += np.divide(grown, before, out=np.zeros(areas), where=before > 0)
    later = np.cumprod(factor[:, ::-1], axis=1)[:, ::-1]
    known = np.stack([upto[:, references - 1 - k, k] for k in range(delays)], axis=1)
    growth = np.concatenate([later[:, 1:], np.ones((areas, 1))], axis=1)
    result: Array = known * (np.minimum(growth, 1e3) - 1.0)
    return result
