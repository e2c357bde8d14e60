"""Shapes of areas: repair, union, neighbours, label points, fewer vertices."""

from vungxanh.territory.geometry.adjacency import touching, touching_by_level
from vungxanh.territory.geometry.shapes import label_points, repaired, united
from vungxanh.territory.geometry.simplify import simplified

__all__ = ["label_points", "repaired", "simplified", "touching", "touching_by_level", "united"]
