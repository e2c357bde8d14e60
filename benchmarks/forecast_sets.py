"""The sets of real data on which forecasts are scored: what was known when, the truth, and others' forecasts.

Data come from ../shared/data beside the repository and are never copied into it.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.epidemic.forecast.hub import ends_after
from vungxanh.epidemic.forecast.vintage import known_before
from vungxanh.epidemic.panel import Panel, panel_of

DATA = Path(__file__).resolve().parents[2] / "shared" / "data"
DAY, WEEK = timedelta(days=1), timedelta(days=7)


@dataclass(frozen=True)
class Goal:
    """A row of the goal table: at most `must`, better `aim`; `horizon` as in the scoreboard."""

    figure: str
    horizon: str
    must: float
    aim: float


@dataclass(frozen=True)
class Origin:
    """One forecast to make: the panel as known, and the ends of the steps asked for."""

    reference: date
    panel: Panel
    skipped: int
    ends: list[date]
    parents: np.ndarray | None = None


@dataclass(frozen=True)
class DataSet:
    """A set: its origins, the truth (location, date, value), peers' forecasts by name, goals."""

    name: str
    kind: str  # "week": hub weeks; "days": 7-day sums of daily counts
    origins: Callable[[int], Iterator[Origin]]
    truth: pl.DataFrame
    peers: dict[str, pl.DataFrame] = field(default_factory=dict)
    baseline: str = "flat"
    goals: tuple[Goal, ...] = ()


def wide_quantiles(path: Path) -> pl.DataFrame:
    """A hub's file with a column per level, as scoreboard rows."""
    frame = pl.read_parquet(path)
    levels = [name for name in frame.columns if name.startswith("q0")]
    long = frame.unpivot(
        levels, index=["reference_date", "location", "horizon", "target_end_date"], variable_name="level"
    )
    return long.with_columns(
        pl.col("reference_date", "target_end_date").str.to_date(),
        pl.col("level").str.slice(1).cast(pl.Float64),
        pl.col("value").cast(pl.Float64),
    )


def flusight() -> DataSet:
    folder = DATA / "us-flusight-2023-24"
    vintages = pl.read_parquet(folder / "truth_vintages_2023-24.parquet").select(
        pl.col("as_of").str.to_date(),
        pl.col("date").str.to_date(),
        pl.col("location").alias("area"),
        pl.col("value").cast(pl.Float64),
    )
    people = pl.read_csv(
        folder / "locations.csv", infer_schema_length=None, schema_overrides={"location": str}
    )
    truth = pl.read_csv(folder / "truth_final_to_2024-06.csv", schema_overrides={"location": str}).select(
        "location", pl.col("date").str.to_date(), pl.col("value").cast(pl.Float64)
    )
    names = ("FluSight-baseline", "FluSight-ensemble", "UMass-flusion", "FluSight-lop_norm")
    peers = _peers(folder, "2023-24", names)
    population = people.select(area="location", population=pl.col("population").cast(pl.Float64))
    goals = (Goal("relative_wis", "all", 0.731, 0.65), Goal("relative_wis_log", "all", 0.729, 0.65))
    return DataSet(
        "flusight",
        "week",
        lambda every: _vintage_origins(vintages, population, peers, every),
        truth,
        peers,
        "FluSight-baseline",
        goals,
    )


def euro(kind: str, *, strict: bool) -> DataSet:
    """`strict`: only versions before the Monday; else what the hub's teams had that Monday."""
    folder = DATA / "europe-covid-hub-2021-22"
    vintages = pl.read_parquet(folder / f"truth_weekly_vintages_{kind}_to_2022-03.parquet").select(
        # A version of that Monday counts as known for it: the teams had it.
        pl.col("as_of").str.to_date() - (timedelta(0) if strict else DAY),
        pl.col("week_end").str.to_date().alias("date"),
        pl.col("location").alias("area"),
        pl.col("value").cast(pl.Float64),
    )
    daily = pl.read_parquet(folder / f"truth_daily_final_{kind}_to_2022-04.parquet").select(
        "location", pl.col("date").str.to_date(), pl.col("value").cast(pl.Float64)
    )
    truth = week_sums(daily).filter(pl.col("date").dt.weekday() == 6)
    people = pl.read_csv(folder / "locations_eu.csv").select(
        area="location", population=pl.col("population").cast(pl.Float64)
    )
    peers = _peers(folder, f"2021-22_{kind}", ("EuroCOVIDhub-baseline", "EuroCOVIDhub-ensemble"))
    must = {"cases": (0.755, 0.671), "deaths": (0.607, 0.62)}[kind]
    goals = (
        Goal("relative_wis", "all", must[0], must[0] - 0.05),
        Goal("relative_wis_log", "all", must[1], must[1] - 0.04),
    )
    name = f"euro-{kind}" + ("-strict" if strict else "")
    return DataSet(
        name,
        "week",
        lambda every: _vintage_origins(vintages, people, peers, every),
        truth,
        peers,
        "EuroCOVIDhub-baseline",
        goals,
    )


def week_sums(daily: pl.DataFrame) -> pl.DataFrame:
    """Sums of the seven days up to each date (location, date, value), where all seven are there."""
    return (
        daily.sort("location", "date")
        .with_columns(pl.col("value").rolling_sum(7).over("location"))
        .filter(pl.col("value").is_not_null())
    )


def _peers(folder: Path, period: str, names: tuple[str, ...]) -> dict[str, pl.DataFrame]:
    return {name: wide_quantiles(folder / f"quantiles_{period}_{name}.parquet") for name in names}


def _vintage_origins(
    vintages: pl.DataFrame, population: pl.DataFrame, peers: dict[str, pl.DataFrame], every: int
) -> Iterator[Origin]:
    baseline = next(iter(peers.values()))
    for reference in baseline["reference_date"].unique().sort()[::every].to_list():
        known = known_before(vintages, reference)
        if known.is_empty():
            continue
        panel = panel_of(known, step=7, population=population)
        asked = baseline.filter(pl.col("reference_date") == reference)["target_end_date"].unique().sort()
        skipped, ends = ends_after(panel.last_end, reference, 7, len(asked))
        yield Origin(reference, panel, skipped, ends)
