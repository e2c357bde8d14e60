"""From the areas of one day to those of another: crosswalks with shares, and series carried along them."""

from vungxanh.territory.succession.builtin import succession
from vungxanh.territory.succession.carry import Carried, carry
from vungxanh.territory.succession.crosswalk import Crosswalk, Link
from vungxanh.territory.succession.read import read_crosswalk

__all__ = ["Carried", "Crosswalk", "Link", "carry", "read_crosswalk", "succession"]
