"""Places of a transmission tree: generations (or days) from left to right, families kept together.

Every family - a node and all that hang on it - takes rows of its own, so that no two nodes of one column
share a row. Members without a family of their own that are only contacts are packed in a block beside their
source, `PACK` to a row. Lengths are in rows and columns; the drawing decides what that is in points.
"""

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

PACK = 8
"""Packed nodes in one row of a block."""


@dataclass(frozen=True)
class Place:
    """Row (may lie between two) and column of a node; `slot` is its place in a row of a packed block."""

    row: float
    column: int
    slot: int | None = None


@dataclass(frozen=True)
class Layout:
    """Where every node is, and how large the whole is."""

    places: tuple[Place, ...]
    rows: int
    columns: int


def lay_out(columns: Sequence[int], parent: Sequence[int | None], packed: Sequence[bool]) -> Layout:
    """Rows for a forest. `columns` are the generations, `packed` says which leaves may share a row.

    Families come in the order of their numbers, so number the nodes by day. Deep chains do not recurse.
    """
    children: dict[int | None, list[int]] = defaultdict(list)
    for node, above in enumerate(parent):
        children[above].append(node)
    small = {
        node for node, can in enumerate(packed) if can and not children[node] and parent[node] is not None
    }
    rows: dict[int, float] = {}
    slots: dict[int, int] = {}
    free = 0.0
    for root in children[None]:
        free = _family(root, children, small, rows, slots, free)
    places = tuple(Place(rows[node], columns[node], slots.get(node)) for node in range(len(parent)))
    return Layout(places, int(free + 0.999), 1 + max(columns, default=0))


def _family(
    root: int,
    children: dict[int | None, list[int]],
    small: set[int],
    rows: dict[int, float],
    slots: dict[int, int],
    free: float,
) -> float:
    """Rows of one family from the first free one; the next free one."""
    stack: list[tuple[int, bool, float]] = [(root, False, 0.0)]
    while stack:
        node, done, start = stack.pop()
        if done:
            free = max(free, start + 1)
            own = [rows[child] for child in children[node]]
            rows[node] = (min(own) + max(own)) / 2 if own else start
            continue
        stack.append((node, True, free))
        block = [child for child in children[node] if child in small]
        for number, child in enumerate(block):
            rows[child], slots[child] = free + number // PACK, number % PACK
        free += -(-len(block) // PACK)
        stack.extend((child, False, 0.0) for child in reversed(children[node]) if child not in small)
    return free
