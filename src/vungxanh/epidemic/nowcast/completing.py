"""Counts as they may be when late reports are in: the input for "would be orange" colours."""

from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.nowcast.result import Nowcast


def completed(
    cases: NDArray[np.int32],
    *,
    first: date,
    nowcast: Nowcast,
    rows: NDArray[np.intp],
    draws: int,
    rng: np.random.Generator,
) -> NDArray[np.int32]:
    """Daily counts (areas, days from `first`) as they may be when late reports are in (draws, areas, days).

    `rows` says which row of `cases` each area of the nowcast is; all other rows and days stay as counted. A
    count larger than the nowcast knew of is never lowered.
    """
    result = np.broadcast_to(cases, (draws, *cases.shape)).astype(np.int32)
    start = (nowcast.first - first).days
    at = np.arange(start, start + nowcast.days)
    inside = (at >= 0) & (at < cases.shape[1])
    drawn = nowcast.samples(draws, rng)[:, :, inside]
    known = np.round(nowcast.staying[:, inside]).astype(np.int32)
    later = np.maximum(drawn - known, 0)
    place = np.ix_(np.arange(draws), rows, at[inside])
    result[place] += later
    return result
