"""The country cut into shards: a tree (a province with all its areas) each, the same on any engine.

Every estimate is made inside one shard, with its own random stream, so that a run on a laptop and a run on a
cluster give the same numbers. Only colours look across the border, through the shard's halo.
"""

import zlib
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.assessment import Assessment
from vungxanh.epidemic import Counts
from vungxanh.nightly.past import NO_PAST, Past
from vungxanh.nightly.plan import Plan
from vungxanh.territory import Territory
from vungxanh.zoning import History, Pack, neighbour_steps, part_of, shards_of


@dataclass(frozen=True)
class Task:
    """One shard's work. `own` says which of the areas of `counts` are its own, the others are halo."""

    key: str
    counts: Counts
    own: NDArray[np.bool_]
    pack: Pack
    history: History | None
    warmup: int
    triangle: pl.DataFrame | None
    vintages: pl.DataFrame | None
    clusters_before: pl.DataFrame | None
    plan: Plan

    @property
    def seed(self) -> list[int]:
        """The shard's random stream: of the plan and of its name, not of its turn."""
        return [self.plan.seed, zlib.crc32(self.key.encode())]

    @property
    def own_counts(self) -> Counts:
        """The counts without the halo."""
        return part_of(self.counts, np.flatnonzero(self.own).astype(np.int32))


def tasks_of(assessment: Assessment, plan: Plan, past: Past = NO_PAST) -> Iterator[Task]:
    """The shards of an assessment, one after the other; `past` is what earlier runs left."""
    judged = assessment.judged_inputs
    territory = judged.counts.territory
    groups = tree_of(territory)
    for shard in shards_of(territory, neighbour_steps(assessment.pack), groups):
        own = shard.needed[shard.own]
        codes = [territory.codes[position] for position in own]
        yield Task(
            key=territory.codes[int(groups[own[0]])],
            counts=part_of(judged.counts, shard.needed),
            own=shard.own,
            pack=assessment.pack,
            history=None if judged.history is None else judged.history.of(shard.needed),
            warmup=judged.warmup,
            triangle=_of(assessment.triangle, codes),
            vintages=_of(past.vintages, codes),
            clusters_before=_of(past.clusters, codes),
            plan=plan,
        )


def _of(table: pl.DataFrame | None, codes: list[str]) -> pl.DataFrame | None:
    return None if table is None else table.filter(pl.col("area").is_in(codes))


def tree_of(territory: Territory) -> NDArray[np.int32]:
    """For each area the position of its tree's root; areas that stand alone share one tree."""
    root = np.arange(len(territory), dtype=np.int32)
    while (above := territory.parent[root]).max(initial=-1) >= 0:
        root = np.where(above >= 0, above, root)
    alone = np.bincount(root, minlength=len(territory))[root] == 1
    if alone.any():
        root[alone] = np.flatnonzero(alone)[0]
    return root
