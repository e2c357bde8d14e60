"""What is kept of each day's posterior: mean, quantiles, P(R > 1)."""

import math
from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.arithmetic import dot

LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)
COLUMNS = ("mean", "q025", "q25", "q50", "q75", "q975", "p_above_1")


@dataclass(frozen=True)
class Summary:
    """Posterior of R per area and day: `values` (areas, days, 7) in the order of COLUMNS."""

    values: NDArray[np.float32]

    @property
    def mean(self) -> NDArray[np.float32]:
        """Posterior mean."""
        return self.values[:, :, 0]

    @property
    def q025(self) -> NDArray[np.float32]:
        """Lower end of the 95 % interval."""
        return self.values[:, :, 1]

    @property
    def q25(self) -> NDArray[np.float32]:
        """Lower end of the 50 % interval."""
        return self.values[:, :, 2]

    @property
    def q50(self) -> NDArray[np.float32]:
        """Median."""
        return self.values[:, :, 3]

    @property
    def q75(self) -> NDArray[np.float32]:
        """Upper end of the 50 % interval."""
        return self.values[:, :, 4]

    @property
    def q975(self) -> NDArray[np.float32]:
        """Upper end of the 95 % interval."""
        return self.values[:, :, 5]

    @property
    def p_above_1(self) -> NDArray[np.float32]:
        """Probability that the epidemic grows."""
        return self.values[:, :, 6]


@numba.njit(cache=True, nogil=True, fastmath=True)
def moments(p, x):  # type: ignore[no-untyped-def]
    """Mean and variance of log R."""
    mean, square = 0.0, 0.0
    for j in range(x.size):
        mean += p[j] * x[j]
        square += p[j] * x[j] * x[j]
    return mean, max(square - mean * mean, 0.0)


@numba.njit(cache=True, nogil=True, fastmath=True)
def summarise(p, x, r, width, below, out):  # type: ignore[no-untyped-def]
    """out[0..6] of a density on the grid, its log scale narrowed to `width`; `below` is scratch.

    Mass is spread evenly over each cell of log R, and the spread that this adds is taken off again
    (Sheppard).
    """
    step, n = x[1] - x[0], x.size
    total = 0.0
    for j in range(n):
        total += p[j]
        below[j] = total
    centre, variance = moments(p, x)
    added = step * step / 12
    wider = math.sqrt(1 + added / max(variance, added)) / width
    out[0] = dot(p, r)
    for level in range(5):
        j = min(np.searchsorted(below, LEVELS[level]), n - 1)
        within = (below[j] - LEVELS[level]) / max(p[j], 1e-300)
        at = x[j] + step * (0.5 - min(within, 1.0))
        out[level + 1] = math.exp(centre + (at - centre) / wider)
    one = centre - centre * wider
    j = min(max(int((one - x[0]) / step + 0.5), 0), n - 1)
    out[6] = min(max(1.0 - below[j] + p[j] * ((x[j] + step / 2 - one) / step), 0.0), 1.0)
