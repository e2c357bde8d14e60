"""The scan done the slow and obvious way: every zone in a loop, every ratio written out."""

import math
from collections.abc import Iterator, Sequence
from itertools import combinations

import numpy as np
from numpy.typing import NDArray


def ratio(c: float, e: float, total: float | None) -> float:
    """As scanstatistics' scan_pb_poisson (total given) and scan_eb_poisson (None) write it."""
    if c <= e:
        return 0.0
    if total is None:
        return c * (math.log(c) - math.log(e)) + e - c
    outside = (total - c) * math.log((total - c) / (total - e)) if total - c > 0 else 0.0
    return c * math.log(c / e) + outside


def circles(
    xy: NDArray[np.float64], weight: Sequence[float], most_areas: int, most_share: float
) -> Iterator[frozenset[int]]:
    """Every circle around every point."""
    n = len(xy)
    for centre in range(n):
        near = sorted(range(n), key=lambda i: (i != centre, round(math.dist(xy[i], xy[centre]), 3), i))
        for size in range(1, most_areas + 1):
            zone = near[:size]
            if size == 1 or (
                len(zone) == size and sum(weight[i] for i in zone) <= most_share * sum(weight) + 1e-9
            ):
                yield frozenset(zone)


def connected_sets(n: int, pairs: Sequence[tuple[int, int]]) -> Iterator[frozenset[int]]:
    """Every connected set of areas: all subsets, tried one by one."""
    for size in range(1, n + 1):
        for subset in combinations(range(n), size):
            if len(components(subset, pairs)) == 1:
                yield frozenset(subset)


def components(areas: Sequence[int], pairs: Sequence[tuple[int, int]]) -> list[set[int]]:
    """The connected components of some areas."""
    left, found = set(areas), []
    while left:
        part, edge = set(), {min(left)}
        while edge:
            part |= edge
            edge = {
                b if a in edge else a for a, b in pairs if (a in edge) != (b in edge) and {a, b} <= left
            } - part
        found.append(part)
        left -= part
    return found


def level_sets(
    c: NDArray[np.float64],
    e: NDArray[np.float64],
    pairs: Sequence[tuple[int, int]],
    total: float,
    *,
    smooth: bool,
) -> Iterator[set[int]]:
    """The components of the areas of highest rate, one more area at a time; only unusual ones join."""
    n = len(c)

    def around(i: int) -> tuple[float, float]:
        near = [i, *(b if a == i else a for a, b in pairs if i in (a, b) and smooth)]
        return float(sum(c[j] for j in near)), float(sum(e[j] for j in near))

    joining = [i for i in range(n) if ratio(*around(i), total) >= 0.354]
    queue = sorted(joining, key=lambda i: -around(i)[0] / around(i)[1])
    for stop in range(1, len(queue) + 1):
        yield from components(queue[:stop], pairs)


def best(
    zones: Iterator[frozenset[int]],
    cases: NDArray[np.int64],
    expected: NDArray[np.float64],
    total: float | None,
) -> float:
    """The highest ratio over zones and durations ending on the last day."""
    days = cases.shape[1]
    highest = 0.0
    for zone in zones:
        inside = sorted(zone)
        for d in range(1, days + 1):
            c, e = cases[inside, days - d :].sum(), expected[inside, days - d :].sum()
            highest = max(highest, ratio(float(c), float(e), total))
    return highest
