"""The tables of a search for clusters, as analysts bring them."""

from vungxanh.epidemic.clusters.tables.areas import Listed, read_places
from vungxanh.epidemic.clusters.tables.counts import on_axis, read_baseline, read_counts
from vungxanh.epidemic.clusters.tables.earlier import read_earlier
from vungxanh.epidemic.clusters.tables.points import Points, read_houses, read_points

__all__ = [
    "Listed",
    "Points",
    "on_axis",
    "read_baseline",
    "read_counts",
    "read_earlier",
    "read_houses",
    "read_places",
    "read_points",
]
