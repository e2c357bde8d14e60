"""Moving quantities of daily counts: rolling sums, rates, days without a case. Arrays are (areas, days).

day        0  1  2  3  4          rolling_sum(window=3) on day 3 adds days 1, 2, 3:
cases      1  0  2  0  0          1  1  3  2  2
                                  days_without             0  1  0  1  2
"""

import numba
import numpy as np
from numpy.typing import NDArray


def rolling_sum(values: NDArray[np.integer], window: int) -> NDArray[np.int32]:
    """Sum over the `window` days ending with each day; the first days add what there is."""
    out = np.empty(values.shape, np.int32)
    _rolling_sum(np.ascontiguousarray(values), window, out)
    return out


def rate(sums: NDArray[np.int32], population: NDArray[np.float64], per: int = 100_000) -> NDArray[np.float64]:
    """Sums per `per` people; nan where the population is unknown or not positive."""
    out = np.empty(sums.shape)
    _rate(sums, np.where(population > 0, population, np.nan), float(per), out)
    return out


def days_without(values: NDArray[np.integer | np.bool_]) -> NDArray[np.int32]:
    """Days since the last positive count, 0 on a day that has one; counted from day 0 if there is none."""
    out = np.empty(values.shape, np.int32)
    _days_without(np.ascontiguousarray(values), out)
    return out


def change(sums: NDArray[np.int32], days: int = 7) -> NDArray[np.float64]:
    """Per cent change against `days` days before: nan for the first days, inf when a zero has grown."""
    now, before = sums[:, days:].astype(np.float64), sums[:, :-days].astype(np.float64)
    out = np.full(sums.shape, np.nan)
    with np.errstate(divide="ignore", invalid="ignore"):
        out[:, days:] = np.where((now == 0) & (before == 0), 0.0, 100 * (now / before - 1))
    return out


@numba.njit(cache=True, nogil=True)
def _rolling_sum(values, window, out):  # type: ignore[no-untyped-def]
    for area in range(values.shape[0]):
        total = np.int32(0)
        for day in range(values.shape[1]):
            total += values[area, day]
            if day >= window:
                total -= values[area, day - window]
            out[area, day] = total


@numba.njit(cache=True, nogil=True)
def _rate(sums, people, per, out):  # type: ignore[no-untyped-def]
    for area in range(sums.shape[0]):
        for day in range(sums.shape[1]):
            # Multiply first: the quotient of two whole numbers is exact where the threshold is.
            out[area, day] = sums[area, day] * per / people[area]


@numba.njit(cache=True, nogil=True)
def _days_without(values, out):  # type: ignore[no-untyped-def]
    for area in range(values.shape[0]):
        quiet = 0
        for day in range(values.shape[1]):
            quiet = 0 if values[area, day] > 0 else quiet + 1
            out[area, day] = quiet
