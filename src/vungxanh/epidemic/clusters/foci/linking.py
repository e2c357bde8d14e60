"""Which points are linked, directly or through others, when near in space and time: union-find on a grid.

The cells' diagonal is the reach, so cases of one cell are near in space for certain: within a cell it is
enough to compare each case with the next one in time. Only pairs of cells need distances.
"""

import numba
import numpy as np

_AROUND = 2
"""With cells of reach / sqrt(2), whatever is in reach lies at most so many cells away."""


@numba.njit(cache=True, nogil=True)
def _root(above, i):  # type: ignore[no-untyped-def]
    while above[i] != i:
        above[i] = above[above[i]]
        i = above[i]
    return i


@numba.njit(cache=True, nogil=True)
def _between(xy, day, reach, wait, one, other, above) -> None:  # type: ignore[no-untyped-def]
    """Links the cases of two cells; `one` and `other` are the bounds of runs in the order of days."""
    low = other[0]
    for i in range(one[0], one[1]):
        while low < other[1] and day[low] < day[i] - wait:
            low += 1
        for j in range(low, other[1]):
            if day[j] > day[i] + wait:
                break
            dx, dy = xy[i, 0] - xy[j, 0], xy[i, 1] - xy[j, 1]
            if dx * dx + dy * dy <= reach * reach:
                a, b = _root(above, i), _root(above, j)
                if a != b:
                    above[max(a, b)] = min(a, b)


@numba.njit(cache=True, nogil=True)
def linked(xy, day, column, row, begin, key, width, reach, wait):  # type: ignore[no-untyped-def]
    """The smallest position in each case's component. Cases are sorted by cell (key = row, column) and day.

    begin  bounds of the runs of each occupied cell; key, column, row per occupied cell, keys ascending
    """
    above = np.arange(day.size)
    for cell in range(key.size):
        for i in range(begin[cell] + 1, begin[cell + 1]):
            if day[i] - day[i - 1] <= wait:
                a, b = _root(above, i), _root(above, i - 1)
                if a != b:
                    above[max(a, b)] = min(a, b)
        for dr in range(_AROUND + 1):
            for dc in range(-_AROUND, _AROUND + 1):
                if (dr == 0 and dc <= 0) or not 0 <= column[cell] + dc < width:
                    continue
                wanted = (row[cell] + dr) * width + column[cell] + dc
                at = np.searchsorted(key, wanted)
                if at < key.size and key[at] == wanted:
                    one = (begin[cell], begin[cell + 1])
                    _between(xy, day, reach, wait, one, (begin[at], begin[at + 1]), above)
    for i in range(day.size):
        above[i] = _root(above, i)
    return above
