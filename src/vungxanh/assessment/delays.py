"""How late cases became known: the triangle that the nowcast completes the last days with."""

import polars as pl

from vungxanh.territory import Territory

LONGEST_DELAY_DAYS = 60
"""A report later than this is an old case found again; it says nothing of how complete this week is."""


def triangle_frame(events: pl.DataFrame, territory: Territory) -> pl.DataFrame | None:
    """Area, reference_date, delay (days to the report), count; None if cases count on their report."""
    if "known" not in events.columns:
        return None
    codes = pl.Series(territory.codes, dtype=pl.String)
    delay = (pl.col("known") - pl.col("day")).dt.total_days().clip(lower_bound=0)
    late = events.select("area", "n", reference_date="day", delay=delay.cast(pl.Int32))
    late = late.filter(pl.col("delay") <= LONGEST_DELAY_DAYS)
    summed = late.group_by("area", "reference_date", "delay").agg(count=pl.col("n").cast(pl.Int64).sum())
    ordered = summed.sort("area", "reference_date", "delay")
    return ordered.with_columns(area=codes.gather(ordered["area"]))
