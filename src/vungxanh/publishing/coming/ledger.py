"""The ledger of forecasts: what each snapshot forecast is scored once, when the day has come and is complete.

    snapshot 1     publishes forecasts for days 2..15
    snapshot 2     scores those for day 2; those for 3..15 stay open; publishes its own for 3..16
    snapshot 3     scores those for day 3 of both; and so on

The scores of earlier snapshots are handed on unchanged, so the record grows and is never rewritten. A day of
which nothing may be shown, or of which no complete report came, is not scored; after 60 days it is given up.
"""

from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from vungxanh.epidemic.scores import covered, log_wis, wis
from vungxanh.publishing.coming.baseline import with_baseline
from vungxanh.publishing.marks import SHOWN

PATIENCE_DAYS = 60
MEANS = ("wis", "wis_log", "coverage_50", "coverage_95")
TASK = ("published_in", "model_id", "reference_date", "location", "horizon", "target_end_date")
GROUP = ("scored_in", "published_in", "reference_date", "model_id", "level", "horizon")
SCORES_SCHEMA = {
    "scored_in": pl.Int64, "published_in": pl.Int64, "reference_date": pl.Date, "model_id": pl.String,
    "level": pl.String, "horizon": pl.Int64, "n": pl.Int64, **dict.fromkeys(MEANS, pl.Float64),
}  # fmt: skip
RECORD_SCHEMA = {
    "published_in": pl.Int64, "reference_date": pl.Date, "area": pl.String, "horizon": pl.Int64,
    "target_end_date": pl.Date, "low": pl.Float64, "middle": pl.Float64, "high": pl.Float64,
    "counted": pl.Int64,
}  # fmt: skip


@dataclass(frozen=True)
class Ledger:
    """What a snapshot publishes of forecasts; parts without rows are None.

    forecast   model_id and hubverse columns: this snapshot's own, and the baseline
    open       the same of earlier snapshots with `published_in`, whose days have not come
    scores     GROUP, n, MEANS: means over n places and days
    record     published_in, reference_date, area, horizon, target_end_date, low, middle, high (95 %),
               counted; for the places at the top only
    """

    forecast: pl.DataFrame | None = None
    open: pl.DataFrame | None = None
    scores: pl.DataFrame | None = None
    record: pl.DataFrame | None = None


def keep_ledger(
    number: int,
    forecast: pl.DataFrame | None,
    counts: pl.DataFrame,
    areas: pl.DataFrame,
    before: Ledger | None,
    number_before: int,
) -> Ledger:
    """The ledger of snapshot `number` behind that of the one before it; all tables as published."""
    own = None if forecast is None or forecast.is_empty() else with_baseline(forecast, counts)
    if before is None:
        return Ledger(forecast=own)
    waiting = _waiting(before, number_before, areas)
    due, still_open = _sorted_out(waiting, counts)
    scored = _scored(due, number)
    fresh = _averaged(scored, areas)
    record = _recorded(due, scored, areas)
    return Ledger(
        forecast=own,
        open=_rows(still_open),
        scores=_rows(_joined(before.scores, fresh)),
        record=_rows(_joined(before.record, record)),
    )


def _waiting(before: Ledger, number: int, areas: pl.DataFrame) -> pl.DataFrame:
    """Every forecast without a score, of areas that may still be shown."""
    parts = [] if before.open is None else [before.open]
    if before.forecast is not None:
        parts.append(before.forecast.with_columns(published_in=pl.lit(number, pl.Int64)))
    columns = [*TASK, "output_type_id", "value"]
    if not parts:
        return pl.DataFrame(schema=dict.fromkeys(columns, pl.String))
    daily = (pl.col("target_end_date") - pl.col("reference_date")).dt.total_days() == pl.col("horizon")
    shown = areas.filter(~pl.col("protected")).select(location="area")
    waiting = pl.concat([part.select(columns) for part in parts], how="vertical_relaxed")
    return waiting.filter(daily).join(shown, on="location", how="semi")


