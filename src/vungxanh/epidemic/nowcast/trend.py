"""The newest days lean on the days before them where too little is reported to stand alone.

Question   How many cases of reference day s-k will there be, given what is reported and the recent trend?
Shapes     known, share (areas, stops, D), position k; past (areas, stops, L): complete days before, oldest
           first; profile (stops, season): weight of each weekday, mean 1.
Equation   prior mean M = profile * level * growth;   N = M (1/v + X/c) / (1/v + M p / c),
           c = noise + spread[k] * M p: variance of X in units of a Poisson variance, p = share known
Assumption The level changes smoothly; v = relative variance of the prior, from past performance.
Source     Buehlmann credibility between chain ladder and Bornhuetter-Ferguson (Mack 2000).
"""

from dataclasses import dataclass

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]

# Counts at which an area's own growth weighs as much as the growth of all areas.
OWN_GROWTH = 50.0
# Relative variance of the trend before past nowcasts could be judged.
UNDECIDED = 0.1


@dataclass(frozen=True)
class Lean:
    """How much the trend counts: doubt, spread (D,) and noise as in the equation above."""

    doubt: Array
    spread: Array
    noise: float

    def arrays(self) -> tuple[Array, Array]:
        """In the order of `completed`."""
        return self.doubt, self.spread


@njit(cache=True, nogil=True)
def completed(
    known: Array,
    share: Array,
    past: Array,
    profile: Array,
    growth: Array,
    weekday: NDArray[np.intp],
    doubt: Array,
    spread: Array,
    noise: float,
) -> tuple[Array, Array]:
    """Expected cases and the prior mean of the trend (areas, stops, D), position k as in `share`.

    growth (stops, D): factor from one season to the next of the pool, up to reference day s-k-1;
    weekday (stops, D): t mod season; doubt, spread (D): relative variances of prior and of the share.
    """
    areas, stops, delays = known.shape
    season = profile.shape[1]
    length = past.shape[2]
    expected = np.zeros(known.shape)
    prior = np.zeros(known.shape)
    for a in range(areas):
        series = np.zeros(length + delays)
        for i in range(stops):
            series[:length] = past[a, i]
            for k in range(delays - 1, -1, -1):
                at = length + delays - 1 - k
                newer, older = 0.5, 0.5
                for j in range(1, season + 1):
                    newer += series[at - j]
                    older += series[at - season - j]
                g = (newer + OWN_GROWTH * growth[i, k]) / (older + OWN_GROWTH)
                level = newer / season * g ** ((season + 1) / (2.0 * season))
                mean = profile[i, weekday[i, k]] * level
                p, x = share[a, i, k], known[a, i, k]
                c = noise + spread[k] * mean * p
                total = mean * (1.0 / doubt[k] + x / c) / (1.0 / doubt[k] + mean * p / c)
                expected[a, i, k] = x + total * (1.0 - p)
                prior[a, i, k] = mean
                series[at] = expected[a, i, k]
    return expected, prior
