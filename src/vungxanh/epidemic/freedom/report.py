"""The table of `vungxanh epi freedom`: one row per area, the tests still needed, why not verified."""

from collections.abc import Sequence
from datetime import date
from math import ceil, floor

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.freedom.free import Freedom
from vungxanh.epidemic.freedom.rule import Rule
from vungxanh.epidemic.freedom.sensitivity import pool_sensitivity
from vungxanh.messages import Message, message

Floats = NDArray[np.float64]

PLANNED = "rt-pcr"
"""The method that missing tests are counted in unless another is asked for."""


def freedom_frame(
    freedom: Freedom, areas: Sequence[str], day: date, rule: Rule, *, method: str = PLANNED
) -> pl.DataFrame:
    """One row per area. tests_needed: people at random, single samples, all negative; pools_needed: in pools
    of the rule's size; households_needed: representatives. 0 where the confidence is reached, null where one
    more round cannot reach it or the area is unknown. why_not: population, untested or below; null when
    verified.
    """
    needed = _needed(freedom, rule, method)
    why = _why(freedom)
    said = [_sentence(freedom, i, why[i], needed["tests_needed"][i], rule) for i in range(len(areas))]
    return pl.DataFrame(
        {
            "area": list(areas),
            "date": [day] * len(areas),
            "p_free": pl.Series(freedom.p_free).fill_nan(None),
            "sse": pl.Series(freedom.sse).fill_nan(None),
            "tests": pl.Series(freedom.tests).round().cast(pl.Int64),
            "days_since_last_case": pl.Series(freedom.quiet).replace(-1, None),
            "p_introduction": pl.Series(freedom.introduction).fill_nan(None),
            **needed,
            "verified": freedom.verified,
            "why_not": pl.Series([code or None for code in why], dtype=pl.String),
            "why_not_vi": pl.Series([s and s.render("vi") for s in said], dtype=pl.String),
            "why_not_en": pl.Series([s and s.render("en") for s in said], dtype=pl.String),
        }
    )


def _needed(freedom: Freedom, rule: Rule, method: str) -> dict[str, pl.Series]:
    """People, pools and households to be tested today."""
    test, pool, home = rule.methods[method], rule.days("pool_size"), rule.groups["household"]
    pooled = pool_sensitivity(test.sensitivity, pool, test.dilution)
    people, population = freedom.chance_needed * freedom.population, freedom.population
    single = _whole(people / test.sensitivity, population)
    pools = _whole(people / pooled, population) / pool
    homes = _whole(people / (test.sensitivity * home.weight), population / rule["household_size"])
    return {
        name: pl.Series(np.ceil(values)).fill_nan(None).cast(pl.Int64)
        for name, values in (("tests_needed", single), ("pools_needed", pools), ("households_needed", homes))
    }


def _whole(wanted: Floats, most: Floats) -> Floats:
    """Rounded up; nan where there are not so many."""
    up = np.ceil(wanted - 1e-9)
    return np.where(up <= most, up, np.nan)


def _why(freedom: Freedom) -> list[str]:
    codes = np.where(freedom.verified, "", "below")
    codes = np.where(~freedom.verified & (freedom.fresh_tests <= 0), "untested", codes)
    return [str(code) for code in np.where(np.isnan(freedom.p_free), "population", codes)]


def _sentence(freedom: Freedom, area: int, why: str, needed: int | None, rule: Rule) -> Message | None:
    """Why the area is not verified, and what would change it."""
    match why:
        case "":
            return None
        case "population":
            return message("Unknown: the population of the area is not known.")
        case "untested":
            return message(
                "Nobody was tested in the last {days} days: what is not tested is not verified.",
                days=rule.days("fresh_days"),
            )
    return message(
        "{chance} % sure, {wanted} % are asked for. {case} {tests}",
        # Rounded down: 94.96 must not be shown as the 95 that it is not.
        chance=floor(1000 * freedom.p_free[area]) / 10,
        wanted=ceil(1000 * freedom.confidence) / 10,
        case=_case(int(freedom.quiet[area])),
        tests=_tests(needed),
    )


def _case(quiet: int) -> Message:
    if quiet < 0:
        return message("No case in the period.")
    return message("Last case {days} days ago.", days=quiet)


def _tests(needed: int | None) -> Message:
    if needed is None:
        return message("One more round of tests cannot reach it.")
    return message("{people} more people tested today, all negative, would reach it.", people=needed)
