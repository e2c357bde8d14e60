"""The population of every area of a tree."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.territory.levels import LEVELS
from vungxanh.territory.reading.tree import Tree


def population_of(tree: Tree) -> NDArray[np.float64]:
    """As listed; an area that only columns name has the sum of its children (nan if one is unknown)."""
    people = np.array([area.population for area in tree.areas], np.float64)
    made = np.array([area.position < 0 for area in tree.areas])
    level, parent = np.array(tree.levels), np.array(tree.parent)
    below = np.flatnonzero(parent >= 0)
    # Finest first: the children of an area are summed before it.
    for name in LEVELS:
        rows = made & (level == name)
        if rows.any():
            people[rows] = np.bincount(parent[below], people[below], len(people))[rows]
    return people
