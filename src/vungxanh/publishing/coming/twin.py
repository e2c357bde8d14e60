"""Estimates for the public are made from what is public.

The nightly estimates learn from all counts, also hidden ones, and with the program in hand one can try
which hidden counts lead to the published numbers. So where anything is hidden, the estimates are made again
from a twin of the assessment whose hidden counts are dealt out anew (`sharing`): they are then a function of
what is published anyway. Where nothing is hidden, those beside the assessment are that already.
"""

import shutil
import tempfile
from collections.abc import Callable, Collection, Iterator
from contextlib import AbstractContextManager, contextmanager
from pathlib import Path

import numpy as np
import polars as pl

from vungxanh.assessment import Assessment, open_assessment
from vungxanh.nightly import Plan, nightly
from vungxanh.nightly.plan import WhichDisease, chosen
from vungxanh.publishing.coming.sharing import dealt_out
from vungxanh.publishing.disclosure import Index, Mask, block_of
from vungxanh.publishing.grid import Grid
from vungxanh.publishing.marks import SERIES, SUPPRESSED

NEEDED = ("assessment.json", "pack.toml", "pack.json", "areas.parquet", "colours.parquet", "inputs.parquet")
"""What is copied as it is; no list of persons (refused rows) is among it."""

MADE_AGAIN = ("rt", "forecast", "outlook", "clusters")

Made = tuple[Path, frozenset[str]]
"""A folder with the estimates, and the areas that have another colour in the twin than in truth."""

Remake = Callable[
    [Assessment, pl.DataFrame, Collection[str], Collection[str], int], AbstractContextManager[Made]
]


def hides(assessment: Assessment, shown: pl.DataFrame) -> bool:
    """Whether any count of the assessment is not published."""
    unpublished = assessment.areas.height > shown["area"].n_unique()
    return unpublished or bool((shown["status"] == SUPPRESSED).any())


@contextmanager
def estimates_of_the_public(
    assessment: Assessment,
    shown: pl.DataFrame,
    protected: Collection[str],
    parts: Collection[str],
    horizon: int,
) -> Iterator[Made]:
    """The estimates of `parts` made from public counts.

    `shown` are the disclosed counts; areas of levels that are not published count as hidden.
    """
    with tempfile.TemporaryDirectory() as name:
        twin = Path(name) / "twin"
        twin.mkdir()
        _write_twin(assessment, shown, protected, twin)
        opened = open_assessment(twin)
        wanted = [part for part in MADE_AGAIN if part in parts]
        nightly(opened, _plan(opened, wanted, horizon))
        yield twin, _other_colour(assessment, opened)


def _plan(assessment: Assessment, parts: list[str], horizon: int) -> Plan:
    plan = Plan(horizon=horizon)
    try:
        return chosen(assessment, plan, only=parts)
    except WhichDisease:
        # Only Rt needs to know the disease; it is left out rather than guessed.
        return Plan(horizon=horizon, parts=tuple(part for part in parts if part != "rt"))


def _write_twin(assessment: Assessment, shown: pl.DataFrame, protected: Collection[str], twin: Path) -> None:
    for name in NEEDED:
        if (assessment.folder / name).is_file():
            shutil.copyfile(assessment.folder / name, twin / name)
    codes = assessment.areas["area"].to_list()
    position = {code: number for number, code in enumerate(codes)}
    parent = np.array([position.get(p, -1) for p in assessment.areas["parent"].to_list()], dtype=np.int32)
    published = set(shown["area"])
    covered = np.array([code in protected or code not in published for code in codes])
    _deal_counts(assessment, shown, covered, parent).write_parquet(twin / "counts.parquet")
    _gather_inputs(assessment, covered, parent, twin)
    _keep_open_rows(assessment, covered, twin)


def _deal_counts(assessment: Assessment, shown: pl.DataFrame, covered: Mask, parent: Index) -> pl.DataFrame:
    counts = assessment.counts
    grid = Grid.of(counts, assessment.areas["area"].to_list())
    hidden = counts.join(
        shown.select("area", "day", "status"), on=["area", "day"], how="left", maintain_order="left"
    )
    unseen = (hidden["status"] == SUPPRESSED).fill_null(value=True) & counts["reported"]
    people = assessment.areas["population"].fill_null(np.nan).to_numpy().astype(np.float64)
    series = [np.asarray(grid.spread(counts[name]), dtype=np.int32) for name in SERIES]
    hidden_now, reported = (
        np.asarray(grid.spread(mask), dtype=np.bool_) for mask in (unseen, counts["reported"])
    )
    fresh = dealt_out(series, parent, covered, hidden_now, reported, people)
    return counts.with_columns(
        pl.Series(name, values[grid.area, grid.day], dtype=counts.schema[name])
        for name, values in zip(SERIES, fresh, strict=True)
    )


def _gather_inputs(assessment: Assessment, covered: Mask, parent: Index, twin: Path) -> None:
    """Further series of covered areas (tests, positives) are told as the sum of their block."""
    inputs = pl.read_parquet(assessment.folder / "inputs.parquet")
    if inputs.is_empty() or not covered.any():
        return
    codes = assessment.areas["area"].to_list()
    leaves = np.bincount(parent[parent >= 0], minlength=len(parent)) == 0
    label = block_of(parent, covered)
    first: dict[int, str] = {}
    for area in np.flatnonzero(covered & leaves).tolist():
        first.setdefault(int(label[area]), codes[area])
    moved = {codes[a]: first[int(label[a])] for a in np.flatnonzero(covered & leaves).tolist()}
    gathered = inputs.with_columns(pl.col("area").replace(moved)).group_by(
        "area", "day", "name", maintain_order=True
    )
    gathered.agg(pl.col("value").sum()).write_parquet(twin / "inputs.parquet")


def _keep_open_rows(assessment: Assessment, covered: Mask, twin: Path) -> None:
    """Delays and earlier years of open areas only."""
    unseen = [code for code, inside in zip(assessment.areas["area"], covered, strict=True) if inside]
    for name in ("triangle", "history"):
        path = assessment.folder / f"{name}.parquet"
        if path.is_file():
            table = pl.read_parquet(path)
            kept = table.filter(~pl.col("area").is_in(unseen)) if "area" in table.columns else table
            kept.write_parquet(twin / path.name)


def _other_colour(assessment: Assessment, twin: Assessment) -> frozenset[str]:
    """Areas whose colour today hangs on hidden counts: what comes next cannot be told from public ones."""
    today = assessment.colours.filter(pl.col("day") == assessment.last_day).select("area", "rank")
    ranks = pl.Series(twin.judged.rank[:, -1].astype(np.int64))
    judged = pl.DataFrame({"area": list(twin.judged.counts.territory.codes), "twin": ranks})
    both = today.join(judged, on="area")
    return frozenset(both.filter(pl.col("rank").cast(pl.Int64).fill_null(-1) != pl.col("twin"))["area"])
