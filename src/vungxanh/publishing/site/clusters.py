"""Clusters as the map shows them: groups of open places only; the disclosed table has no others."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from vungxanh.publishing.site.atlas import Atlas


@dataclass(frozen=True, slots=True)
class Cluster:
    """Unusually many cases in a group of places of one level."""

    places: tuple[int, ...]
    level: str
    first: date
    last: date
    cases: int
    expected: float
    p: float


def read_clusters(table: pl.DataFrame | None, atlas: Atlas) -> tuple[Cluster, ...]:
    """The clusters, the most unusual first."""
    if table is None:
        return ()
    position = {place.code: number for number, place in enumerate(atlas.places)}
    found = []
    for _, rows in table.group_by("cluster", maintain_order=True):
        one = rows.row(0, named=True)
        places = tuple(position[code] for code in rows["area"])
        found.append(
            Cluster(
                places, atlas.places[places[0]].level, one["first_day"], one["last_day"],
                one["cases"], one["expected"], one["p"],
            )
        )  # fmt: skip
    return tuple(sorted(found, key=lambda cluster: cluster.p))


def memberships(clusters: Sequence[Cluster], positions: Sequence[int]) -> list[int]:
    """For each place the number of its cluster, -1 without one."""
    number: Mapping[int, int] = {place: i for i, cluster in enumerate(clusters) for place in cluster.places}
    return [number.get(position, -1) for position in positions]
