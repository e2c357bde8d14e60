"""The finest counted level: what each area adds to the cases of the areas inside it.

         cases   own            A ward has no parts: all its cases are its own. A district has own cases
ward A     2      2             only where a case names the district and no ward.
ward B     3      3
district   6      1
"""

from dataclasses import replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel
from vungxanh.territory import Territory


def own_counts(territory: Territory, values: NDArray[np.int32]) -> NDArray[np.int32]:
    """Counts (..., areas, days) without those of the areas inside."""
    own = values.copy()
    children = np.flatnonzero(territory.parent >= 0)
    if len(children):
        children = children[np.argsort(territory.parent[children], kind="stable")]
        above, begins = np.unique(territory.parent[children], return_index=True)
        own[..., above, :] -= np.add.reduceat(values[..., children, :], begins, axis=-2)
    return own


def finest_panel(
    territory: Territory, panel: Panel, own: NDArray[np.float64]
) -> tuple[Panel, NDArray[np.intp], NDArray[np.intp]]:
    """The panel with a row more for each area that has parts and own cases; parents; whose rows these are."""
    parents = territory.parent.astype(np.intp)
    has_parts = np.zeros(len(territory), np.bool_)
    has_parts[parents[parents >= 0]] = True
    extra = np.flatnonzero(has_parts & (np.nan_to_num(own) > 0).any(axis=1))
    if not len(extra):
        return panel, parents, extra
    longer = replace(
        panel,
        areas=(*panel.areas, *(f"{panel.areas[i]} own" for i in extra)),
        values=np.vstack([panel.values, own[extra]]),
        population=np.concatenate([panel.population, np.full(len(extra), np.nan)]),
    )
    return longer, np.concatenate([parents, extra]), extra
