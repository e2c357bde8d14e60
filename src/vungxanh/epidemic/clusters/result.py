"""The result of a search as a table: one row per cluster and area."""

from dataclasses import dataclass
from datetime import date

import polars as pl

from vungxanh.epidemic.clusters.cluster import Cluster
from vungxanh.messages import Message

SCHEMA: dict[str, pl.DataType] = {
    "cluster": pl.Int32(),
    "area": pl.String(),
    "first_day": pl.Date(),
    "last_day": pl.Date(),
    "cases": pl.Int64(),
    "expected": pl.Float64(),
    "relative_risk": pl.Float64(),
    "llr": pl.Float64(),
    "p": pl.Float64(),
    "p_gumbel": pl.Float64(),
    "recurrence_days": pl.Float64(),
    "kind": pl.String(),
    "centre": pl.String(),
    "radius_km": pl.Float64(),
    "areas": pl.Int32(),
    "area_cases": pl.Int64(),
    "area_expected": pl.Float64(),
}


@dataclass(frozen=True)
class Scan:
    """The clusters found, most unusual first, under which model and with how many replicas."""

    clusters: tuple[Cluster, ...]
    model: str
    last: date
    days: int
    replicas: int
    notes: tuple[Message, ...] = ()

    def frame(self) -> pl.DataFrame:
        """A row per cluster and area, the cluster's own figures repeated; `followed` adds the alarms."""
        rows = [
            (
                c.rank, area, c.first_day, c.last_day, c.cases, c.expected,
                None if c.relative_risk != c.relative_risk else c.relative_risk,
                c.llr, c.p, c.p_gumbel, c.recurrence_days, c.kind, c.centre, c.radius_km, len(c.areas),
                int(c.area_cases[n]), float(c.area_expected[n]),
            )
            for c in self.clusters
            for n, area in enumerate(c.areas)
        ]  # fmt: skip
        return pl.DataFrame(rows, schema=SCHEMA, orient="row")
