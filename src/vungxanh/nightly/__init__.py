"""The nightly run: every estimate for every area, province by province, on one machine or a cluster."""

from vungxanh.nightly.plan import PARTS, Plan, UnknownPart, WhichDisease, chosen
from vungxanh.nightly.run import nightly
from vungxanh.nightly.runners import RayMissing, Runner, in_processes, in_this_process, on_ray

__all__ = [
    "PARTS",
    "Plan",
    "RayMissing",
    "Runner",
    "UnknownPart",
    "WhichDisease",
    "chosen",
    "in_processes",
    "in_this_process",
    "nightly",
    "on_ray",
]
