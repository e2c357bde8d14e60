"""How late reports come: reporting triangles and delay distributions."""

from vungxanh.epidemic.delays.building import triangle_of, triangle_of_cases, triangle_of_vintages
from vungxanh.epidemic.delays.chain import step_triangles
from vungxanh.epidemic.delays.distribution import Delays, delay_distribution
from vungxanh.epidemic.delays.errors import NegativeDelay, NothingReported, OffStep, TriangleError
from vungxanh.epidemic.delays.triangle import Triangle

__all__ = [
    "Delays",
    "NegativeDelay",
    "NothingReported",
    "OffStep",
    "Triangle",
    "TriangleError",
    "delay_distribution",
    "step_triangles",
    "triangle_of",
    "triangle_of_cases",
    "triangle_of_vintages",
]
