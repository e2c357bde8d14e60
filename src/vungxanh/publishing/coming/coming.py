"""Coming: the estimates of open areas, rounded; nothing of a protected area is in it.

                open area                    protected area (few people)      not computed
    outlook     5 % steps                    no row; pages say "not shown"    None; pages say nothing
    rt          0.05 steps                   no row
    forecast    whole cases                  no row
    clusters    all its areas are open       a cluster with one in it is left out whole
    verified    yes or no, like the colour   yes or no, like the colour

Where counts are hidden, all but `verified` is made from public counts (see `twin`). It does not imply that an
open area has an estimate: "not enough cases" is a row without numbers.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl

from vungxanh.assessment import Assessment
from vungxanh.publishing.coming import rounding
from vungxanh.publishing.coming.files import DATES, GREEN_END, PROBABILITY, QUANTILES, check_days, read_files
from vungxanh.publishing.coming.twin import MADE_AGAIN, Remake, estimates_of_the_public, hides
from vungxanh.publishing.disclosure_rule import DisclosureRule, Estimates

RT_DAYS = 56
RT_KINDS = ("filter", "smoother")
UNUSUAL = 0.05
"""A group of cases that chance makes at least this rarely is told as a cluster."""

CERTAIN = 0.95
"""The probability of freedom from which a green is a verified one."""


@dataclass(frozen=True)
class Coming:
    """What may come; a part that was not computed (or may not be shown at all) is None.

    outlook   area, day, p_<colour>..., p_unknown    on each day, 1 together
    to_green  area, p_green_by_end, green_q10..green_q90 (null: later than green_end)
    rt        area, date, kind, mean, q025..q975, p_above_1 (null: not enough cases), growth, doubling_days
    forecast  reference_date, location, horizon, target_end_date, output_type, output_type_id, value
    clusters  cluster, area, first_day, last_day, cases, expected, relative_risk, p
    verified  areas that are free of hidden infection with at least 95 %
    """

    outlook: pl.DataFrame | None = None
    to_green: pl.DataFrame | None = None
    rt: pl.DataFrame | None = None
    forecast: pl.DataFrame | None = None
    clusters: pl.DataFrame | None = None
    verified: frozenset[str] | None = None

    @property
    def empty(self) -> bool:
        """Whether there is nothing to show at all."""
        return not any(part is not None for part in vars(self).values())


def read_coming(
    assessment: Assessment,
    areas: pl.DataFrame,
    shown: pl.DataFrame,
    protected: Collection[str],
    rule: DisclosureRule,
    remake: Remake = estimates_of_the_public,
) -> Coming:
    """The estimates of an assessment as far as they may be shown.

    `areas` are those published, `shown` the disclosed counts. Where any count is hidden, `remake` makes the
    estimates again from what is public.
    """
    if rule.estimates is None:
        return Coming()
    last_day = assessment.last_day
    colours = list(dict.fromkeys(one.id for levels in assessment.pack.scales.values() for one in levels))
    tables = read_files(assessment.folder, colours)
    told, unsure = tables, frozenset[str]()
    if tables.keys() & set(MADE_AGAIN) and hides(assessment, shown):
        with remake(assessment, shown, protected, tables.keys(), _horizon(tables, last_day)) as (
            twin,
            unsure,
        ):
            told = read_files(twin, colours)
    published = areas["area"].to_list()
    open_areas = [area for area in published if area not in protected]
    sure = [area for area in open_areas if area not in unsure]
    return Coming(
        **_outlook(told, sure, rule.estimates, last_day),
        rt=_rt(told, open_areas, rule.estimates, last_day),
        forecast=_forecast(told, open_areas, rule.estimates, last_day),
        clusters=_clusters(told, open_areas, rule),
        verified=_verified(tables, published, last_day),
    )


def _horizon(tables: Mapping[str, pl.DataFrame], last_day: date) -> int:
    """How many days ahead the estimates reach."""
    ends = [
        tables[name][column].max()
        for name, column in (("outlook", "day"), ("forecast", "target_end_date"))
        if name in tables
    ]
    return max([(end - last_day).days for end in ends if isinstance(end, date)] or [1])


def _outlook(
    tables: Mapping[str, pl.DataFrame], shown: list[str], rule: Estimates, last_day: date
) -> dict[str, pl.DataFrame]:
    if (table := tables.get("outlook")) is None:
        return {}
    check_days(table, "outlook.parquet", "day", last_day, ahead=True)
    # Days before the last one are told by the official colour; "would be" is of interest for today only.
    table = table.filter(pl.col("area").is_in(shown), pl.col("day") >= last_day).sort("area", "day")
    names = [name for name in table.columns if name.startswith(PROBABILITY) and name != "p_green_by_end"]
    rounded = rounding.shares(table.select(names).cast(pl.Float64).fill_null(np.nan).to_numpy(), rule)
    chances = pl.DataFrame(rounded, schema=names).with_columns(pl.all().fill_nan(None))
    parts = {"outlook": pl.concat([table.select("area", "day"), chances], how="horizontal")}
    if "p_green_by_end" in table.columns:
        dates = [name for name in (*DATES, GREEN_END) if name in table.columns]
        first = table.group_by("area", maintain_order=True).first()
        parts["to_green"] = first.select("area", rounding.share("p_green_by_end", rule), *dates)
    return parts


def _rt(
    tables: Mapping[str, pl.DataFrame], shown: list[str], rule: Estimates, last_day: date
) -> pl.DataFrame | None:
    if (table := tables.get("rt")) is None:
        return None
    check_days(table, "epi/rt.parquet", "date", last_day, ahead=False)
    recent = pl.col("date") > last_day - timedelta(days=RT_DAYS)
    kept = table.filter(pl.col("area").is_in(shown), recent, pl.col("kind").is_in(RT_KINDS))
    if "enough" in kept.columns:
        said = pl.col("enough") == "true"
        kept = kept.with_columns(
            pl.when(said).then(name).alias(name) for name in ("mean", *QUANTILES, "p_above_1")
        )
    rates = [pl.col("growth").round(2)] if "growth" in table.columns else []
    doubling = [pl.col("doubling_days").round()] if "doubling_days" in table.columns else []
    return kept.with_columns(
        *(rounding.reproduction(name, rule) for name in ("mean", *QUANTILES)),
        rounding.share("p_above_1", rule),
        *rates,
        *doubling,
    ).sort("area", "kind", "date")


def _forecast(
    tables: Mapping[str, pl.DataFrame], shown: list[str], rule: Estimates, last_day: date
) -> pl.DataFrame | None:
    if (table := tables.get("forecast")) is None:
        return None
    check_days(table, "epi/forecast.parquet", "target_end_date", last_day, ahead=True)
    newest = table["reference_date"].max()
    kept = table.filter(
        pl.col("location").is_in(shown),
        pl.col("output_type") == "quantile",
        pl.col("reference_date") == newest,
        pl.col("value").is_not_null(),
    )
    return kept.with_columns(rounding.cases("value", rule)).sort(
        "location", "target_end_date", "horizon", pl.col("output_type_id").cast(pl.Float64)
    )


def _clusters(
    tables: Mapping[str, pl.DataFrame], shown: list[str], rule: DisclosureRule
) -> pl.DataFrame | None:
    """Clusters of open areas only; one that reaches into a protected area is left out whole."""
    if (table := tables.get("clusters")) is None:
        return None
    hidden = table.filter(~pl.col("area").is_in(shown) | (pl.col("cases") < rule.small_count))
    kept = table.filter(~pl.col("cluster").is_in(hidden["cluster"].to_list()), pl.col("p") <= UNUSUAL)
    return kept.with_columns(pl.col("expected").round(1), pl.col("relative_risk").round(1)).drop("area_cases")


def _verified(
    tables: Mapping[str, pl.DataFrame], published: list[str], last_day: date
) -> frozenset[str] | None:
    """Like a colour it is an official word, and is told of small areas too; the probability never is."""
    if (table := tables.get("freedom")) is None:
        return None
    today = (pl.col("date") == last_day) & (pl.col("verified") == "true") & (pl.col("p_free") >= CERTAIN)
    sure = table.filter(today, pl.col("area").is_in(published))
    return frozenset(sure["area"])
