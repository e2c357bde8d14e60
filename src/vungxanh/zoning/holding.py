"""Holding times: a worse level counts at once, a better one only after it has lasted.

`days = 3`:     day        0  1  2  3  4  5  6
                counted    2  0  0  1  0  0  0
                official   2  2  2  1  1  1  0     level 2 is left after 3 days below it, level 1 likewise

An unknown day shows as unknown and is no evidence for a better level: the waiting starts again.
"""

from dataclasses import dataclass, replace

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.pack import Holding

UNKNOWN = np.int8(-1)
NEVER = np.int32(-(10**8))


@dataclass(frozen=True)
class HoldingState:
    """What must be remembered of the past to judge the next day; days are ordinals.

    held      level held (-1: none yet), also through unknown days
    last      last day at level k or worse, shape (areas, levels)
    stepped   day of the last improvement
    shown     level shown on the last day judged
    since     first day of the run of `shown`
    """

    held: NDArray[np.int8]
    last: NDArray[np.int32]
    stepped: NDArray[np.int32]
    shown: NDArray[np.int8]
    since: NDArray[np.int32]

    @classmethod
    def empty(cls, areas: int, levels: int) -> "HoldingState":
        """Nothing known of the past."""
        return cls(
            held=np.full(areas, UNKNOWN),
            last=np.full((areas, levels), NEVER),
            stepped=np.full(areas, NEVER),
            shown=np.full(areas, np.int8(-2)),
            since=np.zeros(areas, np.int32),
        )

    def copy(self) -> "HoldingState":
        """A state of its own, to be advanced."""
        return HoldingState(*(getattr(self, name).copy() for name in self.__dataclass_fields__))

    def rows(self, rows: NDArray[np.int32] | slice) -> "HoldingState":
        """The state of some areas."""
        return HoldingState(*(getattr(self, name)[rows] for name in self.__dataclass_fields__))

    def put(self, rows: NDArray[np.int32] | slice, part: "HoldingState") -> None:
        """Store the state of some areas."""
        for name in self.__dataclass_fields__:
            getattr(self, name)[rows] = getattr(part, name)


@dataclass(frozen=True)
class Held:
    """Official level, first day (ordinal) of its run, and days waited below the held level."""

    official: NDArray[np.int8]
    since: NDArray[np.int32]
    waited: NDArray[np.int16]
    state: HoldingState


def hold(
    counted: NDArray[np.int8],
    first_ordinal: int,
    rule: Holding,
    days: int,
    state: HoldingState,
    blocked: NDArray[np.bool_] | None = None,
) -> Held:
    """Official levels from counted ones (areas x days, -1 unknown); `blocked` days allow no improvement."""
    state = state.copy()
    official = np.empty(counted.shape, np.int8)
    since = np.empty(counted.shape, np.int32)
    waited = np.zeros(counted.shape, np.int16)
    _hold(
        np.ascontiguousarray(counted),
        np.zeros((0, 0), np.bool_) if blocked is None else np.ascontiguousarray(blocked),
        first_ordinal,
        max(days, 1),
        rule.one_step,
        state.held,
        state.last,
        state.stepped,
        state.shown,
        state.since,
        official,
        since,
        waited,
    )
    return Held(official, since, waited, replace(state))


@numba.njit(cache=True, nogil=True)
def _hold(  # type: ignore[no-untyped-def]  # noqa: C901, PLR0913, PLR0917
    counted, blocked, first, wait, one_step, held, last, stepped, shown, since_state, official, since, waited
):
    areas, days = counted.shape
    for area in range(areas):
        level = held[area]
        for day in range(days):
            today = first + day
            now = counted[area, day]
            # An unknown day, or one on which improving is not allowed, counts like the held level itself.
            evidence = max(now, level) if now < 0 or (blocked.size and blocked[area, day]) else now
            for k in range(evidence + 1):
                last[area, k] = today
            if now >= 0:
                if level < 0 or now >= level:
                    level = max(level, now)
                while level > now and today - last[area, level] >= wait:
                    if one_step and today - stepped[area] < wait:
                        break
                    level -= 1
                    stepped[area] = today
                    if one_step:
                        break
                if level > now:
                    waited[area, day] = min(today - last[area, level], 32000)
            out = level if now >= 0 else np.int8(-1)
            if out != shown[area]:
                shown[area] = out
                since_state[area] = today
            official[area, day] = out
            since[area, day] = since_state[area]
        held[area] = level
