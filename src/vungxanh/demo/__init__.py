"""A simulated outbreak in District 6 with its truth saved beside it: for the demo, drills and tests."""

from vungxanh.demo.parameters import Parameters, read_parameters
from vungxanh.demo.simulate import Simulated, simulate

__all__ = ["Parameters", "Simulated", "read_parameters", "simulate"]
