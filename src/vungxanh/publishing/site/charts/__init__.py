"""Charts as numbers ready for SVG; templates/charts.html.j2 and ahead_charts.html.j2 draw them with words."""

from vungxanh.publishing.site.charts.bands import Fan, RtBand, fan, rt_band
from vungxanh.publishing.site.charts.chances import Chances, chances
from vungxanh.publishing.site.charts.epicurve import EpiCurve, epicurve
from vungxanh.publishing.site.charts.stack import Stack, stack

__all__ = ["Chances", "EpiCurve", "Fan", "RtBand", "Stack", "chances", "epicurve", "fan", "rt_band", "stack"]
