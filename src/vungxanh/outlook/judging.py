"""Every future through the criteria, holding times included; what is kept are tallies, not paths.

Question   What would the official colour be on each day of each future?
Shapes     ranks (draws, areas, days): 0 best, -1 unknown, -2 no criteria
Time       column 0 is the first changed day; column `past` is the day after the last judged one
Method     criteria see the observed days that they look back at, then the future's own; holding times go on
           from what was remembered before the first changed day. Equal to judging all from the start.
"""

from collections.abc import Callable, Iterator

import numpy as np
from numpy.typing import NDArray

from vungxanh.outlook.futures import Futures
from vungxanh.outlook.stack import stacked_history
from vungxanh.zoning import Colours, Pack, colour, days_needed, read_pack
from vungxanh.zoning.holding import HoldingState

Packs = Callable[[str], Pack]


def judge_futures(futures: Futures, colours: Colours, packs: Packs = read_pack) -> Iterator[NDArray[np.int8]]:
    """Official ranks (draws, areas, changed days), some draws at a time."""
    counts, pack = colours.counts, colours.pack
    areas = len(counts.territory)
    need = days_needed(pack, counts.territory, packs)
    whole = need is None or futures.start < colours.warmup
    first = 0 if need is None or whole else max(0, futures.start - need)
    state = None if whole else _state_before(colours, futures.start, packs)
    for draws, stack in futures.stacks(first):
        judged = colour(
            stack,
            pack,
            history=stacked_history(colours.history, areas, draws),
            warmup=_since_started(colours) if whole else futures.start - first,
            state=None if state is None else state.rows(np.tile(np.arange(areas, dtype=np.int32), draws)),
            packs=packs,
        )
        yield judged.rank[:, -futures.days :].reshape(draws, areas, futures.days)


def _since_started(colours: Colours) -> int:
    """Days on the axis before the first one that was ever judged."""
    return (colours.started - colours.counts.first).days


def _state_before(colours: Colours, start: int, packs: Packs) -> HoldingState:
    """What is remembered at the end of the day before position `start`."""
    counts = colours.counts
    if start == counts.days:
        return colours.state
    if start == colours.warmup:
        return colours.before
    judged = colour(
        counts.between(0, start),
        colours.pack,
        history=colours.history,
        warmup=colours.warmup,
        state=None if colours.first == colours.started else colours.before,
        packs=packs,
    )
    return judged.state
