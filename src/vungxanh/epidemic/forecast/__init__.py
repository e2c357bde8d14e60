"""Forecast: what the next steps of every area may bring, as full distributions."""

from vungxanh.epidemic.forecast.engine import Forecast, forecast

__all__ = ["Forecast", "forecast"]
