"""The way of a case through its dates (onset, sample, report, publication): one triangle per step of it."""

from collections.abc import Sequence
from datetime import date, timedelta
from itertools import pairwise

import polars as pl

from vungxanh.epidemic.delays.building import triangle_of_cases
from vungxanh.epidemic.delays.distribution import delay_distribution
from vungxanh.epidemic.delays.triangle import Triangle

# Share of the cases of a day that must be known before the inner steps of its cases are used.
SETTLED = 0.99


def step_triangles(
    cases: pl.DataFrame,
    dates: Sequence[str],
    *,
    as_of: date,
    max_delay: int | None = None,
    areas: Sequence[str] | None = None,
) -> dict[tuple[str, str], Triangle]:
    """One triangle per neighbouring pair of `dates` (columns in their order; the last: when it became known).

    A case is seen only once the last of its dates is past. An inner step (onset to sample) of a recent day
    would therefore show quick cases only: inner steps use reference days of which 99 % is known.
    """
    known = dates[-1]
    seen = cases.filter(pl.col(known) <= as_of)
    result = {}
    for start, end in pairwise(dates):
        rows = seen.select("area", reference_date=start, report_date=end)
        until = as_of
        if end != known:
            whole = seen.select("area", reference_date=start, report_date=known)
            way = triangle_of_cases(whole, as_of=as_of, max_delay=max_delay)
            pooled = Triangle(("",), way.first, way.step, way.counts.sum(axis=0, keepdims=True))
            until = as_of - timedelta(days=int(delay_distribution(pooled).quantile(SETTLED)[0]))
            rows = rows.filter(pl.col("reference_date") <= until)
        result[start, end] = triangle_of_cases(rows, as_of=as_of, max_delay=max_delay, areas=areas)
    return result
