"""Which areas touch which, as a compressed sparse row table over the area axis."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Neighbours:
    """Neighbours of area i are `indices[start[i]:start[i + 1]]`; always of the same level.

    `known` says whether adjacency was given at all: without shapes and without a table nobody
    may conclude that an area has no neighbours.
    """

    start: NDArray[np.int64]
    indices: NDArray[np.int32]
    known: bool = True

    @classmethod
    def unknown(cls, areas: int) -> "Neighbours":
        """No information: every rule about neighbours answers "unknown"."""
        return cls(np.zeros(areas + 1, np.int64), np.zeros(0, np.int32), known=False)

    @classmethod
    def from_pairs(cls, areas: int, pairs: NDArray[np.int32]) -> "Neighbours":
        """From touching pairs, shape (pairs, 2), each given once or twice."""
        both = np.unique(np.vstack([pairs, pairs[:, ::-1]]), axis=0) if len(pairs) else pairs
        both = both[both[:, 0] != both[:, 1]] if len(both) else both.reshape(0, 2)
        start = np.zeros(areas + 1, np.int64)
        np.cumsum(np.bincount(both[:, 0], minlength=areas), out=start[1:])
        return cls(start, both[:, 1].astype(np.int32))

    def of(self, position: int) -> NDArray[np.int32]:
        """Indices of the areas that touch `position`."""
        return self.indices[self.start[position] : self.start[position + 1]]

    def pairs(self) -> NDArray[np.int32]:
        """Every touching pair once, shape (pairs, 2), smaller index first."""
        first = np.repeat(np.arange(len(self.start) - 1, dtype=np.int32), np.diff(self.start))
        table = np.column_stack([first, self.indices])
        return table[table[:, 0] < table[:, 1]]

    def subset(self, keep: NDArray[np.int32], renumber: NDArray[np.int32]) -> "Neighbours":
        """The table over the areas `keep`; `renumber` maps old positions to new ones or -1."""
        if not self.known:
            return Neighbours.unknown(len(keep))
        pairs = renumber[self.pairs()]
        return Neighbours.from_pairs(len(keep), pairs[(pairs >= 0).all(axis=1)])
