"""Chain ladder of every area on its group's hazards: own reports with forgetting, then multiplied out.

Question   What share of the cases of reference day s-k has been reported by day s?
Shapes     new, known (areas A, references T, delays D); base (T, season, D) and the group's multipliers
           (groups, T, D) as of the end of each day; stops: the days s for which an answer is wanted.
Equation   share[a, s, k] = prod_{d>k} 1 / (1 + h[w, d] * m[a, d]),  w = (s-k) mod season
           m = (sum W n + strength * prior) / (sum W X h + strength), smoothed over delays
Assumption An area's delays differ from its group's by a factor per delay, not in their weekday pattern.
Source     Chain ladder (Mack 1993); credibility shrinkage of factors (Gisler & Wuthrich 2008).
"""

import numpy as np
from numba import njit
from numpy.typing import NDArray

from vungxanh.epidemic.nowcast.pooled import TELLING, UNBOUNDED

Array = NDArray[np.float64]


@njit(cache=True, nogil=True)
def observed_and_expected(
    new: Array,
    known: Array,
    base: Array,
    lasting: Array,
    current: Array,
    group: NDArray[np.intp],
    trust: Array,
    keep: tuple[float, float],
    stops: NDArray[np.intp],
) -> Array:
    """Reports and what the group's hazards expect, with slow and with local memory.

    Result (areas, stops, 4, D): slow reports, slow expected, local reports, local expected. `lasting` and
    `current` are the group's multipliers of `base` (groups, T, D).
    """
    areas, references, delays = new.shape
    season = base.shape[1]
    result = np.zeros((areas, stops.size, 4, delays))
    for a in range(areas):
        sums = np.zeros((4, delays))
        fresh = np.zeros(delays)
        slow = np.zeros(delays)
        local = np.zeros(delays)
        g = group[a]
        stop = 0
        for s in range(references):
            came, awaited = 0.0, 0.0
            last = min(s, delays - 1)
            for d in range(1, last + 1):
                t = s - d
                hazard = base[s - 1, t % season, d]
                telling = 1.0 if hazard < TELLING else 0.0
                stock = telling * hazard * known[a, t, d - 1]
                fresh[d] = telling * new[a, t, d]
                slow[d] = stock * lasting[g, s - 1, d]
                local[d] = stock * current[g, s - 1, d]
                came += fresh[d]
                awaited += local[d]
            # A batch in one area: beyond four standard deviations of an overdispersed count it is held down.
            far = abs(came - awaited) / np.sqrt(4.0 + 2.0 * awaited + 0.1 * awaited * awaited)
            weight = trust[s] * min(1.0, 4.0 / max(far, 1e-9))
            for d in range(1, delays):
                for row in range(4):
                    sums[row, d] *= keep[row // 2]
                if d <= last:
                    sums[0, d] += weight * fresh[d]
                    sums[1, d] += weight * slow[d]
                    sums[2, d] += weight * fresh[d]
                    sums[3, d] += weight * local[d]
            if stop < stops.size and stops[stop] == s:
                result[a, stop] = sums
                stop += 1
    return result


def multipliers(sums: Array, kernel: Array, strength: tuple[float, float]) -> tuple[Array, Array]:
    """An area's lasting and current factor on its group's hazards (areas, stops, D), from the sums above."""
    smooth = sums @ kernel
    lasting = (smooth[:, :, 0] + strength[0]) / (smooth[:, :, 1] + strength[0])
    current = (smooth[:, :, 2] + strength[1] * lasting) / (smooth[:, :, 3] + strength[1])
    return lasting, current


@njit(cache=True, nogil=True)
def reported_share(
    base: Array,
    lasting: Array,
    current: Array,
    group: NDArray[np.intp],
    own_lasting: Array,
    own_current: Array,
    stops: NDArray[np.intp],
    silent: NDArray[np.intp],
    fading: float,
) -> Array:
    """Share of the cases that is known (areas, stops, D): position k = reference day s-k, known to delay k.

    After `silent` days without any transmission it is known only to delay k - silent.

    The deviation of these days fades step by step towards the lasting factor.
    """
    areas, count, delays = own_lasting.shape
    season = base.shape[1]
    share = np.ones((areas, count, delays))
    power = fading ** np.arange(delays)
    for a in range(areas):
        g = group[a]
        habit = np.zeros(delays)
        today = np.zeros(delays)
        for i in range(count):
            s = stops[i]
            for d in range(1, delays):
                habit[d] = lasting[g, s, d] * own_lasting[a, i, d]
                today[d] = current[g, s, d] * own_current[a, i, d] - habit[d]
            for k in range(min(s + 1, delays - 1)):
                w = (s - k) % season
                heard = k - silent[s]
                grown = 1.0 if heard >= 0 else UNBOUNDED
                for d in range(max(heard, 0) + 1, delays):
                    grown *= 1.0 + base[s, w, d] * (habit[d] + today[d] * power[d - max(heard, 0) - 1])
                share[a, i, k] = 1.0 / grown
    return share
