"""Cases of the coming days at every level of the tree, in hubverse columns."""

from datetime import timedelta

import numpy as np
import polars as pl

from vungxanh.epidemic.forecast.hub import hub_frame
from vungxanh.nightly.scene import Scene


def forecast(scene: Scene) -> pl.DataFrame:
    """Quantiles of the shard's futures, day by day."""
    levels = np.array(scene.plan.levels)
    values = np.quantile(scene.paths[:, scene.task.own], levels, axis=0, method="inverted_cdf")
    last = scene.counts.last
    ends = [last + timedelta(days=ahead + 1) for ahead in range(scene.plan.horizon)]
    quantiles = np.moveaxis(values, 0, -1).astype(np.float64)
    return hub_frame(last, scene.counts.territory.codes, ends, levels, quantiles, step=1)
