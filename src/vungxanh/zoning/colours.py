"""What judging a territory gives: levels per area and day, and what decided them."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.zoning.history import History
from vungxanh.zoning.holding import HoldingState, days_waited, since_when
from vungxanh.zoning.pack import Pack
from vungxanh.zoning.situation import JudgedPack

NOT_JUDGED = np.int8(-2)
UNKNOWN_RANK = np.int8(-1)


@dataclass(frozen=True)
class Colours:
    """Levels of every area; arrays are (areas, judged days), the first judged day is `first`.

    rank      official level, 0 best, -1 unknown, -2 no criteria for this level of area
    counted   the same before holding times
    worst     the worst level that cannot be excluded
    decided   number of the condition behind the counted level, -1 when none is true; see `conditions`
    barred    days on which no improvement was allowed; None when the pack bars none
    started   the first day that was judged, when `first` continues what was judged before
    before    what was remembered of the days before `first`; `state`: the same after the last day
    judged    other packs that rules refer to: their levels over the whole axis of `counts`
    """

    counts: Counts
    pack: Pack
    history: History | None
    first: date
    rank: NDArray[np.int8]
    counted: NDArray[np.int8]
    worst: NDArray[np.int8]
    decided: NDArray[np.int16]
    barred: NDArray[np.bool_] | None
    started: date
    before: HoldingState
    state: HoldingState
    conditions: tuple[str, ...]
    judged: Mapping[str, JudgedPack] = field(default_factory=dict)

    @cached_property
    def since(self) -> NDArray[np.int32]:
        """Ordinal of the first day of the run of `rank` that each day belongs to."""
        return since_when(self.rank, self.first.toordinal(), self.before)

    @cached_property
    def waited(self) -> NDArray[np.int16]:
        """Days that already speak for a better level than the official one, per area and day."""
        levels = self.counts.territory.levels
        steps = {level: self.pack.criteria_for(level) for level in set(levels)}
        one_step = np.array([(c := steps[level]) is not None and c.holding.one_step for level in levels])
        return days_waited(
            self.rank,
            self.counted,
            self.worst,
            self.barred,
            one_step,
            self.before,
            self.first.toordinal(),
        )

    @property
    def days(self) -> int:
        """Number of judged days."""
        return int(self.rank.shape[1])

    @property
    def warmup(self) -> int:
        """Days on the axis of `counts` before the first judged day."""
        return (self.first - self.counts.first).days
