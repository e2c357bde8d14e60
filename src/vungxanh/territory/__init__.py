"""Areas: codes valid from-to, levels, parents, population, shapes, neighbours, names."""

from vungxanh.territory.gazetteer import Dated, Gazetteer
from vungxanh.territory.geometry import simplified
from vungxanh.territory.levels import LEVEL_NAMES, LEVELS, finer
from vungxanh.territory.naming import Found, PlaceFinder, place_finder
from vungxanh.territory.neighbours import Neighbours
from vungxanh.territory.reading import read_gazetteer, read_territory
from vungxanh.territory.territory import Territory

__all__ = [
    "LEVELS",
    "LEVEL_NAMES",
    "Dated",
    "Found",
    "Gazetteer",
    "Neighbours",
    "PlaceFinder",
    "Territory",
    "finer",
    "place_finder",
    "read_gazetteer",
    "read_territory",
    "simplified",
]
