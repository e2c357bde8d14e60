"""The baseline that each published forecast is compared with: nothing changes but chance.

Made from the published counts of the same day and published with the forecast: nobody can choose it later.
"""

from datetime import timedelta

import numpy as np
import polars as pl

from vungxanh.epidemic.panel import panel_of
from vungxanh.epidemic.scores import flat_quantiles
from vungxanh.publishing.marks import SHOWN

OURS, BASELINE = "vungxanh", "baseline"
HISTORY_DAYS = 180


def with_baseline(forecast: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame:
    """The forecast under the name of its model, and the baseline's answers to the same daily questions."""
    ours = forecast.select(pl.lit(OURS).alias("model_id"), *forecast.columns)
    daily = forecast.filter(_is_daily())
    flat = _flat(daily, counts)
    return ours if flat is None else pl.concat([ours, flat.select(ours.columns)], how="vertical_relaxed")


def _is_daily() -> pl.Expr:
    days = (pl.col("target_end_date") - pl.col("reference_date")).dt.total_days()
    return (days == pl.col("horizon")) & (days > 0)


def _flat(daily: pl.DataFrame, counts: pl.DataFrame) -> pl.DataFrame | None:
    if daily.is_empty():
        return None
    reference = daily["reference_date"].max()
    asked = daily.select("location").unique()
    known = counts.filter(
        pl.col("status") == SHOWN,
        pl.col("day") <= reference,
        pl.col("day") > pl.lit(reference) - timedelta(days=HISTORY_DAYS),
    ).join(asked, left_on="area", right_on="location", how="semi")
    if known.is_empty():
        return None
    panel = panel_of(known.select("area", date="day", value="cases"), step=1)
    levels = daily["output_type_id"].unique(maintain_order=True).to_list()
    numbers = np.array([float(level) for level in levels])
    targets = sorted(set(daily["target_end_date"]))
    ahead = np.array([(day - panel.last_end).days for day in targets], np.intp)
    order = np.argsort(numbers)
    quantiles = np.rint(flat_quantiles(panel.values, ahead, numbers[order]))
    days = pl.Series(targets).gather(np.repeat(np.arange(len(targets)), len(levels)))
    rows = pl.DataFrame(
        {
            "location": np.repeat(panel.areas, len(targets) * len(levels)),
            "target_end_date": pl.concat([days] * len(panel.areas)),
            "output_type_id": np.tile([levels[i] for i in order], len(panel.areas) * len(targets)),
            "value": quantiles.ravel(),
        }
    )
    asked_for = daily.select("reference_date", "location", "horizon", "target_end_date").unique(
        maintain_order=True
    )
    return asked_for.join(rows, on=["location", "target_end_date"], maintain_order="left").with_columns(
        model_id=pl.lit(BASELINE), output_type=pl.lit("quantile")
    )
