"""Which households to treat: those near the house of a case of an open focus."""

import numpy as np
from numpy.typing import NDArray
from scipy.spatial import cKDTree


def near_cases(
    houses: NDArray[np.float64], cases: NDArray[np.float64], radius: float
) -> tuple[NDArray[np.int64], NDArray[np.float64]]:
    """Per house the position of its nearest case within `radius` metres (-1: none) and the distance (nan)."""
    position, distance = np.full(len(houses), -1, np.int64), np.full(len(houses), np.nan)
    known = np.flatnonzero(~np.isnan(houses).any(axis=1))
    if len(cases) and len(known):
        # A hair more: exactly on the radius is inside.
        far, nearest = cKDTree(cases).query(houses[known], distance_upper_bound=radius * (1 + 1e-9))
        near = np.isfinite(far)
        position[known[near]], distance[known[near]] = nearest[near], far[near]
    return position, distance
