"""What earlier runs leave to the next: versions of the counts, and yesterday's clusters.

Where cases count on their report, no list tells how late they came; but the counts of a day still change from
one assessment to the next. The versions of the last weeks are kept, so that a nowcast can learn from them.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.assessment import Assessment

WATCHED_DAYS = 45
"""Days before a version that it is kept for; later changes are corrections, not late reports."""

KEPT_VERSIONS = 60


@dataclass(frozen=True)
class Past:
    """`vintages`: area, as_of, date, value, this run's own included; `clusters`: yesterday's table."""

    vintages: pl.DataFrame | None = None
    clusters: pl.DataFrame | None = None


NO_PAST = Past()


def past_of(assessment: Assessment, previous: Path | None) -> Past:
    """What the run in the assessment folder `previous` left, with the counts of `assessment` added."""
    version = _version(assessment)
    if previous is None:
        return Past(vintages=version)
    earlier = _table(previous, "vintages")
    clusters = _table(previous, "clusters")
    if earlier is None:
        return Past(version, clusters)
    as_of = date.fromisoformat(assessment.info["as_of"])
    earlier = earlier.filter(pl.col("as_of") < as_of)
    kept = earlier["as_of"].unique().sort().tail(KEPT_VERSIONS - 1)
    return Past(pl.concat([earlier.filter(pl.col("as_of").is_in(kept.implode())), version]), clusters)


def _version(assessment: Assessment) -> pl.DataFrame:
    """The counts of the finest areas on the last days, as known now."""
    as_of = date.fromisoformat(assessment.info["as_of"])
    parents = assessment.areas["parent"].drop_nulls().unique()
    return (
        assessment.counts.lazy()
        .filter(
            pl.col("day") > as_of - timedelta(days=WATCHED_DAYS),
            pl.col("reported"),
            ~pl.col("area").is_in(parents.implode()),
        )
        .select("area", as_of=pl.lit(as_of), date="day", value=pl.col("cases").cast(pl.Int32))
        .collect()
    )


def _table(folder: Path, name: str) -> pl.DataFrame | None:
    path = folder / "epi" / f"{name}.parquet"
    return pl.read_parquet(path) if path.is_file() else None


def versions(vintages: pl.DataFrame) -> int:
    """How many versions there are."""
    return int(np.unique(vintages["as_of"].to_numpy()).size)
