"""How late reports come: reporting triangles and delay distributions."""

from vungxanh.epidemic.delays.building import triangle_of, triangle_of_cases, triangle_of_vintages
from vungxanh.epidemic.delays.errors import NegativeDelay, NothingReported, OffStep, TriangleError
from vungxanh.epidemic.delays.triangle import Triangle

__all__ = [
    "NegativeDelay",
    "NothingReported",
    "OffStep",
    "Triangle",
    "TriangleError",
    "triangle_of",
    "triangle_of_cases",
    "triangle_of_vintages",
]
