"""The long table of an estimate: a row per area, day and kind."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel
from vungxanh.epidemic.rt.estimate import RtEstimate
from vungxanh.epidemic.rt.growth import doubling_days, growth_of
from vungxanh.epidemic.rt.summary import COLUMNS

KINDS = ("filter", "smoother", "cori")


def rt_table(
    panel: Panel, found: RtEstimate, cori: NDArray[np.float64], generation: NDArray[np.float64]
) -> pl.DataFrame:
    """area, date, kind, mean, q025, q25, q50, q75, q975, p_above_1, enough, growth, doubling_days.

    growth belongs to the median; doubling_days is negative where cases halve. Cori's
    days before its window is full are null.
    """
    estimates = (found.filter.values, found.smoother.values, cori)
    values = np.stack([each.astype(np.float64) for each in estimates], axis=2).reshape(-1, len(COLUMNS))
    growth = growth_of(values[:, COLUMNS.index("q50")], generation)
    numbers = {name: values[:, i] for i, name in enumerate(COLUMNS)}
    return pl.DataFrame(
        {
            **_axis(panel),
            **numbers,
            "enough": np.repeat(found.enough.ravel(), len(KINDS)),
            "growth": growth,
            "doubling_days": doubling_days(growth),
        }
    ).with_columns(pl.col(pl.Float64).fill_nan(None))


def latest(table: pl.DataFrame, kind: str = "filter") -> pl.DataFrame:
    """The last day of each area, the likeliest growth first; areas without enough cases come last."""
    of_kind = table.filter(pl.col("kind") == kind).group_by("area", maintain_order=True).last()
    return of_kind.sort("enough", "p_above_1", descending=True, maintain_order=True)


def _axis(panel: Panel) -> dict[str, pl.Series]:
    """Area, date and kind of every row: the kinds of a day stand together."""
    areas, days, kinds = len(panel.areas), panel.steps, len(KINDS)
    dates = pl.Series([panel.end_of(step) for step in range(days)], dtype=pl.Date)
    return {
        "area": pl.Series(panel.areas, dtype=pl.String).gather(np.repeat(np.arange(areas), days * kinds)),
        "date": dates.gather(np.tile(np.repeat(np.arange(days), kinds), areas)),
        "kind": pl.Series(KINDS, dtype=pl.String).gather(np.tile(np.arange(kinds), areas * days)),
    }
