"""Members: the rules that are pooled, each with the weight it has before anything is scored.

Every rule answers `forecast_at(panel, origins, horizon, levels, seed, parents)` with quantiles of values
(origins, areas, horizon, levels) and uses, for each origin, only values up to it. `parents` holds for each
area the position of its parent in the panel, or -1.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.boosted import boosted_at
from vungxanh.epidemic.forecast.flat import flat_at
from vungxanh.epidemic.forecast.linear import linear_at
from vungxanh.epidemic.forecast.trend import trend_at
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
Parents = NDArray[np.intp] | None
Rule = Callable[[Panel, list[int], int, Floats, int, Parents], Floats]
LOG, ROOT, HALF = 0.0, 0.25, 0.5


@dataclass(frozen=True)
class Member:
    """One rule of the pool; `history` is the number of steps from which on it can say anything."""

    name: str
    prior: float
    history: int
    forecast_at: Rule


MEMBERS = (
    Member("flat", 0.5, 1, partial(flat_at, power=ROOT)),
    Member("trend", 0.25, 6, partial(trend_at, power=LOG)),
    Member("linear-log", 0.5, 16, partial(linear_at, power=LOG)),
    Member("linear-root", 0.75, 16, partial(linear_at, power=ROOT)),
    Member("boosted-log", 2.0, 20, partial(boosted_at, power=LOG)),
    Member("boosted-root", 1.0, 20, partial(boosted_at, power=ROOT)),
    Member("boosted-half", 3.0, 20, partial(boosted_at, power=HALF)),
)


def ask(
    member: Member,
    panel: Panel,
    origins: list[int],
    horizon: int,
    levels: Floats,
    seed: int,
    parents: Parents = None,
) -> Floats:
    """The member's quantiles, ascending; nan at origins with too little history."""
    out = np.full((len(origins), len(panel.areas), horizon, len(levels)), np.nan)
    able = [i for i, origin in enumerate(origins) if origin + 1 >= member.history]
    if able:
        out[able] = member.forecast_at(panel, [origins[i] for i in able], horizon, levels, seed, parents)
    return np.sort(out, axis=-1)
