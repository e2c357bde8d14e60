"""How often a case comes from outside, judged where nobody inside could have caused it."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.cori import infectiousness

Array = NDArray[np.float64]
NOBODY, MOST, MOST_AREAS = 0.02, 0.1, 2000


def import_rate(counts: Array, generation: Array) -> float:
    """Cases per area and day on days without anyone infectious (Lambda < NOBODY), at most MOST.

    Assumption  cases come from outside at one rate everywhere; a sample of the areas shows it.
    """
    sample = counts[:: max(1, len(counts) // MOST_AREAS)]
    quiet = infectiousness(sample, generation) < NOBODY
    quiet[:, : len(generation)] = False
    quiet &= np.isfinite(sample)
    days = int(quiet.sum())
    return min(MOST, float(sample[quiet].sum()) / days) if days else 0.0
