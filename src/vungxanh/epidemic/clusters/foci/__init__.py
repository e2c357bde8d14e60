"""Foci of a disease rule on points: which cases belong together, and which households lie near them."""

from vungxanh.epidemic.clusters.foci.find import Foci, find_foci
from vungxanh.epidemic.clusters.foci.households import near_cases
from vungxanh.epidemic.clusters.foci.request import FociRequest, find_on_points
from vungxanh.epidemic.clusters.foci.result import foci_features, foci_frame, houses_frame
from vungxanh.epidemic.clusters.foci.rule import FocusRule, read_focus_rule

__all__ = [
    "Foci",
    "FociRequest",
    "FocusRule",
    "find_foci",
    "find_on_points",
    "foci_features",
    "foci_frame",
    "houses_frame",
    "near_cases",
    "read_focus_rule",
]
