"""How many per day: one pass over millions of rows, without a copy of them."""

import numba
import numpy as np
from numpy.typing import NDArray

_ONES = np.ones(1, np.int32)


def per_day(
    days: NDArray[np.int32], first: int, last: int, *, number: NDArray[np.int32] | None = None
) -> NDArray[np.int64]:
    """Sum of `number` (None: one each) on the days first..last; `days` holds no other day."""
    totals = np.zeros(last - first + 1, np.int64)
    _add(days, first, _ONES if number is None else number, totals)
    return totals


@numba.njit(cache=True, nogil=True)
def _add(days, first, number, totals):  # type: ignore[no-untyped-def]
    many = number.size > 1  # a single number stands for all rows
    for i in range(days.size):
        totals[days[i] - first] += number[i] if many else number[0]
