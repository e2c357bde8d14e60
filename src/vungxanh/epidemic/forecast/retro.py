"""Retrospect: the last origins of this very vintage, and how it went on from there."""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
ORIGINS = 10  # past origins that are scored
LEAST_STEPS = 8  # an origin needs this much past
SAMPLE = 600  # areas, beside their parents, from which is learned


def origins_of(panel: Panel) -> list[int]:
    """The past origins to score, ascending; none when the panel is too short."""
    last = panel.steps - 1
    return list(range(max(last - ORIGINS, LEAST_STEPS - 1), last))


def outcomes(panel: Panel, origins: list[int], horizon: int) -> Floats:
    """What came h+1 steps after each origin, (origins, areas, horizon); nan where not known yet."""
    out = np.full((len(origins), len(panel.areas), horizon), np.nan)
    for i, origin in enumerate(origins):
        known = min(horizon, panel.steps - 1 - origin)
        out[i, :, :known] = panel.values[:, origin + 1 : origin + 1 + known]
    return out


def sample_of(areas: int, parents: NDArray[np.intp] | None) -> NDArray[np.intp]:
    """Evenly spaced positions, and those of their parents, ascending."""
    some = np.arange(0, areas, max(areas // SAMPLE, 1))
    if parents is None:
        return some
    above = parents[some]
    return np.union1d(some, above[above >= 0]).astype(np.intp)


def among(parents: NDArray[np.intp], chosen: NDArray[np.intp]) -> NDArray[np.intp]:
    """The parents of the chosen areas as positions among the chosen; -1 where not among them."""
    place = np.full(len(parents), -1, np.intp)
    place[chosen] = np.arange(len(chosen))
    above = parents[chosen]
    return np.where(above >= 0, place[above], -1)
