"""Holding times: a worse level counts at once, a better one only after it has lasted.

`days = 3`:     day        0  1  2  3  4  5  6
                counted    2  0  0  1  0  0  0
                official   2  2  2  1  1  1  0     level 2 is left after 3 days below it, level 1 likewise

An unknown day shows as unknown and is no evidence for a better level: the waiting starts again.
"""

from dataclasses import dataclass

import numba
import numpy as np
from numpy.typing import NDArray

from vungxanh.zoning.pack import Holding, Pack

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


def waits_of(rule: Holding, pack: Pack, scale: tuple[str, ...]) -> NDArray[np.int32]:
    """Days that each level of a scale waits before it is left."""
    days = int(pack.number(rule.days))
    return np.array([days if not rule.leaving or level in rule.leaving else 0 for level in scale], np.int32)


def hold(
    counted: NDArray[np.int8],
    first_ordinal: int,
    waits: NDArray[np.int32],
    one_step: bool,
    state: HoldingState,
    official: NDArray[np.int8],
    blocked: NDArray[np.bool_] | None = None,
) -> HoldingState:
    """Write official levels for counted ones (areas x days, -1 unknown) and return the state after them.

    `waits`: for each level the days below it before it is left. `blocked` days allow no improvement.
    """
    after = state.copy()
    _hold(
        counted,
        np.zeros((0, 0), np.bool_) if blocked is None else blocked,
        first_ordinal,
        np.maximum(waits, 1),
        one_step,
        (after.held, after.last, after.stepped, after.shown, after.since),
        official,
    )
    return after


def since_when(official: NDArray[np.int8], first_ordinal: int, before: HoldingState) -> NDArray[np.int32]:
    """First day (ordinal) of the run that each day's official level belongs to."""
    out = np.empty(official.shape, np.int32)
    _since(official, first_ordinal, before.shown, before.since, out)
    return out


def days_waited(
    official: NDArray[np.int8],
    counted: NDArray[np.int8],
    since: NDArray[np.int32],
    before: HoldingState,
    first: int,
    barred: NDArray[np.bool_] | None = None,
) -> NDArray[np.int16]:
    """Days, up to today, that were counted better than today's official level without a break.

    They count from the last improvement at most, since one step at a time waits anew for each. A day on
    which improving is not allowed breaks them.
    """
    out = np.zeros(official.shape, np.int16)
    none = np.zeros((0, 0), np.bool_)
    _waited(official, counted, since, before.last, first, none if barred is None else barred, out)
    return out


@numba.njit(cache=True, nogil=True)
def _hold(counted, blocked, first, waits, one_step, state, official):  # type: ignore[no-untyped-def]
    held, last, stepped, shown, since = state
    for area in range(counted.shape[0]):
        level = np.int64(held[area])
        for day in range(counted.shape[1]):
            today, now = first + day, np.int64(counted[area, day])
            # An unknown day, or one on which improving is not allowed, counts like the held level itself.
            barred = now < 0 or (blocked.size > 0 and blocked[area, day])
            for k in range((max(now, level) if barred else now) + 1):
                last[area, k] = today
            if now >= 0:
                level = max(level, now)
                while level > now and today - last[area, level] >= waits[level]:
                    if one_step and today - stepped[area] < waits[level]:
                        break
                    level -= 1
                    stepped[area] = today
            out = level if now >= 0 else np.int64(-1)
            if out != shown[area]:
                shown[area], since[area] = out, today
            official[area, day] = out
        held[area] = level


@numba.njit(cache=True, nogil=True)
def _since(official, first, shown, since, out):  # type: ignore[no-untyped-def]
    for area in range(official.shape[0]):
        level, start = shown[area], since[area]
        for day in range(official.shape[1]):
            if official[area, day] != level:
                level, start = official[area, day], first + day
            out[area, day] = start


@numba.njit(cache=True, nogil=True)
def _waited(official, counted, since, last_before, first, barred, out):  # type: ignore[no-untyped-def]
    for area in range(official.shape[0]):
        last = last_before[area].copy()
        for day in range(official.shape[1]):
            now, level = counted[area, day], official[area, day]
            for k in range((max(now, level) if barred.size > 0 and barred[area, day] else now) + 1):
                last[k] = first + day
            if 0 <= now < level:
                began = max(last[level] + 1, since[area, day])
                out[area, day] = min(first + day - began + 1, 32000)
