"""Lists of areas that come with the software: District 6 of 2021 and of 2025."""

from vungxanh.territory.builtin.lists import builtin_gazetteer, builtin_names, read_builtin

__all__ = ["builtin_gazetteer", "builtin_names", "read_builtin"]
