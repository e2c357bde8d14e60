"""From the files of an analyst to clusters or foci, and the sentences that say where to zone and why."""

from dataclasses import dataclass, field
from datetime import date
from pathlib import Path
from typing import Any

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.alarm import followed, read_alarm
from vungxanh.epidemic.clusters.cluster import Cluster
from vungxanh.epidemic.clusters.drawing import features
from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.epidemic.clusters.forming import Options
from vungxanh.epidemic.clusters.result import Scan
from vungxanh.epidemic.clusters.scan import scan
from vungxanh.epidemic.clusters.tables import (
    Listed,
    on_axis,
    read_baseline,
    read_counts,
    read_earlier,
    read_places,
)
from vungxanh.messages import Message, message

MOST_CASES = 20_000_000


@dataclass(frozen=True)
class Request:
    """A search over areas, as asked for; see `scan` for what the numbers mean."""

    counts: Path | None
    areas: Path | str | None
    as_of: date
    days: int = 28
    replicas: int = 999
    shape: str = "both"
    model: str = "auto"
    max_areas: int = 50
    max_share: float = 0.5
    level: str | None = None
    seed: int = 0
    limit: int = 10
    baseline: Path | None = None
    previous: Path | None = None
    neighbours: Path | None = None
    on: date | None = None
    draw: bool = False


@dataclass(frozen=True)
class Found:
    """The table, the map if asked for, the households to treat if any were given, and what to say."""

    frame: pl.DataFrame
    said: tuple[Message, ...]
    drawn: dict[str, Any] = field(default_factory=dict)
    houses: pl.DataFrame | None = None


def search_areas(request: Request) -> Found:
    """Reads, searches, follows the alarms of the day before. Raises ClusterError or TableError."""
    _check(request)
    assert request.counts is not None
    assert request.areas is not None
    given = read_counts(request.counts)
    listed = read_places(
        request.areas,
        counted=set(given["area"]),
        level=request.level,
        on=request.on or request.as_of,
        neighbours=request.neighbours,
    )
    cases, notes = on_axis(given, listed, value="cases", as_of=request.as_of, days=request.days)
    _check_size(cases[:, -request.days :])
    expected = None
    if request.baseline is not None:
        baseline = read_baseline(request.baseline)
        expected, _ = on_axis(baseline, listed, value="expected", as_of=request.as_of, days=request.days)
    earlier = None if request.previous is None else read_earlier(request.previous)
    scanned = scan(
        cases.astype(np.int64),
        listed.places,
        last=request.as_of,
        days=request.days,
        model=request.model,
        expected=expected,
        replicas=request.replicas,
        seed=request.seed,
        most_areas=request.max_areas,
        options=Options(shape=request.shape, most_share=request.max_share, limit=request.limit),
    )
    frame = followed(scanned.frame(), earlier)
    drawn = _drawn(frame, listed) if request.draw else {}
    return Found(frame, (*notes, *scanned.notes, *_told(scanned, frame)), drawn)


def _check(request: Request) -> None:
    """Raises ClusterError for what no search can do."""
    if request.counts is None or request.areas is None:
        raise ClusterError(message("Give --counts and --areas, or --points"))
    bounds = {
        "--days": (request.days, 1, 366),
        "--replicas": (request.replicas, 9, 1_000_000),
        "--max-areas": (request.max_areas, 1, 100_000),
        "--limit": (request.limit, 1, 1000),
    }
    for name, (value, low, high) in bounds.items():
        if not low <= value <= high:
            raise ClusterError(
                message(
                    "{option} must lie between {low} and {high}: {value}",
                    option=name,
                    low=low,
                    high=high,
                    value=value,
                )
            )
    if not 0 < request.max_share <= 1:
        raise ClusterError(message("--max-share must lie between 0 and 1: {value}", value=request.max_share))


def _check_size(cases: NDArray[np.float64]) -> None:
    """A replica deals out every case one by one, so a mistyped count would take all memory."""
    total = float(np.nansum(cases))
    if total > MOST_CASES:
        raise ClusterError(
            message(
                "{total} cases are more than can be searched ({most}); is every count right?",
                total=total,
                most=MOST_CASES,
            )
        )


def _told(scanned: Scan, frame: pl.DataFrame) -> list[Message]:
    alarms = dict(frame.select("cluster", "alarm").unique().iter_rows())
    new = dict(frame.select("cluster", "new_alarm").unique().iter_rows())
    loud = [cluster for cluster in scanned.clusters if alarms[cluster.rank]]
    threshold = int(read_alarm().recurrence_days)
    if not loud:
        return [
            message(
                "No alarm on {day}: nothing so unusual that chance would show it only once in {days} days",
                day=scanned.last,
                days=threshold,
            )
        ]
    return [_sentence(cluster, is_new=new[cluster.rank]) for cluster in loud]


def _sentence(cluster: Cluster, *, is_new: bool) -> Message:
    if is_new:
        return message("Zone here (new alarm): {why}", why=cluster.why())
    return message("Zone here (alarm continues): {why}", why=cluster.why())


def _drawn(frame: pl.DataFrame, listed: Listed) -> dict[str, Any]:
    if listed.territory is None:
        raise ClusterError(message("A map needs areas with names and with shapes or coordinates"))
    return features(frame, listed.territory)
