"""Who infected whom, in generations: layers of a graph that may have several sources, and even cycles.

Nodes are 0 .. n-1. A node without a source is of generation 0; every other one is one more than its last
source (so that each link leads from an earlier to a later generation). In a cycle - two cases who name each
other - the link into its earliest case is put aside and drawn as doubtful.
"""

from collections import defaultdict, deque
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

Edge = tuple[int, int]


@dataclass(frozen=True)
class Generations:
    """Generation of each node; links that lie in a cycle and were put aside; the source a node hangs on."""

    of: tuple[int, ...]
    aside: frozenset[Edge]
    parent: tuple[int | None, ...]


def generations(n: int, edges: Sequence[Edge], days: Sequence[date | None]) -> Generations:
    """Layers of a graph. `days` decide which case of a cycle is the earliest, and which source is the parent.

    The parent is the source of the generation right before; of several, the latest day, since the serial
    interval is then the shortest. Links of a node to itself are put aside.
    """
    aside = {edge for edge in edges if edge[0] == edge[1]}
    into: dict[int, set[int]] = defaultdict(set)
    out: dict[int, set[int]] = defaultdict(set)
    for source, target in set(edges) - aside:
        into[target].add(source)
        out[source].add(target)
    waiting = {node: len(into[node]) for node in range(n)}
    layer = [0] * n
    ready = deque(node for node in range(n) if not waiting[node])
    left = {node for node in range(n) if waiting[node]}
    while ready or left:
        if not ready:
            broken = _break_cycle(left, into, days)
            aside |= broken
            for source, target in broken:
                into[target].discard(source)
                out[source].discard(target)
                waiting[target] -= 1
            ready.extend(sorted(node for node in left if not waiting[node]))
            left -= set(ready)
            continue
        node = ready.popleft()
        for target in sorted(out[node]):
            layer[target] = max(layer[target], layer[node] + 1)
            waiting[target] -= 1
            if not waiting[target] and target in left:
                left.discard(target)
                ready.append(target)
    parents = tuple(_parent(node, into[node], layer, days) for node in range(n))
    return Generations(tuple(layer), frozenset(aside), parents)


def _break_cycle(left: set[int], into: dict[int, set[int]], days: Sequence[date | None]) -> set[Edge]:
    """Links of one cycle into its earliest case. Walking back along sources always comes round."""
    node, place, walked = min(left), dict[int, int](), list[int]()
    while node not in place:
        place[node] = len(walked)
        walked.append(node)
        node = min(source for source in into[node] if source in left)
    cycle = walked[place[node] :]
    first = min(cycle, key=lambda one: (days[one] or date.max, one))
    before = cycle[(cycle.index(first) + 1) % len(cycle)]
    return {(before, first)}


def _parent(node: int, sources: set[int], layer: list[int], days: Sequence[date | None]) -> int | None:
    near = [source for source in sources if layer[source] == layer[node] - 1]
    return max(near, key=lambda one: (days[one] or date.min, -one), default=None)
