"""Areas from wherever a person names them: a file, or a list that comes with the software."""

from datetime import date
from pathlib import Path

from vungxanh.territory.builtin import read_builtin
from vungxanh.territory.reading import read_territory
from vungxanh.territory.territory import Territory


def read_any_territory(
    areas: Path | str, *, on: date | None = None, neighbours: Path | None = None
) -> Territory:
    """The areas of a file as they were `on` that day, or the built-in list of that name."""
    if isinstance(areas, Path):
        return read_territory(areas, on=on, neighbours=neighbours)
    return read_builtin(areas)
