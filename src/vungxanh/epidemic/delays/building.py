"""Triangles from what an office has: counts by delay, one row per case, or past versions of a table."""

from collections.abc import Sequence
from datetime import date
from typing import Literal

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.delays.errors import NegativeDelay, NothingReported, OffStep
from vungxanh.epidemic.delays.triangle import Triangle, not_yet

# Reports that come later than this are rare and often typing errors; they would only widen the table.
LONGEST = 60


def triangle_of(
    frame: pl.DataFrame,
    *,
    as_of: date,
    max_delay: int | None = None,
    step: Literal[1, 7] | None = None,
    areas: Sequence[str] | None = None,
) -> Triangle:
    """From rows (area, reference_date, delay in days | report_date, count); nothing after `as_of` is used.

    Rows of one cell are added, a negative count is a withdrawal, a cell without a row is a zero. Without
    `step` a table whose delays are all multiples of 7 is weekly; without `max_delay` (in steps) the longest
    delay seen by `as_of` counts. Raises NegativeDelay, OffStep, NothingReported.
    """
    rows = _with_delay(frame)
    seen = rows.filter(pl.col("reference_date") + pl.duration(days=pl.col("delay")) <= as_of)
    if seen.is_empty():
        raise NothingReported(as_of)
    step = step or _step_of(seen)
    _check_steps(seen, step)
    return _filled(seen, as_of, step, max_delay, areas)


def triangle_of_cases(
    frame: pl.DataFrame,
    *,
    as_of: date,
    max_delay: int | None = None,
    areas: Sequence[str] | None = None,
) -> Triangle:
    """From one row per case (area, reference_date, report_date, and n where one row stands for several).

    Cases that lack a day, or were reported before their reference day, tell nothing about delays: left out.
    """
    known = frame.drop_nulls(["area", "reference_date", "report_date"])
    known = known.filter(pl.col("report_date") >= pl.col("reference_date"))
    n = pl.col("n") if "n" in known.columns else pl.lit(1)
    counted = known.with_columns(n.cast(pl.Int64).alias("count"))
    return triangle_of(counted, as_of=as_of, max_delay=max_delay, step=1, areas=areas)


def triangle_of_vintages(
    frame: pl.DataFrame,
    *,
    as_of: date,
    max_delay: int | None = None,
    step: Literal[1, 7] | None = None,
    areas: Sequence[str] | None = None,
) -> Triangle:
    """From past versions of a table (area, as_of, date, value): what each version adds to the one before.

    A date that the first version of an area holds already was not watched from its beginning: its row starts
    with nan. A date missing in a later version keeps its last value.
    """
    kept = frame.filter((pl.col("as_of") <= as_of) & (pl.col("date") <= pl.col("as_of")))
    if kept.is_empty():
        raise NothingReported(as_of)
    ordered = kept.sort("area", "date", "as_of")
    before = pl.col("value").shift(1).over("area", "date")
    increments = ordered.select(
        "area",
        pl.col("date").alias("reference_date"),
        (pl.col("as_of") - pl.col("date")).dt.total_days().alias("delay"),
        (pl.col("value") - before.fill_null(0)).alias("count"),
    )
    triangle = triangle_of(increments, as_of=as_of, max_delay=max_delay, step=step, areas=areas)
    return _unwatched(triangle, ordered)


def _with_delay(frame: pl.DataFrame) -> pl.DataFrame:
    """The rows with their delay in days; a report cannot come before its reference day."""
    if "delay" not in frame.columns:
        days = (pl.col("report_date") - pl.col("reference_date")).dt.total_days()
        frame = frame.with_columns(days.alias("delay"))
    rows = frame.select("area", "reference_date", pl.col("delay").cast(pl.Int64), "count")
    early = rows.filter(pl.col("delay") < 0)
    if early.height:
        raise NegativeDelay(*early.row(0)[:3])
    return rows


def _step_of(rows: pl.DataFrame) -> Literal[1, 7]:
    """Weekly when there are several delays and all are whole weeks, else daily."""
    delays = rows["delay"].unique()
    days = rows["reference_date"].dt.weekday().n_unique()
    return 7 if delays.len() > 1 and days == 1 and bool((delays % 7 == 0).all()) else 1


def _check_steps(rows: pl.DataFrame, step: int) -> None:
    first = rows["reference_date"].min()
    assert isinstance(first, date)
    off = ((pl.col("reference_date") - first).dt.total_days() % step != 0) | (pl.col("delay") % step != 0)
    wrong = rows.filter(off)
    if wrong.height:
        area, day, delay, _ = wrong.row(0)
        raise OffStep(area, day, delay, step)


def _filled(
    rows: pl.DataFrame, as_of: date, step: int, max_delay: int | None, areas: Sequence[str] | None
) -> Triangle:
    names = tuple(areas) if areas is not None else tuple(sorted(rows["area"].unique()))
    first, longest = rows["reference_date"].min(), rows["delay"].max()
    assert isinstance(first, date)
    assert isinstance(longest, int)
    delays = max_delay if max_delay is not None else min(longest // step, LONGEST)
    references = (as_of - first).days // step + 1
    inside = rows.filter(pl.col("area").is_in(names) & (pl.col("delay") <= delays * step))
    place = (
        inside["area"].cast(pl.Enum(names)).to_physical().to_numpy().astype(np.intp),
        ((inside["reference_date"] - first).dt.total_days() // step).to_numpy(),
        (inside["delay"] // step).to_numpy(),
    )
    value = inside["count"].cast(pl.Float64).to_numpy()
    shape = (len(names), references, delays + 1)
    hidden = not_yet(references, delays)
    counts = _added(shape, place, np.maximum(value, 0.0))
    counts[:, hidden] = np.nan
    withdrawn = _added(shape, place, np.maximum(-value, 0.0)) if (value < 0).any() else None
    return Triangle(names, first, step, counts, withdrawn)


def _added(
    shape: tuple[int, int, int], place: tuple[NDArray[np.intp], ...], value: NDArray[np.float64]
) -> NDArray[np.float64]:
    flat = np.ravel_multi_index(place, shape)
    size = int(np.prod(shape))
    filled = np.bincount(flat, weights=value, minlength=size).astype(np.float64)
    return filled.reshape(shape)


def _unwatched(triangle: Triangle, versions: pl.DataFrame) -> Triangle:
    """nan before the first version that shows a date, where that version is the area's first of all."""
    firsts = versions.group_by("area", "date").agg(pl.col("as_of").min())
    opening = versions.group_by("area").agg(pl.col("as_of").min().alias("opening"))
    early = firsts.join(opening, on="area").filter(
        (pl.col("as_of") == pl.col("opening")) & (pl.col("as_of") > pl.col("date"))
    )
    counts = triangle.counts.copy()
    position = {name: row for row, name in enumerate(triangle.areas)}
    for area, day, seen, _ in early.iter_rows():
        delay = min((seen - day).days // triangle.step, triangle.max_delay + 1)
        if area in position:
            counts[position[area], (day - triangle.first).days // triangle.step, :delay] = np.nan
    return Triangle(triangle.areas, triangle.first, triangle.step, counts, triangle.withdrawn)
