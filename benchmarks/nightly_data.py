"""Made-up national epidemic for `nightly.py`: renewal in every province, uneven wards, tests, late weekends.

areas.csv        ward_code, district_code, province_code, population, lon, lat
neighbours.csv   one, other           wards of a province lie on a grid and touch along its lines
cases.parquet    area str, date date, cases i64, tests i64, positives i64
"""

from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

FIRST = date(2025, 6, 1)
WEEK = np.array([1.1, 1.1, 1.05, 1.0, 1.0, 0.95, 0.8])
GENERATION = np.array([0.05, 0.2, 0.25, 0.2, 0.13, 0.08, 0.05, 0.04])


@dataclass(frozen=True)
class Size:
    """How big the country is."""

    name: str
    wards: int
    days: int = 365
    provinces: int = 34

    @property
    def last(self) -> date:
        return FIRST + timedelta(days=self.days - 1)


SIZES = {
    size.name: size
    for size in (Size("small", 600, 150, 3), Size("communes", 10_000), Size("quarters", 100_000))
}


def make(size: Size, folder: Path, seed: int = 1) -> None:
    """Write the three files, unless they are there."""
    if (folder / "cases.parquet").is_file():
        return
    folder.mkdir(parents=True, exist_ok=True)
    rng = np.random.default_rng(seed)
    province = np.sort(rng.integers(0, size.provinces, size.wards))
    people = np.maximum(1500, rng.lognormal(8.9, 0.6, size.wards)).astype(np.int64)
    column, row = _grid(province)
    _areas(province, people, column, row).write_csv(folder / "areas.csv")
    _pairs(province, column, row).write_csv(folder / "neighbours.csv")
    cases = _cases(size, province, people, rng)
    tests = cases * 4 + rng.poisson(people[:, None] / 4000, cases.shape)
    days = pl.date_range(FIRST, size.last, eager=True)
    codes = pl.Series([f"{ward:06d}" for ward in range(size.wards)])
    pl.DataFrame(
        {
            "area": codes.gather(np.repeat(np.arange(size.wards), size.days)),
            "date": days.gather(np.tile(np.arange(size.days), size.wards)),
            "cases": cases.ravel(),
            "tests": tests.ravel(),
            "positives": cases.ravel(),
        }
    ).write_parquet(folder / "cases.parquet.part")
    (folder / "cases.parquet.part").rename(folder / "cases.parquet")


def _grid(province: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    place = np.arange(len(province)) - np.searchsorted(province, province)
    side = np.ceil(np.sqrt(np.bincount(province)))[province].astype(np.int64)
    return place % side, place // side


def _areas(
    province: NDArray[np.int64], people: NDArray[np.int64], column: NDArray[np.int64], row: NDArray[np.int64]
) -> pl.DataFrame:
    district = province * 1000 + (row // 4) * 30 + column // 4
    return pl.DataFrame(
        {
            "ward_code": [f"{ward:06d}" for ward in range(len(province))],
            "ward": [f"Ward {ward}" for ward in range(len(province))],
            "district_code": [f"D{d:06d}" for d in district],
            "province_code": [f"P{p:02d}" for p in province],
            "population": people,
            "lon": 103.0 + (province % 6) + column * 0.015,
            "lat": 9.0 + (province // 6) + row * 0.015,
        }
    )


def _pairs(province: NDArray[np.int64], column: NDArray[np.int64], row: NDArray[np.int64]) -> pl.DataFrame:
    place = {key: ward for ward, key in enumerate(zip(province, column, row, strict=True))}
    found = [
        (f"{ward:06d}", f"{other:06d}")
        for (p, x, y), ward in place.items()
        for step in ((1, 0), (0, 1))
        if (other := place.get((p, x + step[0], y + step[1]))) is not None
    ]
    return pl.DataFrame(found, schema=["one", "other"], orient="row")


def _cases(
    size: Size, province: NDArray[np.int64], people: NDArray[np.int64], rng: np.random.Generator
) -> NDArray[np.int64]:
    """Renewal with a reproduction number that wanders around 1 in each province; wards differ for good."""
    season = np.sin(np.arange(size.days) / 25 + rng.uniform(0, 6, (size.provinces, 1)))
    growth = np.exp(0.25 * season + rng.normal(0, 0.05, season.shape) - 0.05)
    risk = people / 10_000 * rng.lognormal(0, 0.7, size.wards)
    cases = np.zeros((size.wards, size.days), np.int64)
    for day in range(size.days):
        back = cases[:, max(0, day - len(GENERATION)) : day][:, ::-1]
        force = (back * GENERATION[: back.shape[1]]).sum(axis=1)
        mean = growth[province, day] * force * WEEK[day % 7] + 0.03 * risk
        cases[:, day] = rng.negative_binomial(5, 5 / (5 + np.minimum(mean, people / 500)))
    return cases
