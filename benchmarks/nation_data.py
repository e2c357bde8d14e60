"""Made-up national case data for `nation.py`: 11.6 million cases, 400 days, communes or quarters.

cases.parquet   case i64, area str, day date, community bool      in the order of the day
areas.parquet   area str, district str, province str, population i64
"""

from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

FIRST = date(2021, 5, 1)
PROVINCES = 63
DISTRICTS = 705
WAVES = 3


@dataclass(frozen=True)
class Size:
    """How big the nation is. `code` is the width of an area's number."""

    name: str
    areas: int
    code: int
    cases: int = 11_600_000
    days: int = 400
    people: int = 98_000_000

    @property
    def last(self) -> date:
        return FIRST + timedelta(days=self.days - 1)


SIZES = {
    size.name: size
    for size in (
        Size("communes", areas=11_000, code=5),
        Size("quarters", areas=100_000, code=7),
        Size("small", areas=1_000, code=5, cases=200_000, days=120, people=9_000_000),
    )
}


def make(size: Size, folder: Path, seed: int = 1) -> None:
    """Write the two files, unless they are there."""
    if (folder / "cases.parquet").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    areas = _areas(size, rng)
    areas.write_parquet(folder / "areas.parquet")
    province = areas["province"].cast(pl.Int32).to_numpy() - 1
    area, day = _cases(size, areas["population"].to_numpy(), province, rng)
    cases = pl.DataFrame(
        {
            "case": np.arange(size.cases, dtype=np.int64),
            "area": areas["area"].gather(area),
            "day": pl.Series(day + (FIRST - date(1970, 1, 1)).days).cast(pl.Date),
            "community": rng.random(size.cases) < 0.7,
        }
    )
    part = folder / "cases.part"
    cases.write_parquet(part)
    part.rename(folder / "cases.parquet")


def _areas(size: Size, rng: np.random.Generator) -> pl.DataFrame:
    """Areas in runs of districts in runs of provinces; odd populations, so no rate meets a threshold."""
    district = np.sort(rng.integers(0, DISTRICTS, size.areas - DISTRICTS).tolist() + list(range(DISTRICTS)))
    province = (district * PROVINCES) // DISTRICTS
    share = rng.lognormal(0.0, 0.6, size.areas)
    people = np.rint(share / share.sum() * size.people / 2).astype(np.int64) * 2 + 1
    return pl.DataFrame(
        {
            "area": [f"{n:0{size.code}d}" for n in range(1, size.areas + 1)],
            "district": [f"{d + 1:03d}" for d in district],
            "province": [f"{p + 1:02d}" for p in province],
            "population": people,
        }
    )


def _cases(
    size: Size, people: NDArray[np.int64], province: NDArray[np.int32], rng: np.random.Generator
) -> tuple[NDArray[np.int64], NDArray[np.int32]]:
    """Area and day of every case: provinces have waves of their own, areas differ in risk."""
    weight = people * rng.lognormal(0.0, 1.0, size.areas)
    days = np.arange(size.days)
    area = np.sort(rng.choice(size.areas, size.cases, p=weight / weight.sum()))
    bounds = np.searchsorted(province[area], np.arange(PROVINCES + 1))
    day = np.empty(size.cases, np.int32)
    for first, stop in pairwise(bounds):
        middle, width = rng.uniform(0, size.days, WAVES), rng.uniform(10, 40, WAVES)
        curve = 0.02 + (np.exp(-(((days[:, None] - middle) / width) ** 2)) * rng.random(WAVES)).sum(axis=1)
        day[first:stop] = rng.choice(size.days, stop - first, p=curve / curve.sum())
    order = np.lexsort((rng.random(size.cases), day))
    return area[order], day[order]
