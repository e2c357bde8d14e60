"""Whether anybody looks: how far an area without cases may be believed, day by day."""

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.freedom.rule import Rule

Floats = NDArray[np.float64]


def looking(tested: Floats, population: Floats, rule: Rule) -> Floats:
    """Level of testing (areas, days) in 0..1: tests per person over `looking_days` against
    `looking_per_100k`.

    Below `looking_least` it is 0: who does not test has no cases, and proves nothing by it.
    """
    window = rule.days("looking_days")
    people = np.where(population > 0, population, np.inf)
    full = people * (rule["looking_per_100k"] / 1e5 * window)
    out = np.empty(tested.shape)
    _level(np.ascontiguousarray(tested, np.float64), full, window, rule["looking_least"], out)
    return out


@numba.njit(cache=True, nogil=True)
def _level(tested, full, window, least, out):  # type: ignore[no-untyped-def]
    for area in range(tested.shape[0]):
        total = 0.0
        for day in range(tested.shape[1]):
            total += tested[area, day]
            if day >= window:
                total -= tested[area, day - window]
            level = min(1.0, total / full[area])
            out[area, day] = level if level >= least else 0.0
