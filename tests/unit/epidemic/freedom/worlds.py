"""Small worlds for the tests of freedom from infection."""

from datetime import date

import numpy as np
import polars as pl

from vungxanh.territory import Neighbours, Territory

FIRST = date(2021, 9, 1)


def territory(
    population: tuple[float, ...] = (16_000.0, 9_000.0, float("nan")), *, touching: bool = True
) -> Territory:
    """Wards 1, 2, ... of one district D; 1 touches 2, 2 touches 3 and so on."""
    wards = len(population)
    pairs = np.array([(i, i + 1) for i in range(wards - 1)], np.int32).reshape(-1, 2)
    return Territory(
        day=FIRST,
        codes=(*(str(i + 1) for i in range(wards)), "D"),
        names=(*(f"Phường {i + 1}" for i in range(wards)), "Quận"),
        levels=("ward",) * wards + ("district",),
        parent=np.array([wards] * wards + [-1], np.int32),
        population=np.array([*population, np.nansum(population)]),
        neighbours=Neighbours.from_pairs(wards + 1, pairs) if touching else Neighbours.unknown(wards + 1),
        valid_from=(None,) * (wards + 1),
        valid_to=(None,) * (wards + 1),
    )


def survey_rows(*rows: tuple[object, ...], columns: tuple[str, ...] = ()) -> pl.DataFrame:
    """Rows area, day of September, tested, positive and more."""
    names = ("area", "date", "tested", "positive", *columns)
    return pl.DataFrame(
        [(r[0], date(2021, 9, int(str(r[1]))), *r[2:]) for r in rows], schema=names, orient="row"
    )
