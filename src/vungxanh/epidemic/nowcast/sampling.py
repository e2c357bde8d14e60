"""Possible final counts, drawn jointly: errors of neighbouring days and of areas go together as in the past.

Question   Which courses of the last days are compatible with what has been reported?
Shapes     result (draws, areas, days), whole numbers; days oldest first as in Nowcast
Equation   count = staying + F_k^-1(asked_k(Phi(z))),  z = sqrt(c) common + sqrt(1 - c) own, both AR(1) along
           the days with correlation `along`, c = `together` (Gaussian copula)
Assumption One correlation between any two areas; the marginal distributions are those of the nowcast.
Source     Copula simulation of dependent errors (Sklar 1959); correlations from past nowcasts (judging.py).
"""

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtr, ndtri

from vungxanh.epidemic.nowcast.counting import quantiles
from vungxanh.epidemic.nowcast.judging import Judged
from vungxanh.epidemic.nowcast.recalibration import GRID

Array = NDArray[np.float64]

# Levels at which each distribution is tabulated before draws look it up.
TABLE = 400
BLOCK = 500


def sample(
    staying: Array, missing: Array, judged: Judged, draws: int, rng: np.random.Generator
) -> NDArray[np.int32]:
    """Counts (draws, areas, days) from what stays and what is expected to come (areas, days)."""
    areas, days = missing.shape
    along, together = judged.along, judged.together
    common = np.sqrt(together) * _chain(rng, (draws, 1, days), along)
    result = np.empty((draws, areas, days), np.int32)
    for start in range(0, areas, BLOCK):
        rows = slice(start, min(start + BLOCK, areas))
        own = _chain(rng, (draws, rows.stop - rows.start, days), along)
        level = ndtr(common + np.sqrt(1.0 - together) * own)
        cell = np.minimum((level * TABLE).astype(np.intp), TABLE - 1)
        table = _table(staying[rows], missing[rows], judged)
        area, day = np.ogrid[: rows.stop - rows.start, :days]
        result[:, rows] = table[area, day, cell]
    return result


def _chain(rng: np.random.Generator, shape: tuple[int, int, int], along: float) -> Array:
    """Standard normal numbers, correlated along the last axis."""
    z = rng.standard_normal(shape)
    fresh = np.sqrt(1.0 - along**2)
    for day in range(1, shape[2]):
        z[..., day] = along * z[..., day - 1] + fresh * z[..., day]
    return z


def _table(staying: Array, missing: Array, judged: Judged) -> NDArray[np.int32]:
    """Final counts at evenly spaced levels (areas, days, TABLE)."""
    areas, days = missing.shape
    law = judged.daily
    wanted = (np.arange(TABLE) + 0.5) / TABLE
    asked = np.stack([np.interp(wanted, GRID, law.asked[k]) for k in range(days)])
    flat = np.ascontiguousarray(np.broadcast_to(asked, (areas, days, TABLE))).reshape(-1, TABLE)
    newest_first = missing[:, ::-1]
    extra = quantiles(newest_first.ravel(), law.variance(newest_first).ravel(), flat, ndtri(flat))
    extra = extra.reshape(areas, days, TABLE)[:, ::-1]
    final = np.maximum(np.round(staying)[..., None] + extra, 0.0)
    return final.astype(np.int32)
