"""From a graph to marks with places in points: generations, or days, from left to right."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from vungxanh.response.generations import generations
from vungxanh.response.generations_layout import lay_out

LEFT, TOP, ROW, COLUMN, DAY, PACKED = 30.0, 46.0, 24.0, 170.0, 26.0, 17.0
NUDGE, LABEL, NEAR = 13, 62.0, range(-9, 10)
ALL_LABELS = 150
"""Up to so many nodes every one has its label; beyond, only those who infected somebody or are unlinked."""


@dataclass(frozen=True)
class Mark:
    """A node with its place; `shape` is its classification, f1, f2, or outside."""

    node: Any
    x: float
    y: float
    shape: str
    generation: int
    labelled: bool
    sources: tuple[int, ...]


@dataclass(frozen=True)
class Scene:
    """Everything to draw. `ticks` are words above the columns, `aside` the links of cycles."""

    marks: tuple[Mark, ...]
    links: tuple[tuple[int, int, str], ...]
    ticks: tuple[tuple[float, Any], ...]
    width: float
    height: float
    by_day: bool


def scene_of(graph: Any, *, by_day: bool = False) -> Scene:
    """Lay a graph out. Nodes are taken by day, so that earlier families come first."""
    order = sorted(range(len(graph.nodes)), key=lambda n: (graph.nodes[n].day or date.max, n))
    number = {old: new for new, old in enumerate(order)}
    nodes = [graph.nodes[old] for old in order]
    links = {(number[a], number[b]): kind for (a, b), kind in graph.links.items()}
    found = generations(len(nodes), sorted(links), [node.day for node in nodes])
    small = [node.kind == "contact" for node in nodes]
    layout = lay_out(found.of, found.parent, small)
    infected = {a for (a, b), kind in links.items() if kind != "contact"}
    sources: dict[int, list[int]] = {}
    for source, target in sorted(links):
        sources.setdefault(target, []).append(source)
    across = _days_across(nodes, found.parent, found.of) if by_day else None
    marks = []
    for n, (node, place) in enumerate(zip(nodes, layout.places, strict=True)):
        x = LEFT + place.column * COLUMN if across is None else across[n]
        if place.slot is not None:
            above = found.parent[n] or 0
            x = (x if across is None else across[above] + DAY) + place.slot * PACKED
        few = len(nodes) <= ALL_LABELS or n in infected or node.unlinked
        shown = place.slot is None and node.known and few
        y = TOP + place.row * ROW
        marks.append(Mark(node, x, y, _shape(node), found.of[n], shown, tuple(sources.get(n, ()))))
    marks = _thinned(_apart(marks) if by_day else marks)
    told = tuple((a, b, "aside" if (a, b) in found.aside else kind) for (a, b), kind in sorted(links.items()))
    width = max((mark.x for mark in marks), default=0.0) + COLUMN
    ticks = _days(nodes) if by_day else tuple((LEFT + c * COLUMN, c) for c in range(layout.columns))
    return Scene(tuple(marks), told, ticks, width, TOP + layout.rows * ROW + 10, by_day)


def _apart(marks: list[Mark]) -> list[Mark]:
    """A case of the same day as its source would lie on it: it moves to the right, within its day."""
    taken: set[tuple[int, int]] = set()
    moved = []
    for mark in marks:
        x, y = round(mark.x), round(mark.y)
        while any((x + near, y) in taken for near in range(-NUDGE + 1, NUDGE)):
            x += NUDGE
        taken.add((x, y))
        moved.append(replace(mark, x=float(x)))
    return moved


def _thinned(marks: list[Mark]) -> list[Mark]:
    """Labels of one row that would touch are left out, the later one first."""
    free: dict[int, float] = {}
    kept: dict[int, bool] = {}
    for n in sorted(range(len(marks)), key=lambda n: marks[n].x):
        row = round(marks[n].y)
        kept[n] = marks[n].labelled and all(marks[n].x >= free.get(row + near, 0) for near in NEAR)
        if kept[n]:
            free[row] = marks[n].x + LABEL
    return [replace(mark, labelled=kept[n]) for n, mark in enumerate(marks)]


def _shape(node: Any) -> str:
    return node.state if node.known else "outside"


def _days_across(nodes: Sequence[Any], parent: Sequence[int | None], layer: Sequence[int]) -> list[float]:
    """Places by day; who has no day stands a day after the source, or at the beginning."""
    first = min((node.day for node in nodes if node.day), default=None)
    x = [LEFT] * len(nodes)
    for n in sorted(range(len(nodes)), key=lambda n: layer[n]):
        above = parent[n]
        if nodes[n].day is not None and first is not None:
            x[n] = LEFT + (nodes[n].day - first).days * DAY
        elif above is not None:
            x[n] = x[above] + DAY
    return x


def _days(nodes: Sequence[Any]) -> tuple[tuple[float, Any], ...]:
    """A tick every few days, so that their words do not touch."""
    days = [node.day for node in nodes if node.day]
    if not days:
        return ()
    span = (max(days) - min(days)).days
    return tuple((LEFT + n * DAY, min(days) + timedelta(days=n)) for n in range(0, span + 1, 4))
