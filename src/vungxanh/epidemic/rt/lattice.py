"""The grid of log R, and the steps of the random walk on it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import ive

from vungxanh.epidemic.rt.arithmetic import softplus_table

Array = NDArray[np.float64]
SMALLEST, LARGEST = 0.1, 12.0


@dataclass(frozen=True)
class Lattice:
    """Values of R, evenly spaced on the log scale, with the table of softplus that goes with them."""

    x: Array
    r: Array
    table: Array

    def bands(self, etas: Array) -> Array:
        """[value, distance in cells]: the lattice's own bell curve, whose variance is eta^2 exactly.

        A normal cut into cells would not be one when eta is smaller than a cell (exp(-v) I_n(v) is). It ends
        two cells beyond 4 eta: longer steps are what starting anew is for.
        """
        variance = (etas / (self.x[1] - self.x[0])) ** 2
        half = min(int(np.ceil(4 * np.sqrt(variance.max()) + 2)), len(self.x) - 1)
        band = ive(np.arange(half + 1)[None, :], variance[:, None])
        return np.asarray(band / (2 * band.sum(axis=1, keepdims=True) - band[:, :1]), np.float64)


def lattice(points: int) -> Lattice:
    """R from SMALLEST to LARGEST."""
    x = np.linspace(np.log(SMALLEST), np.log(LARGEST), points)
    return Lattice(x, np.exp(x), softplus_table(x))
