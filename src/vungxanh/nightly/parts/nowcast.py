"""Quantiles of the days that late reports still complete."""

from datetime import timedelta

import numpy as np
import polars as pl

from vungxanh.nightly.scene import Scene


def nowcast(scene: Scene) -> pl.DataFrame | None:
    """Columns area, reference_date, output_type_id, value; None without dates of report."""
    made = scene.nowcast
    if made is None:
        return None
    areas, days, levels = made.quantiles.shape
    dates = [made.first + timedelta(days=made.step * day) for day in range(days)]
    return pl.DataFrame(
        {
            "area": pl.Series(made.areas, dtype=pl.String).gather(np.repeat(np.arange(areas), days * levels)),
            "reference_date": pl.Series(dates).gather(np.tile(np.repeat(np.arange(days), levels), areas)),
            "output_type_id": np.tile(made.levels, areas * days),
            "value": made.quantiles.ravel(),
        }
    )
