"""Cases and households as points."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.errors import ClusterError
from vungxanh.epidemic.clusters.plane import Plane
from vungxanh.epidemic.clusters.tables.lonlat import COORDINATES, coordinates_of
from vungxanh.messages import message
from vungxanh.tables import Column, read_long

_EPOCH = date(1970, 1, 1).toordinal()


@dataclass(frozen=True)
class Points:
    """name (rows) as given or the row's number; xy in metres; day as ordinals (houses: none)."""

    name: tuple[str, ...]
    xy: NDArray[np.float64]
    day: NDArray[np.int64]
    plane: Plane | None


def read_points(path: Path) -> Points:
    """One row per case: case (optional), date, and lon/lat or x/y. Raises ClusterError."""
    named = Column("case", "text", required=False, empty=True, also=("case_id", "id"))
    dated = Column("date", "date", also=("onset_date", "day"))
    frame = read_long(path, [named, dated, *COORDINATES])
    xy, plane = coordinates_of(frame)
    _check_located(path, xy)
    day = frame["date"].to_physical().to_numpy().astype(np.int64) + _EPOCH
    return Points(_names(frame, "case"), xy, day, plane)


def read_houses(path: Path, plane: Plane | None) -> Points:
    """One row per household: household (optional) and coordinates, on the plane of the cases."""
    named = Column("household", "text", required=False, empty=True, also=("household_id", "house", "id"))
    frame = read_long(path, [named, *COORDINATES])
    xy, own = coordinates_of(frame, plane)
    _check_located(path, xy)
    if (own is None) != (plane is None):
        raise ClusterError(
            message("{file} and the cases must both have degrees or both metres", file=path.name)
        )
    return Points(_names(frame, "household"), xy, np.zeros(0, np.int64), own)


def _names(frame: pl.DataFrame, column: str) -> tuple[str, ...]:
    given = frame[column].to_list() if column in frame.columns else [None] * frame.height
    return tuple(name or str(n) for n, name in enumerate(given, 1))


def _check_located(path: Path, xy: NDArray[np.float64]) -> None:
    if len(xy) and np.isnan(xy).all():
        raise ClusterError(
            message(
                "{file} has no coordinates: it needs columns lon and lat, or x and y in metres",
                file=path.name,
            )
        )
