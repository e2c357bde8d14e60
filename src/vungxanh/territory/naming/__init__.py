"""Vietnamese place names however they are typed: found when they mean one area, else explained."""

from vungxanh.territory.naming.finder import Found, PlaceFinder, place_finder

__all__ = ["Found", "PlaceFinder", "place_finder"]
