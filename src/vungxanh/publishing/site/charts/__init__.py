"""Charts as numbers ready for SVG; templates/charts.html.j2 draws them and writes the words."""

from vungxanh.publishing.site.charts.epicurve import EpiCurve, epicurve
from vungxanh.publishing.site.charts.stack import Stack, stack

__all__ = ["EpiCurve", "Stack", "epicurve", "stack"]
