"""Reading lists of areas: maps and tables, with the names that people give their columns."""

from vungxanh.territory.reading.read import read_gazetteer, read_territory

__all__ = ["read_gazetteer", "read_territory"]
