"""The nation's colours as a Polars user would write them: lazy, streaming, long tables."""

from datetime import date
from pathlib import Path

import polars as pl

THRESHOLDS = (20, 50, 150)

# The first streaming query starts the threads of Polars.
pl.LazyFrame({"day": [1]}).group_by("day").len().collect(engine="streaming")


def run(data: Path, out: Path, first: date, last: date) -> None:
    """Read, count, full grid, windows, colours, roll-up, write."""
    # Codes as Enum: quicker to join and sort than text. The streaming cross join keeps no order, so sort.
    codes = pl.Enum(pl.read_parquet(data / "areas.parquet", columns=["area"])["area"])
    areas = pl.scan_parquet(data / "areas.parquet").with_columns(pl.col("area").cast(codes))
    daily = (
        pl.scan_parquet(data / "cases.parquet")
        .with_columns(pl.col("area").cast(codes))
        .group_by("area", "day")
        .agg(cases=pl.len().cast(pl.Int32), community=pl.col("community").sum().cast(pl.Int32))
    )
    days = pl.LazyFrame({"day": pl.date_range(first, last, eager=True)})
    grid = (
        areas.join(days, how="cross")
        .join(daily, on=["area", "day"], how="left")
        .with_columns(pl.col("cases", "community").fill_null(0))
        .sort("area", "day")
    )
    coloured(grid, "area").sink_parquet(out / "areas.parquet")
    for unit, finer in (("district", "areas"), ("province", "districts")):
        keys = [unit, "day"] if unit == "province" else [unit, "province", "day"]
        rolled = (
            pl.scan_parquet(out / f"{finer}.parquet")
            .group_by(keys)
            .agg(pl.col("population", "cases", "community").sum())
            .sort(unit, "day")
        )
        coloured(rolled, unit).sink_parquet(out / f"{unit}s.parquet")


def coloured(grid: pl.LazyFrame, unit: str) -> pl.LazyFrame:
    """Windows, counted and official level; `grid` is sorted by unit and day, without gaps."""
    rate = pl.col("sum7") * 1e5 / pl.col("population")
    level = pl.sum_horizontal((rate >= t).cast(pl.Int8) for t in THRESHOLDS)
    return (
        grid.with_columns(
            sum7=pl.col("community").rolling_sum(7, min_samples=1).over(unit),
            sum14=pl.col("community").rolling_sum(14, min_samples=1).over(unit),
        )
        .with_columns(level=level.cast(pl.Int8))
        .with_columns(official=pl.col("level").rolling_max(14, min_samples=1).over(unit))
    )
