"""What is kept of each day's posterior: mean, quantiles, P(R > 1)."""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

LEVELS = (0.025, 0.25, 0.5, 0.75, 0.975)
COLUMNS = ("mean", "q025", "q25", "q50", "q75", "q975", "p_above_1")


@dataclass(frozen=True)
class Summary:
    """Posterior of R per area and day: `values` (areas, days, 7) in the order of COLUMNS; nan where unknown."""

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
def summarise(p, x, r, out):  # type: ignore[no-untyped-def]
    """out[0..6] of a density on the grid: mass is spread evenly over each cell of log R."""
    step = x[1] - x[0]
    mean, below, level = 0.0, 0.0, 0
    above = 1.0
    for j in range(x.size):
        mean += p[j] * r[j]
        left = x[j] - step / 2
        if left < 0.0 < left + step:
            above = 1 - below - p[j] * (-left / step)
        elif left + step <= 0.0:
            above = 1 - below - p[j]
        while level < 5 and below + p[j] >= LEVELS[level]:
            out[level + 1] = np.exp(left + step * (LEVELS[level] - below) / p[j])
            level += 1
        below += p[j]
    while level < 5:
        out[level + 1] = r[-1]
        level += 1
    out[0] = mean
    out[6] = min(max(above, 0.0), 1.0)


@numba.njit(cache=True, nogil=True, fastmath=True)
def moments(p, x):  # type: ignore[no-untyped-def]
    """Mean and variance of log R."""
    mean, square = 0.0, 0.0
    for j in range(x.size):
        mean += p[j] * x[j]
        square += p[j] * x[j] * x[j]
    return mean, max(square - mean * mean, 0.0)
