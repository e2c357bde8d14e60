"""Counts on older areas, carried to the areas that are judged: the 2021 wards to those of 2025, say."""

from dataclasses import replace

import numpy as np

from vungxanh.epidemic import Counts
from vungxanh.messages import Message, message
from vungxanh.territory import Crosswalk, Territory, carry


def carry_counts(
    counts: Counts, territory: Territory, crosswalk: Crosswalk
) -> tuple[Counts, tuple[Message, ...]]:
    """The counts on the areas of `territory`, and what has to be said about them.

    Parts of an area give fractions of cases: they are rounded up, so that no area becomes greener by being
    divided. A new area that lacks one of its parts counts as not reported: its numbers are lower bounds.
    """
    old = counts.territory
    carried = carry(counts.cases, old, territory, crosswalk)
    cases, community, unlinked = (
        np.ceil(carry(series, old, territory, crosswalk).values - 1e-9).astype(np.int32)
        for series in (counts.cases, counts.community, counts.unlinked)
    )
    unreported = np.zeros(cases.shape, np.bool_)
    if counts.reported is not None:
        unreported = carry((~counts.reported).astype(np.int32), old, territory, crosswalk).values > 0
    unreported |= ~carried.complete[:, None]
    notes = list(carried.notes)
    if carried.values.dtype.kind == "f":
        notes.append(message("Areas were divided; fractions of cases are rounded up."))
    if counts.extra:
        notes.append(
            message(
                "Further daily series of the case file are not carried: {names}", names=tuple(counts.extra)
            )
        )
    moved = replace(
        counts,
        territory=territory,
        cases=cases,
        community=np.minimum(community, cases),
        unlinked=np.minimum(unlinked, community),
        reported=~unreported if unreported.any() else None,
        extra={},
    )
    return moved, tuple(notes)
