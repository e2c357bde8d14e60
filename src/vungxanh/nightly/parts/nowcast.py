"""Quantiles of the days that late reports still complete."""

import polars as pl

from vungxanh.nightly.scene import Scene


def nowcast(scene: Scene) -> pl.DataFrame | None:
    """Columns area, reference_date, output_type_id, value; None where nothing tells of late reports."""
    made = scene.nowcast
    return None if made is None else made.frame()
