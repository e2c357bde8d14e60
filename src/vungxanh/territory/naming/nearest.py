"""Names that look like a typed one, to be offered but never taken."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

_LONGEST = 60
"""Letters of a name that are compared; longer ones are no names."""


class Lookalikes:
    """Many names, ready to be compared with a typed one all at once."""

    def __init__(self, names: Sequence[str]) -> None:
        cut = [name[:_LONGEST] for name in names]
        self._longest = max(map(len, cut), default=0)
        padded = np.array(cut or [""], dtype=f"U{max(self._longest, 1)}")
        self._letters = padded.view(np.uint32).reshape(len(padded), -1)[: len(cut)]
        self._lengths = np.array([len(name) for name in cut], np.int64)

    def nearest(self, text: str, among: NDArray[np.int64], at_most: int = 5) -> list[int]:
        """Positions (of `among`) whose names are within a few changes of `text`, the nearest first."""
        text = text[:_LONGEST]
        tolerance = _tolerance(text)
        among = among[np.abs(self._lengths[among] - len(text)) <= tolerance]
        if not text or not len(among):
            return []
        distance = self.distances(text, among)
        near = np.flatnonzero(distance <= tolerance)
        order = near[np.argsort(distance[near], kind="stable")]
        return [int(among[i]) for i in order[:at_most]]

    def distances(self, text: str, among: NDArray[np.int64]) -> NDArray[np.int64]:
        """Levenshtein distance of `text` to each name: the usual table, one row for all names at a time.

        row[i][k] = min(row[i-1][k] + 1, row[i][k-1] + 1, row[i-1][k-1] + (letters differ))
        """
        letters = self._letters[among]
        steps = np.arange(letters.shape[1] + 1, dtype=np.int64)
        above = np.tile(steps, (len(among), 1))
        for i, letter in enumerate(text, 1):
            row = np.empty_like(above)
            row[:, 0] = i
            row[:, 1:] = np.minimum(above[:, 1:] + 1, above[:, :-1] + (letters != ord(letter)))
            # Insertions run along the row: a running minimum of (value - position) does them at once.
            above = np.minimum.accumulate(row - steps, axis=1) + steps
        chosen: NDArray[np.int64] = above[np.arange(len(among)), self._lengths[among]]
        return chosen


def _tolerance(text: str) -> int:
    """How many changes still look alike: one in a short name, three in a long one."""
    return 1 if len(text) <= 4 else 2 if len(text) <= 9 else 3
