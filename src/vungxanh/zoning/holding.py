"""Holding times: a worse level counts at once, a better one only after it has lasted.

`days = 3`:     day        0  1  2  3  4  5  6
                counted    2  0  0  1  0  0  0
                official   2  2  2  1  1  1  0     level 2 is left after 3 days below it, level 1 likewise

A day on which the held level cannot be excluded (reports are missing) is no evidence for a better one: the
waiting starts again. An unknown day is shown as unknown. A level that waits 0 days is left at once, by what
is known to be true.
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
    worst: NDArray[np.int8],
    first_ordinal: int,
    waits: NDArray[np.int32],
    one_step: bool,
    state: HoldingState,
    official: NDArray[np.int8],
    blocked: NDArray[np.bool_] | None = None,
) -> HoldingState:
    """Write official levels for counted ones (areas x days, -1 unknown) and return the state after them.

    `worst`: the worst level that cannot be excluded (`counted` itself where all is known). `waits`: for each
    level the days below it before it is left. `blocked` days allow no improvement.
    """
    after = state.copy()
    _hold(
        counted,
        worst,
        np.zeros((0, 0), np.bool_) if blocked is None else blocked,
        first_ordinal,
        waits,
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
    worst: NDArray[np.int8],
    barred: NDArray[np.bool_] | None,
    one_step: NDArray[np.bool_],
    before: HoldingState,
    first_ordinal: int,
) -> NDArray[np.int16]:
    """Days, up to today, that speak for a level better than today's official one.

    With `one_step` (per area) they count from the last improvement at most: each step waits anew.
    """
    out = np.zeros(official.shape, np.int16)
    none = np.zeros((0, 0), np.bool_)
    past = before.held, before.last, before.stepped
    _waited(official, counted, worst, none if barred is None else barred, one_step, past, first_ordinal, out)
    return out


@numba.njit(cache=True, nogil=True)
def _speaks_for(now, worst, level, barred):  # type: ignore[no-untyped-def]
    """The worst level that a day speaks for: on a day that bars improving, the held level itself."""
    return max(now, level if barred else min(worst, level))


@numba.njit(cache=True, nogil=True)
def _hold(counted, worst, blocked, first, waits, one_step, state, official):  # type: ignore[no-untyped-def]
    held, last, stepped, shown, since = state
    for area in range(counted.shape[0]):
        level = np.int64(held[area])
        for day in range(counted.shape[1]):
            today, now = first + day, np.int64(counted[area, day])
            barred = blocked.size > 0 and blocked[area, day]
            for k in range(_speaks_for(now, np.int64(worst[area, day]), level, barred) + 1):
                last[area, k] = today
            if now >= 0:
                level = max(level, now)
                while (
                    level > now
                    and not barred
                    and (waits[level] == 0 or today - last[area, level] >= waits[level])
                ):
                    if one_step and today - stepped[area] < max(waits[level], 1):
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
def _waited(official, counted, worst, barred, one_step, past, first, out):  # type: ignore[no-untyped-def]
    held_before, last_before, stepped_before = past
    for area in range(official.shape[0]):
        held, last = np.int64(held_before[area]), last_before[area].copy()
        stepped = stepped_before[area]
        for day in range(official.shape[1]):
            today, now, level = first + day, np.int64(counted[area, day]), np.int64(official[area, day])
            bars = barred.size > 0 and barred[area, day]
            for k in range(_speaks_for(now, np.int64(worst[area, day]), held, bars) + 1):
                last[k] = today
            if level < 0:
                continue
            if level < held:
                stepped = today
            held = level
            if now < level:
                began = max(last[level], stepped) if one_step[area] else last[level]
                out[area, day] = min(today - began, 32000)
