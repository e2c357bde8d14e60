"""Where each unit stands: cases and colours of the period, against the unit's own start.

               own start              period so far                       days
    ├──── own_start_days ────┤├───────────────────────────────┤- - - - ┤
                              start        ├── recent_days ───┤ last     stop

A day counts as known when its cases were reported and its colour is not unknown. Unknown is never green.
"""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

import polars as pl

from vungxanh.campaign.errors import NoUnits, PeriodNotAssessed, PeriodReversed
from vungxanh.campaign.plan import Plan

if TYPE_CHECKING:
    from vungxanh.assessment import Assessment

GREEN = 0
"""Rank of the best level of every scale."""


@dataclass(frozen=True)
class Span:
    """The days that are looked at. `last` is the last day of the period that has been assessed."""

    start: date
    stop: date
    last: date
    own_start: date
    recent: date

    @property
    def days(self) -> int:
        """Length of the period so far."""
        return (self.last - self.start).days + 1


def span_of(assessment: "Assessment", start: date, stop: date, plan: Plan) -> Span:
    """The days to look at. Raises PeriodReversed, PeriodNotAssessed."""
    if stop < start:
        raise PeriodReversed(start, stop)
    if not assessment.first_day <= start <= assessment.last_day:
        raise PeriodNotAssessed(start, assessment.first_day, assessment.last_day)
    last = min(stop, assessment.last_day)
    return Span(
        start=start,
        stop=stop,
        last=last,
        own_start=start - timedelta(days=plan.days("own_start_days")),
        recent=max(start, last - timedelta(days=plan.days("recent_days") - 1)),
    )


def unit_days(assessment: "Assessment", span: Span, level: str) -> pl.DataFrame:
    """One row per unit of `level` and day from the own start on; null where not known. Raises NoUnits."""
    units = assessment.areas.filter(pl.col("level") == level).select("area").sort("area")
    if units.is_empty():
        raise NoUnits(level, sorted(assessment.areas["level"].unique()))
    first: date = max(span.own_start, assessment.counts.select(pl.col("day").min()).item())
    days = pl.DataFrame({"day": pl.date_range(first, span.last, eager=True)})
    counts = assessment.counts.filter(pl.col("level") == level).select(
        "area", "day", f0=pl.when("reported").then("community_cases").cast(pl.Int64)
    )
    colours = assessment.colours.filter(pl.col("level") == level).select(
        "area",
        "day",
        "rank",
        "days_to_best",
        "earliest_best",
        colour=pl.col("colour").replace("unknown", None),
    )
    on = ["area", "day"]
    grid: pl.DataFrame = (
        units.join(days, how="cross").join(counts, on=on, how="left").join(colours, on=on, how="left")
    )
    grid = grid.sort(on)
    return grid.with_columns(rank=pl.when(pl.col("colour").is_not_null()).then("rank"))


def standings(grid: pl.DataFrame, span: Span) -> pl.DataFrame:
    """One row per unit, from the rows of `unit_days`."""
    f0, rank, day = pl.col("f0"), pl.col("rank"), pl.col("day")
    period, before = day >= span.start, day < span.start
    now = day == span.last
    table = grid.group_by("area", maintain_order=True).agg(
        days=period.sum(),
        days_unknown=(period & (rank.is_null() | f0.is_null())).sum(),
        start_days=before.sum(),
        start_unknown=(before & f0.is_null()).sum(),
        new_f0=f0.filter(period).sum(),
        recent_per_day=f0.filter(day >= span.recent).mean(),
        start_sum=f0.filter(before).sum(),
        colour_start=pl.col("colour").filter(day == span.start).first(),
        colour_now=pl.col("colour").filter(now).first(),
        colour_best=pl.col("colour").filter(period).sort_by(rank.filter(period), nulls_last=True).first(),
        colour_worst=pl.col("colour").filter(period).sort_by(rank.filter(period), nulls_last=False).last(),
        rank_start=rank.filter(day == span.start).first(),
        rank_now=rank.filter(now).first(),
        days_green=(period & (rank == GREEN)).fill_null(value=False).sum(),
        days_to_green=pl.col("days_to_best").filter(now).first(),
        earliest_green=pl.col("earliest_best").filter(now).first(),
    )
    return _compared(table, (span.start - span.own_start).days)


def _compared(table: pl.DataFrame, own_start_days: int) -> pl.DataFrame:
    """Add what is compared with the own start, and whether the unit can be ranked.

    The own start is null when its days were not all reported, or lie before the first assessed day.
    """
    whole = (pl.col("start_days") == own_start_days) & (pl.col("start_unknown") == 0)
    own, recent = pl.col("own_start_per_day"), pl.col("recent_per_day")
    compared: pl.DataFrame = (
        table.with_columns(
            new_f0_per_day=pl.col("new_f0") / (pl.col("days") - pl.col("days_unknown")).clip(1),
            own_start_per_day=pl.when(whole).then(pl.col("start_sum") / own_start_days),
            levels_gained=pl.col("rank_start").cast(pl.Int64) - pl.col("rank_now"),
        )
        .with_columns(
            change_per_day=recent - own,
            change_percent=pl.when(own > 0).then(100 * (recent / own - 1)),
        )
        .with_columns(
            status=pl.when(pl.col("days_unknown") == pl.col("days"))
            .then(pl.lit("unknown"))
            .when((pl.col("days_unknown") > 0) | (pl.col("start_unknown") > 0))
            .then(pl.lit("partly_unknown"))
            .otherwise(pl.lit("ranked"))
        )
    )
    return compared
