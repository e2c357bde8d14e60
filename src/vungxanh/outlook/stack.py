"""Many futures side by side: one territory repeated for each draw, so that criteria judge all draws at once.

    area      A    B    C  |  A    B    C  |  A    B    C       row = draw x areas + area
    draw      0    0    0  |  1    1    1  |  2    2    2

Draws know nothing of each other: parents and neighbours are those of the same draw.
"""

from dataclasses import replace

import numpy as np

from vungxanh.territory import Neighbours, Territory
from vungxanh.zoning import History


def stacked(territory: Territory, draws: int) -> Territory:
    """The territory `draws` times; codes repeat, so rows are found by position only."""
    shift = np.repeat(np.arange(draws, dtype=np.int32) * len(territory), len(territory))
    parent = np.tile(territory.parent, draws)
    return replace(
        territory,
        codes=territory.codes * draws,
        names=territory.names * draws,
        levels=territory.levels * draws,
        parent=np.where(parent < 0, np.int32(-1), parent + shift).astype(np.int32),
        population=np.tile(territory.population, draws),
        neighbours=_repeated(territory.neighbours, len(territory), draws),
        valid_from=territory.valid_from * draws,
        valid_to=territory.valid_to * draws,
        shapes=None,
        label_points=None,
    )


def stacked_history(history: History | None, areas: int, draws: int) -> History | None:
    """Earlier years are the same in every future."""
    return None if history is None else history.of(np.tile(np.arange(areas, dtype=np.int32), draws))


def _repeated(neighbours: Neighbours, areas: int, draws: int) -> Neighbours:
    if not neighbours.known:
        return Neighbours.unknown(areas * draws)
    touching = np.diff(neighbours.start)
    start = np.zeros(areas * draws + 1, np.int64)
    np.cumsum(np.tile(touching, draws), out=start[1:])
    shift = np.repeat(np.arange(draws, dtype=np.int32) * np.int32(areas), len(neighbours.indices))
    return Neighbours(start, np.tile(neighbours.indices, draws) + shift)
