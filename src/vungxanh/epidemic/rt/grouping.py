"""Which areas are estimated together: those with the same area above them."""

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message
from vungxanh.territory import Territory


class UnknownArea(VungXanhError):
    """Counts of areas that the territory does not have."""


def groups_of(areas: Sequence[str], territory: Territory) -> NDArray[np.intp]:
    """(areas,): number of each area's group; areas at the top are a group each."""
    unknown = [area for area in areas if area not in territory.index]
    if unknown:
        raise UnknownArea(
            message(
                "{n} of {all} areas are not in the list of areas: {areas}",
                n=len(unknown),
                all=len(areas),
                areas=", ".join(unknown[:5]),
            )
        )
    position = np.array([territory.index[area] for area in areas], np.intp)
    above = territory.parent[position].astype(np.intp)
    keys = np.where(above >= 0, above, -1 - position)
    return np.asarray(np.unique(keys, return_inverse=True)[1], np.intp)
