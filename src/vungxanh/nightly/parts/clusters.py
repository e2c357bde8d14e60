"""Unusual gatherings of cases among the finest areas of the shard."""

import numpy as np
import polars as pl

from vungxanh.nightly.scene import Scene

STOP_AFTER = 20
"""Replicas as unusual as what was found that settle that it is nothing unusual."""


def clusters(scene: Scene) -> pl.DataFrame | None:
    """The scan of the last weeks; None where no area has a place on the map."""
    from vungxanh.epidemic.clusters import Options, followed, places_of, scan  # noqa: PLC0415 - compiles kernels

    territory = scene.counts.territory
    if territory.label_points is None:
        return None
    level = territory.present_levels[0]
    finest = territory.at_level(level)
    cases = scene.counts.cases[finest]
    if len(finest) < 2 or not cases.any() or scene.counts.days < scene.plan.scan_days:
        return None
    found = scan(
        np.maximum(cases, 0),
        places_of(territory, level=level),
        last=scene.counts.last,
        days=scene.plan.scan_days,
        replicas=scene.plan.replicas,
        seed=scene.number,
        most_areas=scene.plan.largest_zone,
        options=Options(stop_after=STOP_AFTER),
    )
    table = followed(found.frame(), scene.task.clusters_before)
    # Numbers of clusters start anew in every shard.
    return table.with_columns(tree=pl.lit(scene.task.key))
