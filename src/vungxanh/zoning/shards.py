"""Judging in shards, one tree (a province with all its areas) each, for memory or for a cluster.

A shard carries its own areas and a halo: neighbours beyond its border, as many steps away as rules about
neighbours can reach, with the areas inside them. The result is the same as judging everything at once.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning.colours import NOT_JUDGED, Colours
from vungxanh.zoning.engine import colour
from vungxanh.zoning.history import History
from vungxanh.zoning.holding import HoldingState
from vungxanh.zoning.lookback import all_indicators
from vungxanh.zoning.pack import ChildrenAt, NeighboursAt, Pack
from vungxanh.zoning.reading import read_pack
from vungxanh.zoning.situation import JudgedPack, LevelBounds

ARRAYS = ("rank", "counted", "worst", "decided", "barred")

Work = tuple[Counts, Pack, History | None, int]
Runner = Callable[[Callable[[Work], Colours], Iterable[Work]], Iterable[Colours]]
"""Applies a function to every piece of work, in order: `map`, a pool's map, or a cluster's."""


@dataclass(frozen=True)
class Shard:
    """`needed` are the areas to take along (ascending), `own` says which of them are not halo."""

    needed: NDArray[np.int32]
    own: NDArray[np.bool_]


def colour_in_shards(
    counts: Counts, pack: Pack, *, history: History | None = None, warmup: int = 0, run: Runner = map
) -> Colours:
    """The same as `colour`, tree by tree."""
    shards = list(shards_of(counts.territory, neighbour_steps(pack)))
    work = [
        (part_of(counts, shard.needed), pack, None if history is None else history.of(shard.needed), warmup)
        for shard in shards
    ]
    parts = list(run(judge_work, work))
    whole = _empty_like(parts, counts, history)
    for shard, part in zip(shards, parts, strict=True):
        own = np.flatnonzero(shard.own).astype(np.int32)
        rows = shard.needed[own]
        for name in ARRAYS:
            if (target := getattr(whole, name)) is not None:
                target[rows] = getattr(part, name)[own]
        for name, other in part.judged.items():
            whole.judged[name].bounds.low[rows] = other.bounds.low[own]
            whole.judged[name].bounds.high[rows] = other.bounds.high[own]
        whole.before.put(rows, part.before.rows(own))
        whole.state.put(rows, part.state.rows(own))
    return whole


def judge_work(work: Work) -> Colours:
    """One shard; free of any engine, so that it can run anywhere."""
    counts, pack, history, warmup = work
    return colour(counts, pack, history=history, warmup=warmup)


def shards_of(territory: Territory, steps: int, groups: NDArray[np.int32] | None = None) -> Iterator[Shard]:
    """One shard per group of areas; without `groups`, one per root of the territory."""
    group = _roots(territory) if groups is None else groups
    for one in np.unique(group):
        own = group == one
        needed = own.copy()
        for _ in range(steps):
            needed |= _with_insides(territory, _touching(territory, needed))
        positions = np.flatnonzero(needed).astype(np.int32)
        yield Shard(positions, own[positions])


def part_of(counts: Counts, positions: NDArray[np.int32]) -> Counts:
    """The counts of some areas; sums of parents are kept as they are."""
    cases = counts.cases[positions]
    community = cases if counts.community is counts.cases else counts.community[positions]
    return replace(
        counts,
        territory=counts.territory.subset(positions),
        cases=cases,
        community=community,
        unlinked=community if counts.unlinked is counts.community else counts.unlinked[positions],
        reported=None if counts.reported is None else counts.reported[positions],
        extra={name: values[positions] for name, values in counts.extra.items()},
        first_given={name: counts.given_since(name)[positions] for name in counts.extra},
    )


def neighbour_steps(pack: Pack) -> int:
    """How many borders away a rule can look: one for each kind of neighbours that builds on another.

    Areas may build on the areas inside them, and those, of this or another pack, on neighbours of theirs.
    """
    steps, others = 0, {pack.id}
    for criteria in pack.criteria:
        used = {indicator.id: indicator for indicator in all_indicators(pack, criteria)}.values()
        steps += sum(isinstance(indicator, NeighboursAt) for indicator in used)
        others |= {i.pack for i in used if isinstance(i, ChildrenAt) and i.pack is not None}
    return steps + max((neighbour_steps(read_pack(other)) for other in others - {pack.id}), default=0)


def _empty_like(parts: Sequence[Colours], counts: Counts, history: History | None) -> Colours:
    """Colours for all areas, to be filled from parts like these."""
    part, areas = parts[0], len(counts.territory)
    shape, levels = (areas, part.days), part.state.last.shape[1]
    judged = {name: other.pack for one in parts for name, other in one.judged.items()}
    return replace(
        part,
        counts=counts,
        history=history,
        judged={name: JudgedPack(pack, _not_judged((areas, counts.days))) for name, pack in judged.items()},
        rank=np.empty(shape, np.int8),
        counted=np.empty(shape, np.int8),
        worst=np.empty(shape, np.int8),
        decided=np.empty(shape, np.int16),
        barred=None if part.barred is None else np.empty(shape, np.bool_),
        before=HoldingState.empty(areas, levels),
        state=HoldingState.empty(areas, levels),
    )


def _not_judged(shape: tuple[int, int]) -> LevelBounds:
    return LevelBounds(np.full(shape, NOT_JUDGED), np.full(shape, NOT_JUDGED))


def _roots(territory: Territory) -> NDArray[np.int32]:
    root = np.arange(len(territory), dtype=np.int32)
    while (above := territory.parent[root]).max(initial=-1) >= 0:
        root = np.where(above >= 0, above, root)
    return root


def _touching(territory: Territory, inside: NDArray[np.bool_]) -> NDArray[np.bool_]:
    pairs = territory.neighbours.pairs()
    reached = inside.copy()
    reached[pairs[inside[pairs[:, 0]], 1]] = True
    reached[pairs[inside[pairs[:, 1]], 0]] = True
    return reached


def _with_insides(territory: Territory, chosen: NDArray[np.bool_]) -> NDArray[np.bool_]:
    """Also the areas inside the chosen ones, since their levels may depend on them."""
    complete = chosen.copy()
    coarsest_first = np.argsort(-territory.depth, kind="stable")
    for position in coarsest_first:
        above = territory.parent[position]
        if above >= 0 and complete[above]:
            complete[position] = True
    return complete
