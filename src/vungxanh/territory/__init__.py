"""Areas: codes valid from-to, levels, parents, population, shapes, neighbours, names."""

from vungxanh.territory.levels import LEVELS, finer
from vungxanh.territory.neighbours import Neighbours
from vungxanh.territory.territory import Territory

__all__ = ["LEVELS", "Neighbours", "Territory", "finer"]
