"""The population of every area of a tree."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.territory.reading.tree import Tree


def population_of(tree: Tree) -> NDArray[np.float64]:
    """As listed; an area that only columns name has the sum of its children (nan if one is unknown)."""
    people = np.array([area.population for area in tree.areas], np.float64)
    children = tree.children
    # Areas named only by columns stand at the end, finest first: their children are summed before them.
    for i, area in enumerate(tree.areas):
        if area.position < 0:
            people[i] = people[children[i]].sum()
    return people
