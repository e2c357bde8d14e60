"""The league table of a campaign: units of one level, compared with each other and with their own start."""

from datetime import date
from typing import TYPE_CHECKING

import polars as pl

from vungxanh.campaign.plan import Plan, read_plan
from vungxanh.campaign.reasons import reasons
from vungxanh.campaign.scoring import Scoring, city_plan_2021
from vungxanh.campaign.standings import Span, span_of, standings, unit_days

if TYPE_CHECKING:
    from vungxanh.assessment import Assessment

COLUMNS = (
    "place", "area", "name", "level", "parent", "population", "status",
    "colour_start", "colour_now", "colour_best", "colour_worst", "levels_gained",
    "days", "days_green", "days_unknown", "days_to_green", "earliest_green",
    "new_f0", "new_f0_per_day", "own_start_per_day", "recent_per_day", "change_per_day", "change_percent",
    "behind", "reason_vi", "reason_en",
)  # fmt: skip
"""What the league says of each unit; docs/reference/campaign-league.md explains each column."""


def league(
    assessment: "Assessment",
    *,
    start: date | None = None,
    stop: date | None = None,
    level: str = "ward",
    plan: Plan | None = None,
    scoring: Scoring = city_plan_2021,
) -> pl.DataFrame:
    """All units of one level, best first, unranked ones last. The period is the plan's unless given.

    A period that is not over yet is drawn up to the last assessed day.
    """
    plan = plan or read_plan()
    span = span_of(assessment, start or plan.period.start, stop or plan.period.stop, plan)
    units = standings(unit_days(assessment, span, level), span)
    about = assessment.areas.select("area", "name", "level", "parent", "population")
    table = scoring(units.join(about, on="area", how="left"), plan)
    criteria = {n: criterion.by for n, criterion in enumerate(plan.order)}
    said = list(reasons(table.to_dicts(), span, plan, assessment.pack.scale_for(level)))
    return table.with_columns(
        pl.col("behind").replace_strict(criteria, return_dtype=pl.String),
        reason_vi=pl.Series([" ".join(m.render("vi") for m in parts) for parts in said], dtype=pl.String),
        reason_en=pl.Series([" ".join(m.render("en") for m in parts) for parts in said], dtype=pl.String),
    ).select(COLUMNS)


def league_days(
    assessment: "Assessment",
    *,
    start: date | None = None,
    stop: date | None = None,
    level: str = "ward",
    plan: Plan | None = None,
) -> pl.DataFrame:
    """One row per unit and day of the period: new community F0, their running total, colour.

    `new_f0` is null on a day without a report, and `total` from that day on: a sum with a hole is no sum.
    """
    plan = plan or read_plan()
    span: Span = span_of(assessment, start or plan.period.start, stop or plan.period.stop, plan)
    days = unit_days(assessment, span, level).filter(pl.col("day") >= span.start)
    whole = pl.col("f0").is_not_null().cast(pl.Int8).cum_min().over("area") == 1
    return days.join(assessment.areas.select("area", "name"), on="area", how="left").select(
        "area",
        "name",
        "day",
        new_f0="f0",
        total=pl.when(whole).then(pl.col("f0").cum_sum().over("area")),
        colour=pl.col("colour").fill_null("unknown"),
        rank="rank",
    )
