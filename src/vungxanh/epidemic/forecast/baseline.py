"""The hubs' flat baseline for the tasks of a scoreboard, from the truth as it was known for each of them.

For a forecast of reference date R the baseline sees what `known_before` R shows, and nothing dated from
the first target's end on (a table without versions would else show the target of horizon 0).
"""

from dataclasses import replace
from datetime import date

import numpy as np
import polars as pl

from vungxanh.epidemic.forecast.blocks import WEEK, running_sums
from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.vintage import known_before
from vungxanh.epidemic.panel import Panel, panel_of
from vungxanh.epidemic.scores import flat_quantiles

FLAT = "flat"
TASK = ["reference_date", "location", "horizon", "target_end_date"]


def flat_frame(
    tasks: pl.DataFrame, truth: pl.DataFrame, *, absent: float = np.nan, sums: bool = False
) -> pl.DataFrame:
    """Rows of the model "flat" (as a scoreboard takes them) for tasks: TASK.

    truth: area, date, value [, as_of]; gaps count as `absent`. `sums`: targets are 7-day sums of daily
    values.
    """
    parts = []
    for (reference,), asked in tasks.select(TASK).unique().group_by(["reference_date"], maintain_order=True):
        assert isinstance(reference, date)
        known = known_before(truth, reference).filter(pl.col("date") < asked["target_end_date"].min())
        if known.height:
            parts.append(_of_one(asked, _panel(known, absent, sums=sums)))
    empty = tasks.select(TASK).head(0).with_columns(level=pl.lit(0.0), value=pl.lit(0.0))
    return pl.concat([empty, *parts]).with_columns(model=pl.lit(FLAT))


def regular(truth: pl.DataFrame, *, absent: float, sums: bool) -> pl.DataFrame:
    """area, date, value on a regular axis, gaps filled with `absent`; 7-day sums where asked."""
    panel = _panel(truth, absent, sums=sums)
    days = pl.Series([panel.end_of(t) for t in range(panel.steps)], dtype=pl.Date)
    area, step = np.nonzero(np.isfinite(panel.values))
    return pl.DataFrame(
        {
            "area": pl.Series(panel.areas, dtype=pl.String).gather(area),
            "date": days.gather(step),
            "value": panel.values[area, step],
        }
    )


def _panel(known: pl.DataFrame, absent: float, *, sums: bool) -> Panel:
    weekly = not sums and known["date"].dt.weekday().n_unique() == 1
    panel = panel_of(known, step=WEEK if weekly else 1, absent=absent)
    return replace(panel, values=running_sums(panel.values)) if sums else panel


def _of_one(asked: pl.DataFrame, panel: Panel) -> pl.DataFrame:
    ends = asked["target_end_date"].unique().sort()
    ahead = np.array([-(-(end - panel.last_end).days // panel.step) for end in ends], np.intp)
    quantiles = flat_quantiles(panel.values, ahead, LEVELS)
    area, end, level = (axis.ravel() for axis in np.indices(quantiles.shape))
    rows = pl.DataFrame(
        {
            "location": pl.Series(panel.areas, dtype=pl.String).gather(area),
            "target_end_date": ends.gather(end),
            "level": LEVELS[level],
            "value": quantiles.ravel(),
        }
    ).filter(pl.col("value").is_finite())
    return asked.join(rows, on=["location", "target_end_date"], how="inner").select(*TASK, "level", "value")
