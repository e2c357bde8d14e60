"""Small panels for the tests of forecasts."""

from collections.abc import Sequence
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
FIRST = date(2021, 1, 1)


def daily(values: Floats | Sequence[Sequence[float]]) -> Panel:
    """A daily panel from 1 January 2021 with areas 0, 1, ..."""
    array = np.array(values, np.float64)
    return Panel(tuple(map(str, range(len(array)))), FIRST, 1, array, np.full(len(array), np.nan))


def city(
    districts: int, wards: int, days: int, *, seed: int, mean: float = 2.0
) -> tuple[Panel, NDArray[np.intp]]:
    """Wards (first), districts, and the city as rows; cases NB with mean changing by exp(0.01 day)."""
    rng = np.random.default_rng(seed)
    leaves = districts * wards
    level = mean * rng.gamma(3, 1 / 3, (leaves, 1)) * np.exp(0.01 * np.arange(days))
    counts = rng.negative_binomial(4, 4 / (4 + level)).astype(np.float64)
    parents = np.concatenate(
        [leaves + np.arange(leaves) // wards, np.full(districts, leaves + districts), [-1]]
    )
    values = np.zeros((len(parents), days))
    values[:leaves] = counts
    np.add.at(values, parents[:leaves], counts)
    values[-1] = counts.sum(axis=0)
    return daily(values), parents.astype(np.intp)
