"""Where cases pile up: the space-time scan over areas, and the foci of a disease rule over points."""

from vungxanh.epidemic.clusters.alarm import followed, read_alarm
from vungxanh.epidemic.clusters.cluster import Cluster
from vungxanh.epidemic.clusters.drawing import disc, features
from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.epidemic.clusters.forming import Options
from vungxanh.epidemic.clusters.places import Places, places_of
from vungxanh.epidemic.clusters.plane import Plane
from vungxanh.epidemic.clusters.result import Scan
from vungxanh.epidemic.clusters.scan import scan

__all__ = [
    "Cluster",
    "ClusterError",
    "Options",
    "Places",
    "Plane",
    "Scan",
    "disc",
    "features",
    "followed",
    "places_of",
    "read_alarm",
    "scan",
]
