"""The scoreboard: forecasts of several models in hubverse rows, scored against the truth and beside a
baseline.

A task is one (reference_date, location, target_end_date); rows of forecasts are task x level:
    model, reference_date, location, horizon, target_end_date, level, value
Every figure of a model is over its own tasks with a known truth; the relative WIS is over those which the
baseline has answered too, on the levels that both give.
"""

from dataclasses import dataclass

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.scores.coverage import bias, covered, fairly_covered, sharpness
from vungxanh.epidemic.scores.relative import relative
from vungxanh.epidemic.scores.weighted import log_wis, wis

TASK = ("reference_date", "location", "target_end_date")
OVERALL = "all"
MEANS = (
    *("wis", "wis_log", "coverage_50", "coverage_95", "fair_50", "fair_95"),
    *("sharpness_50", "sharpness_95", "bias"),
)
Floats = NDArray[np.float64]


@dataclass(frozen=True)
class Answers:
    """One model's complete answers: tasks in rows, quantiles (tasks, levels)."""

    tasks: pl.DataFrame
    levels: Floats
    quantiles: Floats


def score_board(forecasts: pl.DataFrame, truth: pl.DataFrame, *, baseline: str) -> pl.DataFrame:
    """One row per model and horizon, and one over all of them (horizon "all").

    truth: location, date, value. Columns of the result: model, horizon, n, wis, wis_log, relative_wis,
    relative_wis_log, coverage_50, coverage_95, fair_50, fair_95, sharpness_50, sharpness_95, bias.
    """
    scored = {str(name): task_scores(part, truth) for (name,), part in _by_model(forecasts)}
    base = forecasts.filter(pl.col("model") == baseline)
    rows = []
    for name, tasks in scored.items():
        mine = forecasts.filter(pl.col("model") == name)
        own, other = _on_common_levels(mine, base, tasks, scored[baseline], truth)
        beside = tasks.join(own, on=list(TASK), how="left", maintain_order="left")
        rows += _rows(name, beside, other)
    return pl.DataFrame(rows, infer_schema_length=None)


def _on_common_levels(
    mine: pl.DataFrame, base: pl.DataFrame, tasks: pl.DataFrame, base_tasks: pl.DataFrame, truth: pl.DataFrame
) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The WIS of both on the levels that both give: the sums of few and of many levels do not compare."""
    levels = set(mine["level"]), set(base["level"])
    if levels[0] != levels[1]:
        common = pl.col("level").is_in(list(levels[0] & levels[1]))
        tasks, base_tasks = (
            task_scores(part.filter(common), truth) if part.filter(common).height else scores.head(0)
            for part, scores in ((mine, tasks), (base, base_tasks))
        )
    return (
        tasks.select(*TASK, own="wis", own_log="wis_log"),
        base_tasks.select(*TASK, base="wis", base_log="wis_log"),
    )


def answers_of(forecasts: pl.DataFrame) -> Answers:
    """The tasks of one model that have all of its levels; others are left out."""
    levels = forecasts["level"].unique().sort()
    ordered = forecasts.sort(*TASK, "level")
    whole = ordered.filter(pl.len().over(*TASK) == levels.len())
    tasks = whole.unique([*TASK], keep="first", maintain_order=True).select(*TASK, "horizon")
    return Answers(tasks, levels.to_numpy(), whole["value"].to_numpy().reshape(-1, levels.len()))


def task_scores(forecasts: pl.DataFrame, truth: pl.DataFrame) -> pl.DataFrame:
    """The scores of each task of one model whose truth is known."""
    answers = answers_of(forecasts)
    known = truth.select("location", target_end_date="date", truth="value")
    tasks = answers.tasks.join(known, on=["location", "target_end_date"], how="left", maintain_order="left")
    y = tasks["truth"].cast(pl.Float64).to_numpy()
    q, levels = answers.quantiles, answers.levels
    return tasks.with_columns(
        wis=wis(q, levels, y),
        wis_log=log_wis(q, levels, y),
        coverage_50=covered(q, levels, y, 0.5),
        coverage_95=covered(q, levels, y, 0.95),
        fair_50=fairly_covered(q, levels, y, 0.5),
        fair_95=fairly_covered(q, levels, y, 0.95),
        sharpness_50=sharpness(q, levels, 0.5),
        sharpness_95=sharpness(q, levels, 0.95),
        bias=bias(q, levels, y),
    ).filter(pl.col("wis").is_finite())


def _by_model(forecasts: pl.DataFrame) -> list[tuple[tuple[object, ...], pl.DataFrame]]:
    return list(forecasts.group_by(["model"], maintain_order=True))


def _rows(model: str, tasks: pl.DataFrame, reference: pl.DataFrame) -> list[dict[str, object]]:
    beside = tasks.join(reference, on=list(TASK), how="left", maintain_order="left")
    parts = [(str(h), beside.filter(pl.col("horizon") == h)) for h in sorted(set(beside["horizon"]))]
    return [_row(model, horizon, part) for horizon, part in [*parts, (OVERALL, beside)]]


def _row(model: str, horizon: str, part: pl.DataFrame) -> dict[str, object]:
    mean = {name: _mean(part[name].to_numpy()) for name in MEANS}
    own, own_log, base, base_log = (
        part[name].cast(pl.Float64).to_numpy() for name in ("own", "own_log", "base", "base_log")
    )
    ratios = {"relative_wis": relative(own, base), "relative_wis_log": relative(own_log, base_log)}
    row: dict[str, object] = {"model": model, "horizon": horizon, "n": part.height}
    row |= {"wis": mean["wis"], "wis_log": mean["wis_log"]} | ratios | mean
    return {
        name: None if isinstance(value, float) and np.isnan(value) else value for name, value in row.items()
    }


def _mean(values: Floats) -> float:
    given = values[np.isfinite(values)]
    return float(given.mean()) if given.size else float("nan")
