"""From the tables of tests and cases to arrays (areas, days) that `free` understands, summed up the tree."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.freedom.checks import check_areas, check_tests
from vungxanh.epidemic.freedom.freecalc import evidence_against, tolerated_positives
from vungxanh.epidemic.freedom.rule import Rule
from vungxanh.epidemic.freedom.sensitivity import pool_sensitivity
from vungxanh.epidemic.tree import all_up, finest_first
from vungxanh.territory import Territory

Floats = NDArray[np.float64]

SURE = 1.0 - 1e-9
"""A specificity above this has no false positives."""


@dataclass(frozen=True)
class Evidence:
    """Arrays (areas, days) from `first` on: cases (lower bounds where not `reported`), people tested, and
    `effective` tests, each weighted by its sensitivity and the risk of the group that was tested."""

    first: date
    cases: Floats
    reported: NDArray[np.bool_]
    tested: Floats
    effective: Floats


def gather(
    tests: pl.DataFrame,
    territory: Territory,
    rule: Rule,
    *,
    as_of: date,
    counts: pl.DataFrame | None = None,
    absent: Literal["zero", "unknown"] = "unknown",
    names: tuple[str, str] = ("tests", "counts"),
) -> Evidence:
    """Everything known on `as_of` about the days of the window; later rows are left out.

    tests   area, date, tested, positive [, method, pool, households, group]; counts: area, date, cases.
            Positives are cases too: a day's cases are the larger of both. Raises RowRefused, naming the table
            by `names`.
    """
    check_areas(names[0], tests, territory)
    check_tests(names[0], tests, rule)
    if counts is not None:
        check_areas(names[1], counts, territory)
    weighted = _weighted(tests, territory, rule).filter(pl.col("date") <= as_of)
    known = [weighted["date"]] + ([] if counts is None else [counts.filter(pl.col("date") <= as_of)["date"]])
    earliest = min((day for column in known if isinstance(day := column.min(), date)), default=as_of)
    first = max(earliest, as_of - timedelta(days=rule.days("window_days") - 1))
    days = (as_of - first).days + 1
    tested, effective, found = (
        _up(territory, _grid(weighted, name, territory, first, days))
        for name in ("tested", "effective", "found")
    )
    cases, reported = _cases(counts, territory, first, days, absent)
    return Evidence(first, np.maximum(cases, found), reported, tested, effective)


def _weighted(tests: pl.DataFrame, territory: Territory, rule: Rule) -> pl.DataFrame:
    """Rows with effective tests and what counts as found.

    People of one household say less than as many households: n / (1 + (m - 1) icc), m people per household.
    Of a group no more can be covered than it has people.
    """
    tests = _with_defaults(tests)
    methods = [rule.methods[name] for name in tests["method"]]
    groups = [rule.groups[name] for name in tests["group"]]
    n, x = tests["tested"].to_numpy().astype(np.float64), tests["positive"].to_numpy().astype(np.float64)
    each = n / np.maximum(np.nan_to_num(tests["households"].cast(pl.Float64).to_numpy(), nan=0.0), 1.0)
    each = np.where(tests["households"].is_null().to_numpy(), 1.0, each)
    people = n / (1 + (np.maximum(each, 1.0) - 1) * rule["household_correlation"])
    place = np.array([territory.index[code] for code in tests["area"]], np.intp)
    share = np.array([group.share for group in groups])
    population = np.nan_to_num(territory.population[place], nan=np.inf)
    people = np.minimum(people, share * population)
    se = pool_sensitivity(
        [m.sensitivity for m in methods],
        tests["pool"].to_numpy().astype(np.float64),
        [m.dilution for m in methods],
    )
    sp = np.array([1.0 if m.confirmed else m.specificity for m in methods])
    telling = np.where(sp > SURE, se, np.clip(evidence_against(n, x, se, np.minimum(sp, SURE)), 0.0, 1.0))
    weight = np.array([group.weight * group.screening for group in groups])
    alarms = np.where(sp > SURE, x, np.where(x > tolerated_positives(n, sp), x, 0.0))
    return tests.select("area", "date", pl.col("tested").cast(pl.Float64)).with_columns(
        effective=pl.Series(people * telling * weight, dtype=pl.Float64),
        found=pl.Series(alarms, dtype=pl.Float64),
    )


def _with_defaults(tests: pl.DataFrame) -> pl.DataFrame:
    """Optional columns filled in: method not recorded, single samples, anybody, one per household."""
    for name, default, kind in (
        ("method", "unknown", pl.String), ("group", "general", pl.String), ("pool", 1, pl.Int64),
        ("households", None, pl.Int64),
    ):  # fmt: skip
        given = pl.col(name) if name in tests.columns else pl.lit(None, kind)
        tests = tests.with_columns(given.cast(kind).fill_null(pl.lit(default, kind)).alias(name))
    return tests


def _grid(frame: pl.DataFrame, name: str, territory: Territory, first: date, days: int) -> Floats:
    """Sums of one column by area and day; earlier rows are left out."""
    out = np.zeros((len(territory), days))
    offset = (frame["date"] - first).dt.total_days().to_numpy()
    place = np.array([territory.index[code] for code in frame["area"]], np.intp)
    inside = (offset >= 0) & (offset < days)
    np.add.at(out, (place[inside], offset[inside]), frame[name].cast(pl.Float64).to_numpy()[inside])
    return out


def _up(territory: Territory, own: Floats) -> Floats:
    """Parents hold their own and the sum of their children."""
    for position in finest_first(territory):
        if territory.parent[position] >= 0:
            own[territory.parent[position]] += own[position]
    return own


def _cases(
    counts: pl.DataFrame | None, territory: Territory, first: date, days: int, absent: str
) -> tuple[Floats, NDArray[np.bool_]]:
    """Cases summed up the tree, and where reports cover all of an area."""
    if counts is None:
        return np.zeros((len(territory), days)), np.zeros((len(territory), days), np.bool_)
    cases = _up(territory, _grid(counts, "cases", territory, first, days))
    if absent == "zero":
        return cases, np.ones(cases.shape, np.bool_)
    rows = counts.with_columns(row=pl.lit(1.0))
    return cases, all_up(territory, _grid(rows, "row", territory, first, days) > 0)
