"""The scoreboard: how good published forecasts were, also where they were worse than the baseline."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

import numpy as np
import polars as pl

from vungxanh.publishing.site.ahead.record import Seen, seen
from vungxanh.publishing.site.press import Press
from vungxanh.territory import LEVELS

OURS, BASELINE = "vungxanh", "baseline"


@dataclass(frozen=True, slots=True)
class Score:
    """One horizon of one level (None: all horizons); `relative` below 1 is better than the baseline."""

    horizon: int | None
    n: int
    wis: float
    base: float
    relative: float | None
    relative_log: float | None
    coverage_50: float | None
    coverage_95: float | None

    @property
    def worse(self) -> bool:
        """Whether the baseline did better."""
        return self.relative is not None and self.relative > 1


def write_scoreboard(press: Press) -> None:
    """Write scoreboard.html where forecasts have been scored."""
    view = press.view
    table = view.context.scores
    if table is None:
        return
    boards = list(boards_of(table))
    press.page(
        f"{press.tongue.language}/scoreboard.html",
        "scoreboard.html.j2",
        current="scoreboard",
        boards=boards,
        worse=[(level, days) for level, _, scores in boards if (days := worse_days(scores))],
        publications=table["published_in"].n_unique(),
        scored=sum(overall.n for _, overall, _ in boards),
        records=_records(press, view.context.record),
    )


def boards_of(table: pl.DataFrame) -> Iterator[tuple[str, Score, list[Score]]]:
    """For each level of the tree the score over all horizons, and that of each horizon."""
    for level in (name for name in LEVELS if name in set(table["level"])):
        mine = table.filter(pl.col("level") == level)
        overall = score_of(None, mine)
        horizons = [
            score_of(int(horizon), mine.filter(pl.col("horizon") == horizon))
            for horizon in mine["horizon"].unique().sort()
        ]
        yield level, overall, horizons


def worse_days(scores: list[Score]) -> str:
    """The horizons at which the baseline did better, as "2-5, 7"; empty when there is none."""
    horizons = [score.horizon for score in scores if score.worse and score.horizon is not None]
    runs: list[list[int]] = []
    for horizon in horizons:
        if runs and horizon == runs[-1][-1] + 1:
            runs[-1].append(horizon)
        else:
            runs.append([horizon])
    return ", ".join(str(run[0]) if len(run) == 1 else f"{run[0]}–{run[-1]}" for run in runs)


def score_of(horizon: int | None, table: pl.DataFrame) -> Score:
    """The score over all rows of a table, each weighed by its number of tasks."""
    ours, base = (table.filter(pl.col("model_id") == model) for model in (OURS, BASELINE))
    return Score(
        horizon=horizon,
        n=int(ours["n"].sum()),
        wis=_mean(ours, "wis") or 0.0,
        base=_mean(base, "wis") or 0.0,
        relative=_ratio(_mean(ours, "wis"), _mean(base, "wis")),
        relative_log=_ratio(_mean(ours, "wis_log"), _mean(base, "wis_log")),
        coverage_50=_mean(ours, "coverage_50"),
        coverage_95=_mean(ours, "coverage_95"),
    )


def _mean(table: pl.DataFrame, name: str) -> float | None:
    known = table.filter(pl.col(name).is_not_null())
    weight = int(known["n"].sum())
    return float((known[name] * known["n"]).sum()) / weight if weight else None


def _ratio(own: float | None, base: float | None) -> float | None:
    """None when the baseline was never wrong: nothing can be better than that."""
    return None if own is None or not base else own / base


def _records(press: Press, record: pl.DataFrame | None) -> list[tuple[str, int, Seen, date]]:
    """Name, horizon, chart and first day of each place at the top."""
    if record is None:
        return []
    found = []
    names = {place.code: place.name for place in press.view.atlas.places}
    for code in record["area"].unique(maintain_order=True):
        mine = record.filter(pl.col("area") == code)
        horizon = int(np.median(mine["horizon"].unique()))
        one = mine.filter(pl.col("horizon") == horizon).sort("target_end_date")
        if code in names and not one.is_empty():
            found.append((names[code], horizon, seen(one), one["target_end_date"][0]))
    return found
