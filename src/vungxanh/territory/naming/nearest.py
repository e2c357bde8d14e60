"""Names that look like a typed one, to be offered but never taken."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 60
"""Letters of a typed name that are compared; longer ones are no names."""


def nearest(text: str, names: Sequence[str], at_most: int = 5) -> list[int]:
    """Positions of the names within a few changes of `text`, the nearest first."""
    text = text[:_LONGEST]
    if not names or not text:
        return []
    distance = edit_distances(text, names)
    near = np.flatnonzero(distance <= _tolerance(text))
    order = near[np.argsort(distance[near], kind="stable")]
    return [int(i) for i in order[:at_most]]


def _tolerance(text: str) -> int:
    """How many changes still look alike: one in a short name, three in a long one."""
    return 1 if len(text) <= 4 else 2 if len(text) <= 9 else 3


def edit_distances(text: str, names: Sequence[str]) -> NDArray[np.int64]:
    """Levenshtein distance of `text` to every name: the usual table, one row at a time for all names.

    row[i][k] = min(row[i-1][k] + 1, row[i][k-1] + 1, row[i-1][k-1] + (letters differ))
    """
    longest = max(map(len, names))
    letters = np.array([[ord(c) for c in name.ljust(longest, "\0")] for name in names], np.int32)
    lengths = np.array([len(name) for name in names])
    steps = np.arange(longest + 1)
    above = np.tile(steps, (len(names), 1))
    for i, letter in enumerate(text, 1):
        row = np.empty_like(above)
        row[:, 0] = i
        row[:, 1:] = np.minimum(above[:, 1:] + 1, above[:, :-1] + (letters != ord(letter)))
        # Insertions run along the row: a running minimum of (value - position) does them at once.
        above = np.minimum.accumulate(row - steps, axis=1) + steps
    chosen: NDArray[np.int64] = above[np.arange(len(names)), lengths]
    return chosen
