"""Cases of the coming days at every level of the tree, in hubverse columns."""

from datetime import timedelta

import numpy as np
import polars as pl

from vungxanh.epidemic.forecast.daily import forecast_days
from vungxanh.epidemic.forecast.hub import hub_frame
from vungxanh.nightly.scene import Scene


def forecast(scene: Scene) -> pl.DataFrame:
    """Quantiles of each coming day."""
    levels, panel = np.array(scene.plan.levels), scene.panel
    quantiles = forecast_days(
        panel,
        horizon=scene.plan.horizon,
        levels=levels,
        parents=scene.parents,
        seed=scene.number,
    )
    ends = [panel.last_end + timedelta(days=ahead + 1) for ahead in range(scene.plan.horizon)]
    return hub_frame(panel.last_end, panel.areas, ends, levels, quantiles, step=1)
