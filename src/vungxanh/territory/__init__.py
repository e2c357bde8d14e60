"""Areas: codes valid from-to, levels, parents, population, shapes, neighbours, names."""

from vungxanh.territory.builtin import builtin_gazetteer, builtin_names, read_builtin
from vungxanh.territory.gazetteer import Dated, Gazetteer
from vungxanh.territory.geometry import simplified
from vungxanh.territory.levels import LEVEL_NAMES, LEVELS, finer
from vungxanh.territory.naming import Found, PlaceFinder, place_finder
from vungxanh.territory.neighbours import Neighbours
from vungxanh.territory.opening import read_any_territory
from vungxanh.territory.reading import read_gazetteer, read_territory
from vungxanh.territory.succession import Carried, Crosswalk, Link, carry, read_crosswalk, succession
from vungxanh.territory.territory import Territory

__all__ = [
    "LEVELS",
    "LEVEL_NAMES",
    "Carried",
    "Crosswalk",
    "Dated",
    "Found",
    "Gazetteer",
    "Link",
    "Neighbours",
    "PlaceFinder",
    "Territory",
    "builtin_gazetteer",
    "builtin_names",
    "carry",
    "finer",
    "place_finder",
    "read_any_territory",
    "read_builtin",
    "read_crosswalk",
    "read_gazetteer",
    "read_territory",
    "simplified",
    "succession",
]
