"""Where there are enough cases for an estimate of R."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.rt.believing import beliefs


def enough_cases(infectiousness: NDArray[np.float64]) -> NDArray[np.bool_]:
    """True on days (areas, days) whose window holds enough infectiousness; rules/rt/estimation.toml says why.

    Lambda summed over the window is the number of cases expected there if R were 1.
    """
    told = beliefs()
    total = np.cumsum(infectiousness, axis=1)
    total[:, told.window :] -= total[:, : -told.window].copy()
    return np.asarray(total >= told.least_infectiousness)
