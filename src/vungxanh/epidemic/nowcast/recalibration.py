"""Which level to ask of the predictive distribution so that what is called 90 % happened in 90 % of the past.

Question   At which nominal level did past truths lie below the quantile in a share q of the cases?
Shapes     low, high (areas, stops, D): F(y-1) and F(y) of past truths; result (D, GRID)
Equation   G_k(u) = sum w |[low, high] below u| / sum w (non-randomised PIT); the level asked for q solves
           (n G_k(u) + n0 u) / (n + n0) = q
Assumption The errors to come are exchangeable with the weighted past ones; n counts independent days.
Source     Czado, Gneiting & Held 2009 (PIT of counts); Amaral 2024 (post-processing of nowcasts).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]

GRID = np.linspace(0.0, 1.0, 201)

# Days of past nowcasts at which their verdict weighs as much as the model's own shape.
TRUST_IN_MODEL = 8.0


def asked_levels(low: Array, high: Array, weight: Array, independent: Array) -> Array:
    """Levels to ask for at GRID, per horizon (D, GRID); weight (stops, D), `independent` (D,) past days."""
    happened = _pit(low, high, weight)
    share = (independent / (independent + TRUST_IN_MODEL))[:, None]
    below = share * happened + (1.0 - share) * GRID
    # Strictly increasing, so that it can be inverted; the ends stay ends.
    below = np.maximum.accumulate(below, axis=1) + 1e-9 * np.arange(GRID.size)
    return np.stack([np.interp(GRID, row, GRID) for row in below])


@njit(cache=True, nogil=True)
def _pit(low: Array, high: Array, weight: Array) -> Array:
    """Weighted mean (D, GRID) of the uniform distributions on [low, high]; GRID itself without any."""
    areas, stops, delays = low.shape
    cells = GRID.size - 1
    result = np.zeros((delays, cells + 1))
    for k in range(delays):
        total = 0.0
        done = np.zeros(cells + 2)
        for i in range(stops):
            w = weight[i, k]
            if w <= 0.0:
                continue
            for a in range(areas):
                total += w
                start, stop = low[a, i, k] * cells, high[a, i, k] * cells
                last = min(int(stop), cells)
                for g in range(int(start) + 1, last + 1):
                    result[k, g] += w * (g - start) / max(stop - start, 1e-12)
                done[last + 1] += w
        passed = 0.0
        for g in range(cells + 1):
            passed += done[g]
            result[k, g] = (result[k, g] + passed) / total if total > 0.0 else g / cells
    return result
