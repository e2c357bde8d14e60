"""Colours to come: the shard's futures through the criteria."""

import polars as pl

from vungxanh.nightly.scene import Scene
from vungxanh.outlook import outlook as look_into
from vungxanh.zoning import colour


def outlook(scene: Scene) -> pl.DataFrame:
    """The same table as `assess --outlook`."""
    task, plan = scene.task, scene.plan
    colours = colour(task.counts, task.pack, history=task.history, warmup=task.warmup)
    made = look_into(
        colours,
        horizon=plan.horizon,
        draws=plan.draws,
        seed=scene.number,
        nowcast=scene.nowcast,
    )
    return made.frame(task.own)
