"""The areas of a search: a territory of any kind, or a plain table of area, population and coordinates."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np

from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.epidemic.clusters.places import Places, places_of
from vungxanh.epidemic.clusters.tables.lonlat import COORDINATES, coordinates_of
from vungxanh.messages import message
from vungxanh.tables import Column, TableError, read_long
from vungxanh.territory import LEVELS, Neighbours, Territory, read_any_territory
from vungxanh.territory.errors import NoNameColumn

_TABLES = {".csv", ".tsv", ".txt", ".parquet", ".xlsx", ".xls", ".ods"}
_COLUMNS = [
    Column("area", "text", also=("location", "code", "area_code")),
    Column("population", "number", required=False, empty=True, also=("pop",)),
    Column("name", "text", required=False, empty=True),
]


@dataclass(frozen=True)
class Listed:
    """Places, the territory they are from (None: a plain table), and the codes known at any level."""

    places: Places
    territory: Territory | None
    known: frozenset[str]


def read_places(
    areas: Path | str,
    *,
    counted: Collection[str],
    level: str | None = None,
    on: date | None = None,
    neighbours: Path | None = None,
) -> Listed:
    """The areas of one level: the one asked for, else the finest that the counted codes name."""
    plain = _plain(areas, neighbours)
    if plain is not None:
        return Listed(plain, None, frozenset(plain.codes))
    territory = read_any_territory(areas, on=on, neighbours=neighbours)
    if level is not None and level not in territory.present_levels:
        raise ClusterError(
            message(
                "There are no areas of level {level}; there are: {levels}",
                level=level,
                levels=", ".join(territory.present_levels),
            )
        )
    seen = {territory.levels[territory.index[code]] for code in counted if code in territory.index}
    finest = next((name for name in LEVELS if name in seen), None)
    return Listed(places_of(territory, level=level or finest), territory, frozenset(territory.codes))


def _plain(areas: Path | str, neighbours: Path | None) -> Places | None:
    """A table with area codes but no names, or with metres for coordinates; None if it is a territory."""
    if isinstance(areas, str) or areas.suffix.lower() not in _TABLES:
        return None
    try:
        territory = read_any_territory(areas, neighbours=neighbours)
    except NoNameColumn:
        return _read_plain(areas)
    if territory.label_points is not None:
        return None
    try:
        listed = _read_plain(areas)
    except TableError:
        return None
    return listed if listed.located.any() else None


def _read_plain(path: Path) -> Places:
    frame = read_long(path, [*_COLUMNS, *COORDINATES])
    codes = tuple(frame["area"].to_list())
    if len(set(codes)) < len(codes):
        twice = next(code for n, code in enumerate(codes) if code in codes[:n])
        raise ClusterError(message("{file}: area {area} is listed twice", file=path.name, area=twice))
    xy, _ = coordinates_of(frame)
    nothing = np.full(len(codes), np.nan)
    people = frame["population"].to_numpy() if "population" in frame.columns else nothing
    names = frame["name"].to_list() if "name" in frame.columns else codes
    shown = tuple(name or code for name, code in zip(names, codes, strict=True))
    return Places(codes, shown, np.asarray(people, np.float64), xy, Neighbours.unknown(len(codes)))
