"""Relative score: how much of the baseline's loss remains, on the tasks that both have answered.

    relative = sum of own scores / sum of the baseline's scores       over the tasks where neither is nan
Below 1 is better than the baseline. The ratio of sums (not the mean of ratios) is what the forecast hubs
quote; large areas weigh most, which is why it is given on log(1 + x) beside it.
"""

import numpy as np
from numpy.typing import NDArray


def relative(own: NDArray[np.float64], baseline: NDArray[np.float64]) -> float:
    """Ratio of sums on common tasks; nan without a common task or when the baseline lost nothing."""
    common = np.isfinite(own) & np.isfinite(baseline)
    below = float(baseline[common].sum())
    return float(own[common].sum()) / below if common.any() and below > 0 else float("nan")
