"""Neighbours of a list of areas: from its shapes, or from a table of pairs."""

from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message, message
from vungxanh.tables import read_table
from vungxanh.territory.errors import PairsUnreadable, PairUnknown
from vungxanh.territory.geometry import touching_by_level
from vungxanh.territory.neighbours import Neighbours
from vungxanh.territory.reading.source import cell_text, join
from vungxanh.territory.reading.tree import Tree


def neighbours_from_shapes(
    tree: Tree, shapes: NDArray[np.object_] | None
) -> tuple[Neighbours, list[Message]]:
    """Areas of one level that share a border; unknown without shapes."""
    if shapes is None:
        return Neighbours.unknown(len(tree.areas)), [
            message("Neighbours are unknown: the list has no shapes, and no table of neighbours was given")
        ]
    return Neighbours.from_pairs(len(tree.areas), touching_by_level(tree.levels, shapes)), []


def neighbours_from_table(path: Path, tree: Tree) -> tuple[Neighbours, list[Message]]:
    """Pairs of codes, taken from the first two columns that hold codes of the list.

    Only pairs within one level count. Codes of other lists are ignored, and said.
    """
    frame = read_table(path).frame
    index = {area.code: i for i, area in enumerate(tree.areas)}
    columns = [[cell_text(value) for value in frame[name].to_list()] for name in frame.columns]
    holding = [cells for cells in columns if any(cell in index for cell in cells)]
    if len(columns) < 2:
        raise PairsUnreadable(path, frame.columns)
    if len(holding) < 2:
        raise PairUnknown(path)
    pairs: list[tuple[int, int]] = []
    unknown: dict[str, None] = {}
    for one, other in zip(holding[0], holding[1], strict=True):
        unknown.update({code: None for code in (one, other) if code is not None and code not in index})
        if one in index and other in index and tree.levels[index[one]] == tree.levels[index[other]]:
            pairs.append((index[one], index[other]))
    table = Neighbours.from_pairs(len(tree.areas), lifted(tree, pairs))
    if not unknown:
        return table, []
    said = message(
        "{file} names {n} codes that are not in the list of areas ({codes})",
        file=path.name,
        n=len(unknown),
        codes=join(unknown),
    )
    return table, [said]


def lifted(tree: Tree, pairs: list[tuple[int, int]]) -> NDArray[np.int32]:
    """The pairs, and those that follow for coarser areas: districts touch where their wards do."""
    found = set(pairs)
    fresh = found
    while fresh:
        above = {(tree.parent[one], tree.parent[other]) for one, other in fresh}
        fresh = {
            (one, other)
            for one, other in above
            if one >= 0 <= other and one != other and tree.levels[one] == tree.levels[other]
        } - found
        found |= fresh
    return np.array(sorted(found), np.int32).reshape(-1, 2)
