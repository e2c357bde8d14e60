"""When can the colour become better? The counts are continued with days without a case, and judged.

The other inputs (vaccination, capacity, tests) are held at their last value, if it is still in force: the
answer is what follows from "no further community case anywhere", nothing more.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning.colours import Colours
from vungxanh.zoning.engine import Packs, colour
from vungxanh.zoning.holding import HoldingState
from vungxanh.zoning.lookback import days_in_force, lookback, steps_through_others
from vungxanh.zoning.pack import History as EarlierYears
from vungxanh.zoning.pack import Pack
from vungxanh.zoning.reading import read_pack

HORIZON = 60
"""Days looked ahead; nothing is promised beyond."""

NO_DATE = np.int16(-1)


@dataclass(frozen=True)
class Ahead:
    """Days until the next better and the best level, per area and day of `days`; -1: not foreseeable."""

    days: tuple[int, ...]
    to_better: NDArray[np.int16]
    to_best: NDArray[np.int16]


def look_ahead(colours: Colours, days: range | None = None, *, packs: Packs = read_pack) -> Ahead:
    """For the judged days `days` (positions, ascending; default all): how soon without a further case."""
    days = range(colours.days) if days is None else days
    shape = (len(colours.counts.territory), len(days))
    to_better, to_best = np.full(shape, NO_DATE), np.full(shape, NO_DATE)
    need = days_needed(colours.pack, colours.counts.territory, packs)
    in_force = days_in_force(colours.pack, packs)
    lasting = {
        name: _carried_forward(values, in_force.get(name, 1)) for name, values in colours.counts.extra.items()
    }
    known, state = -1, colours.before
    for column, day in enumerate(days):
        if need is not None:
            state = _state_after(colours, day, need, known, state, packs)
            known = day
        now = colours.rank[:, day]
        if (now > 0).any():
            future = _quiet_future(colours, day, need, state, lasting, packs)
            to_better[:, column] = _first_day(future, now[:, None], better_than=True)
            to_best[:, column] = _first_day(future, now[:, None], better_than=False)
    return Ahead(tuple(days), to_better, to_best)


def days_needed(pack: Pack, territory: Territory, packs: Packs = read_pack) -> int | None:
    """Days of the past that judging one more day needs; None when it needs them all."""
    levels = [level for level in territory.present_levels if pack.criteria_for(level)]
    if any(steps_through_others(pack, level) for level in levels):
        return None
    needed = [lookback(pack, level, packs) for level in levels]
    return None if None in needed else max((n for n in needed if n is not None), default=0)


def advance(colours: Colours, counts: Counts, *, packs: Packs = read_pack) -> Colours:
    """Judge only the days of `counts` after those in `colours`; cost does not grow with the days before.

    `counts` has the same areas and continues the day axis. Judges everything when the pack looks at the
    whole history.
    """
    start = (colours.first - counts.first).days + colours.days
    need = days_needed(colours.pack, counts.territory, packs)
    if need is None:
        return _the_new_days(colours, counts, start, packs)
    first = max(0, start - need)
    tail = counts.between(first, counts.days)
    grown = colour(
        tail, colours.pack, history=colours.history, warmup=start - first, state=colours.state, packs=packs
    )
    return replace(grown, started=colours.started)


def _the_new_days(colours: Colours, counts: Counts, start: int, packs: Packs) -> Colours:
    """The days from `start` on of judging everything again."""
    warmup = (colours.started - counts.first).days
    whole = colour(counts, colours.pack, history=colours.history, warmup=warmup, packs=packs)
    new = slice(start - warmup, None)
    return replace(
        whole,
        first=counts.day_at(start),
        rank=whole.rank[:, new],
        counted=whole.counted[:, new],
        worst=whole.worst[:, new],
        decided=whole.decided[:, new],
        barred=None if whole.barred is None else whole.barred[:, new],
        before=colours.state,
    )


def _state_after(
    colours: Colours, day: int, need: int, known: int, before: HoldingState, packs: Packs
) -> HoldingState:
    """Holding state at the end of a judged day; `before` is that at the end of the judged day `known`."""
    if day == colours.days - 1:
        return colours.state
    start = colours.warmup + known + 1
    first = max(0, start - need)
    part = colours.counts.between(first, colours.warmup + day + 1)
    judged = colour(
        part, colours.pack, history=colours.history, warmup=start - first, state=before, packs=packs
    )
    return judged.state


def _quiet_future(
    colours: Colours,
    day: int,
    need: int | None,
    state: HoldingState,
    lasting: Mapping[str, NDArray[np.float64]],
    packs: Packs,
) -> NDArray[np.int8]:
    """Official levels of the days after `day` if no case occurs, shape (areas, at most HORIZON)."""
    after = colours.warmup + day + 1
    first = 0 if need is None else max(0, after - need)
    horizon = _horizon(colours.pack, need)
    last_values = {name: values[:, after - 1] for name, values in lasting.items()}
    part = continued(colours.counts.between(first, after), horizon, last_values)
    judged = colour(
        part,
        colours.pack,
        history=colours.history,
        warmup=(colours.started - part.first).days if need is None else after - first,
        state=None if need is None else state,
        packs=packs,
    )
    return judged.rank[:, -horizon:]


def _horizon(pack: Pack, need: int | None) -> int:
    """Days after which nothing changes any more without a case, at most HORIZON.

    Windows have run empty after `need` days; then holding times run, one after the other and those of
    coarser areas after those of finer ones. Earlier years' limits change with every month and week.
    """
    if need is None or any(isinstance(indicator, EarlierYears) for indicator in pack.indicators):
        return HORIZON
    holding = sum(
        max(1, pack.number(c.holding.days)) * (len(pack.scales[c.scale]) - 1 if c.holding.one_step else 1)
        for c in pack.criteria
    )
    return min(HORIZON, need + int(holding) + 2)


def continued(counts: Counts, days: int, last_values: Mapping[str, NDArray[np.float64]]) -> Counts:
    """The counts with `days` more days without a case, all reported; further series keep `last_values`."""
    quiet = ((0, 0), (0, days))
    extra = {
        name: np.hstack([values, np.repeat(last_values[name][:, None], days, axis=1)])
        for name, values in counts.extra.items()
    }
    cases = np.pad(counts.cases, quiet)
    community = cases if counts.community is counts.cases else np.pad(counts.community, quiet)
    unlinked = community if counts.unlinked is counts.community else np.pad(counts.unlinked, quiet)
    return replace(
        counts,
        cases=cases,
        community=community,
        unlinked=unlinked,
        reported=None if counts.reported is None else np.pad(counts.reported, quiet, constant_values=True),
        incomplete=None,
        extra=extra,
        first_given={name: counts.given_since(name) for name in counts.extra},
    )


def _carried_forward(values: NDArray[np.float64], at_most: int) -> NDArray[np.float64]:
    """On each day the last value up to it, if it is less than `at_most` days old; else nan."""
    days = np.arange(values.shape[1])
    last = np.maximum.accumulate(np.where(np.isnan(values), 0, days), axis=1)
    return np.where(days - last < at_most, np.take_along_axis(values, last, axis=1), np.nan)


def _first_day(future: NDArray[np.int8], now: NDArray[np.int8], *, better_than: bool) -> NDArray[np.int16]:
    """Days until the level is known and better than `now` (or the best); -1 if not within the horizon."""
    reached = (future >= 0) & ((future < now) if better_than else (future == 0)) & (now > 0)
    first = np.argmax(reached, axis=1).astype(np.int16) + np.int16(1)
    return np.where(reached.any(axis=1), first, NO_DATE)
