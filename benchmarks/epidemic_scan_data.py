"""Real counts for the benchmark of the scan, and what is usual in them: area shares times the day's total."""

from dataclasses import dataclass
from datetime import date
from pathlib import Path

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic.clusters import Places, places_of
from vungxanh.territory import read_territory

SHARED = Path(__file__).resolve().parents[2] / "shared" / "data"


@dataclass(frozen=True)
class Real:
    """Counts (areas, days) of one place; the last column is the day `last`."""

    name: str
    places: Places
    counts: NDArray[np.float64]
    last: date

    @property
    def usual(self) -> NDArray[np.float64]:
        """What there would be without clusters: each area's share of all cases x the day's smoothed total."""
        days = np.ones(7) / 7
        total = np.convolve(np.pad(self.counts.sum(axis=0), 3, mode="edge"), days, mode="valid")
        share = self.counts.sum(axis=1) + 0.5
        return np.outer(share / share.sum(), total)


def nyc(first: date = date(2021, 1, 15), last: date = date(2021, 5, 31)) -> Real:
    """New York City ZIP areas, new cases per publication day."""
    folder = SHARED / "nyc-zip-2020-21"
    places = places_of(read_territory(folder / "modzcta_info.csv"), level="ward")
    long = pl.read_parquet(folder / "zip_cumulative_by_publication_day.parquet").select(
        pl.col("published").str.to_date().alias("date"), pl.col("modzcta").cast(pl.String), "cum_cases"
    )
    wide = long.pivot("date", index="modzcta", values="cum_cases")
    days = pl.date_range(first, last, "1d", eager=True)
    table = np.full((len(places), len(days) + 1), np.nan)
    row = {code: n for n, code in enumerate(wide["modzcta"])}
    before = [date.fromordinal(first.toordinal() - 1), *days]
    for j, day in enumerate(before):
        if str(day) in wide.columns:
            column = wide[str(day)].to_numpy()
            table[:, j] = [column[row[code]] if code in row else np.nan for code in places.codes]
    filled = _carried(table)
    return Real("New York City, ZIP areas, 2021", places, np.maximum(np.diff(filled, axis=1), 0), last)


def hcmc(last: date = date(2021, 7, 8)) -> Real:
    """Wards of Ho Chi Minh City, COVID-19."""
    territory = read_territory(SHARED / "hcmc-boundaries-2021/hcmc_wards_312_simplified.geojson")
    long = pl.read_csv(
        SHARED / "vn-covid-ward-daily-2021/hcmc_ward_daily.csv", schema_overrides={"ward_code": pl.String}
    ).select(pl.col("date").str.to_date(), pl.col("ward_code").alias("area"), "cases")
    return _real("Ho Chi Minh City, wards, 2021", places_of(territory, level="ward"), long, last)


def kaohsiung(first: date = date(2014, 6, 15), last: date = date(2014, 12, 31)) -> Real:
    """Villages of Kaohsiung, dengue by notification day, imported cases left out."""
    year = last.year
    folder = SHARED / "taiwan-dengue-2014"
    territory = read_territory(folder / f"kaohsiung_{year}_villages.csv")
    long = (
        pl.read_parquet(folder / f"kaohsiung_{year}.parquet")
        .filter((pl.col("imported") == 0) & (pl.col("notified_date").cast(pl.Date) >= first))
        .select(
            pl.col("notified_date").cast(pl.Date).alias("date"),
            pl.col("village_code").alias("area"),
            cases="n",
        )
    )
    return _real(f"Kaohsiung, villages, {year}", places_of(territory, level="ward"), long, last)


def _real(name: str, places: Places, long: pl.DataFrame, last: date) -> Real:
    index = {code: n for n, code in enumerate(places.codes)}
    used = long.filter(pl.col("area").is_in(list(index)) & (pl.col("date") <= last))
    first = used["date"].min()
    assert isinstance(first, date)
    table = np.zeros((len(places), (last - first).days + 1))
    at = used["area"].replace_strict(index, return_dtype=pl.Int64).to_numpy()
    np.add.at(table, (at, (used["date"] - first).dt.total_days().to_numpy()), used["cases"].to_numpy())
    return Real(name, places, table, last)


def _carried(table: NDArray[np.float64]) -> NDArray[np.float64]:
    """Missing days take the value of the day before."""
    known = np.where(np.isnan(table), 0, np.arange(table.shape[1]))
    filled: NDArray[np.float64] = table[np.arange(len(table))[:, None], np.maximum.accumulate(known, axis=1)]
    return np.nan_to_num(filled)
