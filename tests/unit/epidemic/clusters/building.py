"""A line or a grid of areas for tests of the scan."""

from collections.abc import Sequence

import numpy as np

from vungxanh.epidemic.clusters import Places
from vungxanh.territory import Neighbours


def row(
    n: int, population: Sequence[float] | None = None, *, located: bool = True, known: bool = True
) -> Places:
    """Areas A00, A01, ... a kilometre apart on a line, each touching the next."""
    pairs = np.array([(i, i + 1) for i in range(n - 1)], np.int32).reshape(-1, 2)
    return Places(
        codes=tuple(f"A{i:02d}" for i in range(n)),
        names=tuple(f"Area {i}" for i in range(n)),
        population=np.array(population if population is not None else [1000.0] * n),
        xy=np.column_stack([np.arange(n) * 1000.0, np.zeros(n)]) if located else np.full((n, 2), np.nan),
        neighbours=Neighbours.from_pairs(n, pairs) if known else Neighbours.unknown(n),
    )


def grid(side: int, population: float = 1000.0) -> Places:
    """side x side areas a kilometre apart, touching at their edges; area r * side + c."""
    at = np.arange(side * side)
    right = np.column_stack([at, at + 1])[at % side < side - 1]
    down = np.column_stack([at, at + side])[at < side * (side - 1)]
    pairs = np.vstack([right, down]).astype(np.int32)
    return Places(
        codes=tuple(f"A{i:04d}" for i in at),
        names=tuple(f"Area {i}" for i in at),
        population=np.full(side * side, population),
        xy=np.column_stack([at % side, at // side]) * 1000.0,
        neighbours=Neighbours.from_pairs(side * side, pairs),
    )
