"""Draws what a shipped pack makes of small tables of counts: one letter per day.

g y o r      first letter of the level (or 1 2 3 4 for numbered levels)
?            unknown
-            the pack has no criteria for such areas
"""

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np

from tests.building import counts
from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning import NOT_JUDGED, UNKNOWN_RANK, History, colour, read_pack

QUIET = [0] * 13
"""Days before the first judged one, so that windows of 14 days are full."""


def judged(
    pack_name: str, given: Counts, *, history: History | None = None, warmup: int = 0, worst: bool = False
) -> dict[str, str]:
    """The letters of every area; with `worst`, of the worst level that cannot be excluded."""
    pack = read_pack(pack_name)
    colours = colour(given, pack, history=history, warmup=warmup)
    drawn = {}
    for area, code in enumerate(given.territory.codes):
        scale = pack.scale_for(given.territory.levels[area]) or []
        ranks = colours.worst[area] if worst else colours.rank[area]
        drawn[code] = "".join(_letter(rank, [level.id for level in scale]) for rank in ranks)
    return drawn


def after_quiet(
    rows: Sequence[Sequence[int]], areas: Territory, *, linked: Sequence[Sequence[int]] | None = None
) -> Counts:
    """Counts whose rows begin after 13 quiet days."""
    quiet_linked = None if linked is None else [[*QUIET, *row] for row in linked]
    return counts([[*QUIET, *row] for row in rows], areas, linked=quiet_linked)


def extras(given: Counts, **values: Mapping[int, Sequence[float]]) -> dict[str, Any]:
    """Further daily series: for each name, area position -> values; everything else is not given."""
    series = {}
    for name, rows in values.items():
        series[name] = np.full(given.cases.shape, np.nan)
        for area, row in rows.items():
            series[name][area] = row
    return series


def _letter(rank: np.int8, scale: list[str]) -> str:
    if rank == NOT_JUDGED:
        return "-"
    if rank == UNKNOWN_RANK:
        return "?"
    level = scale[rank]
    return level[-1] if level[-1].isdigit() else level[0]
