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
    axis = _axis(panel, found.enough)
    estimates: tuple[NDArray[np.floating], ...] = (found.filter.values, found.smoother.values, cori)
    parts = [_of_kind(axis, kind, values, generation) for kind, values in zip(KINDS, estimates, strict=True)]
    return pl.concat(parts).sort("area", "date", maintain_order=True)


def latest(table: pl.DataFrame, kind: str = "filter") -> pl.DataFrame:
    """The last day of each area, the likeliest growth first; areas without enough cases come last."""
    of_kind = table.filter(pl.col("kind") == kind).group_by("area", maintain_order=True).last()
    return of_kind.sort("enough", "p_above_1", descending=True, maintain_order=True)


def _axis(panel: Panel, enough: NDArray[np.bool_]) -> pl.DataFrame:
    areas = len(panel.areas)
    dates = [panel.end_of(step) for step in range(panel.steps)]
    return pl.DataFrame(
        {
            "area": pl.Series(panel.areas, dtype=pl.String).gather(np.repeat(np.arange(areas), panel.steps)),
            "date": pl.Series(dates, dtype=pl.Date).gather(np.tile(np.arange(panel.steps), areas)),
            "enough": enough.ravel(),
        }
    )


def _of_kind(
    axis: pl.DataFrame, kind: str, values: NDArray[np.floating], generation: NDArray[np.float64]
) -> pl.DataFrame:
    flat = values.reshape(-1, len(COLUMNS)).astype(np.float64)
    growth = growth_of(flat[:, COLUMNS.index("q50")], generation)
    return pl.DataFrame(
        {
            "area": axis["area"],
            "date": axis["date"],
            "kind": pl.Series([kind], dtype=pl.String).new_from_index(0, len(axis)),
            **{name: flat[:, i] for i, name in enumerate(COLUMNS)},
            "enough": axis["enough"],
            "growth": growth,
            "doubling_days": doubling_days(growth),
        }
    ).with_columns(pl.col(pl.Float64).fill_nan(None))
