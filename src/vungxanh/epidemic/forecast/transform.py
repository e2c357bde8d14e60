"""Transform: counts or rates to a scale on which a wave looks alike in a large and in a small area, and back.

    z = ((max(value, 0) + unit) / size) ^ power / power        power 1/4: small counts do not dominate
    z = log(max(value, 0) + unit)                              power 0: growth is a straight line

unit: the smallest amount that means something: 1 for counts, a low quantile of the positive values for
rates, but at least a hundredth of the area's size.
size: 95 % quantile of the area's positive values (1 for power 0).
Both are learned from the past only, so a later value cannot change them.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Transform:
    """Power scale per area (unit and size have shape (areas,)); negative corrections count as zero."""

    power: float
    unit: Floats
    size: Floats

    def forward(self, values: Floats) -> Floats:
        """Values (areas, steps) to the scale; nan stays nan."""
        shape = (-1,) + (1,) * (values.ndim - 1)
        lifted = (np.maximum(values, 0.0) + self.unit.reshape(shape)) / self.size.reshape(shape)
        return lifted**self.power / self.power if self.power else np.log(lifted)

    def back(self, z: Floats) -> Floats:
        """Scaled (areas, ...) to values, never below zero."""
        shape = (-1,) + (1,) * (z.ndim - 1)
        lifted = np.maximum(z * self.power, 0.0) ** (1 / self.power) if self.power else np.exp(z)
        return np.maximum(lifted * self.size.reshape(shape) - self.unit.reshape(shape), 0.0)


def transform_of(values: Floats, power: float) -> Transform:
    """The scale that suits these values."""
    areas = len(values)
    positive = values[values > 0]
    whole = positive.size == 0 or bool(np.all(positive == np.round(positive)))
    unit = 1.0 if whole else float(np.quantile(positive, 0.05))
    if power == 0:
        return Transform(power, np.full(areas, unit), np.ones(areas))
    size = _size_of(values, unit)
    return Transform(power, np.maximum(unit, 0.01 * size), size)


def _size_of(values: Floats, unit: float) -> Floats:
    """95 % quantile of each area's positive values; the unit where there is none."""
    ordered = np.sort(np.where(values > 0, values, np.nan), axis=1)
    count = np.isfinite(ordered).sum(axis=1)
    at = np.maximum(np.ceil(0.95 * count).astype(np.intp) - 1, 0)
    size = np.take_along_axis(ordered, at[:, None], axis=1)[:, 0]
    floored: Floats = np.maximum(np.nan_to_num(size), unit)
    return floored
