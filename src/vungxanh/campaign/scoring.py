"""Who ranks where. A `Scoring` is the seam: the city's plan is the first, fair scoring will be another."""

from collections.abc import Callable
from typing import TypeAlias

import polars as pl

from vungxanh.campaign.plan import Criterion, Plan

Scoring: TypeAlias = Callable[[pl.DataFrame, Plan], pl.DataFrame]
"""From the standings of all units of one level to the same rows in the order of the league, with

place    1, 2, 2, 4 ...; null where the unit is not ranked
behind   position in `plan.order` of what puts the unit behind the place before; null for the first
"""


def city_plan_2021(units: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """The colour level itself is the score; `plan.order` goes on between equals, the rest share a place.

    A unit with an unknown day is not ranked: hiding a day can cost a place, never win one.
    """
    keys = [_key(criterion).alias(f"key_{n}") for n, criterion in enumerate(plan.order)]
    names = [f"key_{n}" for n in range(len(keys))]
    units = units.with_columns(keys)
    ranked = units.filter(pl.col("status") == "ranked").sort(*names, "area")
    others = units.filter(pl.col("status") != "ranked").sort("area")
    differs = [(pl.col(name) != pl.col(name).shift()).fill_null(value=False) for name in names]
    behind = pl.coalesce(pl.when(d).then(pl.lit(n, pl.Int8)) for n, d in enumerate(differs))
    number = pl.int_range(1, pl.len() + 1)
    starts = behind.is_not_null() | (number == 1)
    ranked = ranked.with_columns(
        place=pl.when(starts).then(number).forward_fill().cast(pl.Int32),
        behind=behind,
    ).with_columns(behind=pl.col("behind").first().over("place"))
    return pl.concat([ranked, others], how="diagonal").drop(names)


def _key(criterion: Criterion) -> pl.Expr:
    """A number that is smaller for the better unit and never null."""
    match criterion.by:
        case "colour":
            value = pl.col("rank_now").cast(pl.Float64)
        case "share_left":
            value = _share_left()
        case name:
            value = pl.col(name).cast(pl.Float64)
    ordered = value if criterion.better == "lower" else -value
    return ordered.fill_null(float("inf"))


def _share_left() -> pl.Expr:
    """Recent daily cases as a share of the own start; nothing left is 0, also for who started with none."""
    own, recent = pl.col("own_start_per_day"), pl.col("recent_per_day")
    return pl.when(own.is_null()).then(None).when(recent == 0).then(0.0).otherwise(recent / own)