def _sorted_out(waiting: pl.DataFrame, counts: pl.DataFrame) -> tuple[pl.DataFrame, pl.DataFrame]:
    """Those whose day has come, with what was counted, and those that wait on."""
    if waiting.is_empty():
        return waiting.with_columns(counted=pl.lit(None, pl.Int64)), waiting
    truth = counts.filter(pl.col("status") == SHOWN, ~pl.col("incomplete").fill_null(value=False)).select(
        location="area", target_end_date="day", counted=pl.col("cases").cast(pl.Int64)
    )
    joined = waiting.join(truth, on=["location", "target_end_date"], how="left", maintain_order="left")
    last = counts["day"].max()
    assert isinstance(last, date)
    fresh = pl.col("target_end_date") > last - timedelta(days=PATIENCE_DAYS)
    known = pl.col("counted").is_not_null()
    return joined.filter(known), joined.filter(~known & fresh).drop("counted")


def _scored(due: pl.DataFrame, number: int) -> pl.DataFrame:
    """One row per task: its scores; a forecast with fewer levels than others of its model is left out."""
    parts = []
    if not due.is_empty():
        for _, part in due.group_by("published_in", "model_id", maintain_order=True):
            parts.append(_scores_of(part))
    schema = dict.fromkeys(TASK, pl.String) | dict.fromkeys(MEANS, pl.Float64)
    table = pl.concat(parts) if parts else pl.DataFrame(schema=schema)
    return table.with_columns(scored_in=pl.lit(number, pl.Int64))


def _scores_of(part: pl.DataFrame) -> pl.DataFrame:
    ordered = part.with_columns(level=pl.col("output_type_id").cast(pl.Float64)).sort(*TASK, "level")
    levels = ordered["level"].unique().sort().to_numpy()
    whole = ordered.filter(pl.len().over(*TASK) == len(levels))
    tasks = whole.unique([*TASK], keep="first", maintain_order=True).select(*TASK, "counted")
    q = whole["value"].to_numpy().reshape(-1, len(levels))
    y = tasks["counted"].cast(pl.Float64).to_numpy()
    return tasks.select(TASK).with_columns(
        wis=wis(q, levels, y),
        wis_log=log_wis(q, levels, y),
        coverage_50=covered(q, levels, y, 0.5),
        coverage_95=covered(q, levels, y, 0.95),
    )


def _averaged(scored: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Means by level of the tree and horizon, over the tasks that both models have answered."""
    if scored.is_empty():
        return pl.DataFrame(schema=SCORES_SCHEMA)
    question = ["published_in", "location", "target_end_date"]
    both = scored.filter(pl.col("model_id").n_unique().over(question) == 2)
    levels = areas.select("level", location="area")
    table = (
        both.join(levels, on="location", maintain_order="left")
        .group_by(GROUP)
        .agg(pl.len().alias("n"), *(pl.col(name).fill_nan(None).mean() for name in MEANS))
        .sort(GROUP)
    )
    return table.select(pl.col(name).cast(kind) for name, kind in SCORES_SCHEMA.items())


def _recorded(due: pl.DataFrame, scored: pl.DataFrame, areas: pl.DataFrame) -> pl.DataFrame:
    """Our scored forecasts of the places at the top, beside what came."""
    codes = areas["area"].to_list()
    top = areas.filter(pl.col("parent").is_null() | ~pl.col("parent").is_in(codes))["area"].to_list()
    if scored.is_empty():
        return pl.DataFrame(schema=RECORD_SCHEMA)
    level = pl.col("output_type_id").cast(pl.Float64).round(4)
    ends = {"low": 0.025, "middle": 0.5, "high": 0.975}
    mine = due.filter(pl.col("location").is_in(top), pl.col("model_id") == "vungxanh").with_columns(l=level)
    task = ["published_in", "reference_date", "location", "horizon", "target_end_date"]
    table = mine.group_by(task).agg(
        *(pl.col("value").filter(pl.col("l") == at).first().alias(name) for name, at in ends.items()),
        pl.col("counted").first(),
    )
    renamed = table.rename({"location": "area"}).sort("reference_date", "area", "horizon")
    return renamed.select(pl.col(name).cast(kind) for name, kind in RECORD_SCHEMA.items())


def _joined(old: pl.DataFrame | None, new: pl.DataFrame) -> pl.DataFrame:
    return new if old is None else pl.concat([old.select(new.columns), new], how="vertical_relaxed")


def _rows(table: pl.DataFrame) -> pl.DataFrame | None:
    return None if table.is_empty() else table
