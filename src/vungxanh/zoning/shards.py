"""Judging in shards, one tree (a province with all its areas) each, for memory or for a cluster.

A shard carries its own areas and a halo: neighbours beyond its border, as many steps away as rules about
neighbours can reach, with the areas inside them. The result is the same as judging everything at once.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts
from vungxanh.territory import Territory
from vungxanh.zoning.colours import Colours
from vungxanh.zoning.engine import colour
from vungxanh.zoning.holding import HoldingState
from vungxanh.zoning.lookback import all_indicators
from vungxanh.zoning.pack import NeighboursAt, Pack

ARRAYS = ("rank", "counted", "worst", "decided")

Work = tuple[Counts, Pack, int]
Runner = Callable[[Callable[[Work], Colours], Iterable[Work]], Iterable[Colours]]
"""Applies a function to every piece of work, in order: `map`, a pool's map, or a cluster's."""


@dataclass(frozen=True)
class Shard:
    """`needed` are the areas to take along (ascending), `own` says which of them are not halo."""

    needed: NDArray[np.int32]
    own: NDArray[np.bool_]


def colour_in_shards(counts: Counts, pack: Pack, *, warmup: int = 0, run: Runner = map) -> Colours:
    """The same as `colour`, tree by tree."""
    shards = list(shards_of(counts.territory, neighbour_steps(pack)))
    parts = list(run(judge_work, [(part_of(counts, shard.needed), pack, warmup) for shard in shards]))
    whole = _empty_like(parts[0], counts)
    for shard, part in zip(shards, parts, strict=True):
        own = np.flatnonzero(shard.own).astype(np.int32)
        for name in ARRAYS:
            getattr(whole, name)[shard.needed[own]] = getattr(part, name)[own]
        whole.before.put(shard.needed[own], part.before.rows(own))
        whole.state.put(shard.needed[own], part.state.rows(own))
    return whole


def judge_work(work: Work) -> Colours:
    """One shard; free of any engine, so that it can run anywhere."""
    counts, pack, warmup = work
    return colour(counts, pack, warmup=warmup)


def shards_of(territory: Territory, steps: int) -> Iterator[Shard]:
    """One shard per root of the territory."""
    root = _roots(territory)
    for top in np.unique(root):
        own = root == top
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
    """How many borders away a rule can look: one for each kind of neighbours that builds on another."""
    return max(
        sum(isinstance(indicator, NeighboursAt) for indicator in all_indicators(pack, criteria))
        for criteria in pack.criteria
    )


def _empty_like(part: Colours, counts: Counts) -> Colours:
    """Colours for all areas, to be filled from parts like this one."""
    areas, levels = len(counts.territory), part.state.last.shape[1]
    return replace(
        part,
        counts=counts,
        judged={},
        rank=np.empty((areas, part.days), np.int8),
        counted=np.empty((areas, part.days), np.int8),
        worst=np.empty((areas, part.days), np.int8),
        decided=np.empty((areas, part.days), np.int16),
        before=HoldingState.empty(areas, levels),
        state=HoldingState.empty(areas, levels),
    )


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
