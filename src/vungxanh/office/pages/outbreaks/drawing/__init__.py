"""Transmission trees as SVG: places in points, marks and words. No database, no requests."""

from vungxanh.office.pages.outbreaks.drawing.scene import Mark, Scene, scene_of
from vungxanh.office.pages.outbreaks.drawing.svg import drawn

__all__ = ["Mark", "Scene", "drawn", "scene_of"]
