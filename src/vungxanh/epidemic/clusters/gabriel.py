"""Neighbours of points that have no shape: two are neighbours if no third lies in the circle between them.

Source: Gabriel and Sokal 1969, 10.2307/2412323; a subset of the Delaunay edges, close to what touches.
"""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import Delaunay, QhullError, cKDTree

from vungxanh.territory import Neighbours


def gabriel(xy: NDArray[np.float64]) -> Neighbours:
    """Neighbours of all points that are known; points at one place are neighbours of each other in a row."""
    located = np.flatnonzero(~np.isnan(xy).any(axis=1))
    sites, site = np.unique(xy[located], axis=0, return_inverse=True)
    head = np.zeros(len(sites), np.int32)
    head[site[::-1]] = located[::-1]
    order = np.lexsort((located, site))
    together = site[order][1:] == site[order][:-1]
    rows = np.column_stack([located[order][:-1][together], located[order][1:][together]])
    edges = head[_edges(sites)]
    return Neighbours.from_pairs(len(xy), np.vstack([rows, edges]).astype(np.int32).reshape(-1, 2))


def _edges(sites: NDArray[np.float64]) -> NDArray[np.intp]:
    """Pairs of distinct sites without a third one in the circle whose diameter they are."""
    if len(sites) < 2:
        return np.zeros((0, 2), np.intp)
    try:
        corners = Delaunay(sites).simplices
        sides = np.vstack([corners[:, [0, 1]], corners[:, [1, 2]], corners[:, [0, 2]]])
        pairs = np.unique(np.sort(sides, axis=1), axis=0)
    except (QhullError, ValueError):  # fewer than three sites, or all on one line: the chain along it
        along = np.lexsort((sites[:, 1], sites[:, 0]))
        pairs = np.column_stack([along[:-1], along[1:]])
    a, b = sites[pairs[:, 0]], sites[pairs[:, 1]]
    radius = np.hypot(*(a - b).T) / 2
    nearest, _ = cKDTree(sites).query((a + b) / 2)
    kept: NDArray[np.intp] = pairs[nearest >= radius * (1 - 1e-9)]
    return kept
