"""Forecast: what the next steps of every area may bring, as full distributions."""

from vungxanh.epidemic.forecast.change import Change
from vungxanh.epidemic.forecast.engine import Forecast, forecast
from vungxanh.epidemic.forecast.paths import sample_paths

__all__ = ["Change", "Forecast", "forecast", "sample_paths"]
