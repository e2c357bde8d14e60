"""Small territories and counts for tests, drawn by hand."""

from collections.abc import Sequence
from datetime import date
from typing import Any

import numpy as np

from vungxanh.epidemic import Counts, sum_up
from vungxanh.territory import Neighbours, Territory

FIRST = date(2021, 6, 1)


def territory(
    levels: Sequence[str] = ("ward", "ward", "ward", "district"),
    parent: Sequence[int] | None = None,
    population: Sequence[float] | None = None,
    touching: Sequence[tuple[int, int]] | None = ((0, 1), (1, 2)),
) -> Territory:
    """Areas named A, B, C ...; by default three wards in a row inside one district."""
    areas = len(levels)
    codes = tuple(chr(ord("A") + i) for i in range(areas))
    if parent is None:
        parent = [areas - 1] * (areas - 1) + [-1]
    pairs = np.array([] if touching is None else touching, dtype=np.int32).reshape(-1, 2)
    return Territory(
        day=FIRST,
        codes=codes,
        names=tuple(f"Area {code}" for code in codes),
        levels=tuple(levels),
        parent=np.array(parent, dtype=np.int32),
        population=np.array(population if population is not None else [10_000.0] * areas),
        neighbours=Neighbours.unknown(areas) if touching is None else Neighbours.from_pairs(areas, pairs),
        valid_from=(None,) * areas,
        valid_to=(None,) * areas,
    )


def counts(
    rows: Sequence[Sequence[int]],
    areas: Territory | None = None,
    *,
    linked: Sequence[Sequence[int]] | None = None,
    first: date = FIRST,
    reported: Any = None,
    extra: Any = None,
) -> Counts:
    """Counts from one list of daily community cases per area; missing parents' rows are summed up."""
    areas = areas or territory()
    own = np.zeros((len(areas), len(rows[0])), np.int32)
    own[: len(rows)] = rows
    own_linked = np.zeros_like(own)
    if linked is not None:
        own_linked[: len(linked)] = linked
    community = sum_up(areas, own.copy())
    return Counts(
        territory=areas,
        first=first,
        cases=community,
        community=community,
        unlinked=community - sum_up(areas, own_linked),
        as_of=first,
        reported=reported,
        extra=extra or {},
    )
