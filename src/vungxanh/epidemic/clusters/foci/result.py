"""Foci as tables and on a map. They hold houses of sick people: for the health office only."""

from datetime import date
from typing import Any

import numpy as np
import polars as pl
import shapely
from numpy.typing import NDArray

from vungxanh.epidemic.clusters.drawing import disc
from vungxanh.epidemic.clusters.foci.find import Foci
from vungxanh.epidemic.clusters.foci.households import near_cases
from vungxanh.epidemic.clusters.plane import Plane

_EPOCH = date(1970, 1, 1).toordinal()


def foci_frame(
    foci: Foci, names: tuple[str, ...], day: NDArray[np.int64], xy: NDArray[np.float64]
) -> pl.DataFrame:
    """A row per case of a focus: focus, open, cases, first_day, last_day, case, date, x, y (metres)."""
    at = np.flatnonzero(foci.focus >= 0)
    at = at[np.lexsort((at, foci.focus[at]))]
    focus = foci.focus[at]
    return pl.DataFrame(
        {
            "focus": focus + 1,
            "open": foci.open[focus],
            "cases": foci.cases[focus],
            "first_day": _dates(foci.first_day[focus]),
            "last_day": _dates(foci.last_day[focus]),
            "case": [names[i] for i in at],
            "date": _dates(day[at]),
            "x": np.round(xy[at, 0], 2),
            "y": np.round(xy[at, 1], 2),
        }
    )


def houses_frame(
    foci: Foci,
    cases: NDArray[np.float64],
    houses: NDArray[np.float64],
    names: tuple[str, ...],
    radius: float,
) -> pl.DataFrame:
    """The households to treat: household, focus, distance_m to the nearest case of an open focus."""
    at = _in_open(foci)
    nearest, distance = near_cases(houses, cases[at], radius)
    near = np.flatnonzero(nearest >= 0)
    return pl.DataFrame(
        {
            "household": [names[i] for i in near],
            "focus": foci.focus[at[nearest[near]]] + 1,
            "distance_m": np.round(distance[near], 1),
        },
        schema={"household": pl.String(), "focus": pl.Int64(), "distance_m": pl.Float64()},
    ).sort("focus", "distance_m", "household")


def foci_features(foci: Foci, cases: NDArray[np.float64], radius: float, plane: Plane) -> dict[str, Any]:
    """GeoJSON: per open focus what lies within the radius of its cases' houses."""
    drawn = []
    for number in np.flatnonzero(foci.open):
        points = plane.degrees(cases[foci.focus == number])
        drawn.append(
            {
                "type": "Feature",
                "geometry": shapely.geometry.mapping(disc(points, radius)),
                "properties": {"focus": int(number) + 1, "cases": int(foci.cases[number])},
            }
        )
    return {"type": "FeatureCollection", "features": drawn}


def _in_open(foci: Foci) -> NDArray[np.intp]:
    open_ = np.append(foci.open, False)  # focus -1 looks up the last one: none
    return np.flatnonzero(open_[foci.focus])


def _dates(ordinals: NDArray[np.int64]) -> pl.Series:
    return pl.Series(ordinals - _EPOCH, dtype=pl.Int32).cast(pl.Date)
