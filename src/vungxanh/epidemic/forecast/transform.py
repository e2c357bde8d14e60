"""Transform: counts or rates to a log scale on which a wave looks alike in a large and in a small area, and back.

    z = log(max(value, 0) + unit)      unit: the smallest amount that means something in this panel

For counts the unit is 1. For rates it is a low quantile of the positive values, so that a rate of 0.03 per
100,000 and one of 0.06 are told apart. It is learned from the past only, so a later value cannot change it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class LogScale:
    """log(value + unit) and its inverse; negative corrections count as zero."""

    unit: float

    def forward(self, values: NDArray[np.float64]) -> NDArray[np.float64]:
        """To the log scale; nan stays nan."""
        return np.log(np.maximum(values, 0.0) + self.unit)

    def back(self, scaled: NDArray[np.float64]) -> NDArray[np.float64]:
        """To values, never below zero."""
        return np.maximum(np.exp(scaled) - self.unit, 0.0)


def log_scale_of(values: NDArray[np.float64]) -> LogScale:
    """The scale that suits these values: unit 1 for whole numbers, else their 5 % quantile above zero."""
    positive = values[values > 0]
    if positive.size == 0 or np.all(positive == np.round(positive)):
        return LogScale(1.0)
    return LogScale(min(float(np.quantile(positive, 0.05)), 1.0))
