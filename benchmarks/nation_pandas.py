"""The nation's colours as a pandas user would write them: wide tables, days down and areas across."""

from datetime import date
from pathlib import Path

import numpy as np
import pandas as pd

THRESHOLDS = (20, 50, 150)


def run(data: Path, out: Path, first: date, last: date) -> None:
    """Read, count, full grid, windows, colours, roll-up, write."""
    areas = pd.read_parquet(data / "areas.parquet").set_index("area")
    cases = pd.read_parquet(data / "cases.parquet", columns=["area", "day", "community"])
    days = pd.date_range(first, last)
    cases["day"] = pd.to_datetime(cases["day"])
    daily = cases.groupby(["day", "area"])["community"].agg(["size", "sum"])
    wide = {
        name: daily[column].unstack(fill_value=0).reindex(index=days, columns=areas.index, fill_value=0)
        for name, column in (("cases", "size"), ("community", "sum"))
    }
    population = areas["population"]
    write(wide, population, out / "areas.parquet")
    for unit in ("district", "province"):
        above = {name: table.T.groupby(areas[unit]).sum().T for name, table in wide.items()}
        write(above, population.groupby(areas[unit]).sum(), out / f"{unit}s.parquet")


def write(wide: dict[str, pd.DataFrame], population: pd.Series, path: Path) -> None:
    """Windows, counted and official level of one kind of unit, as a long table."""
    community = wide["community"]
    sum7 = community.rolling(7, min_periods=1).sum()
    sum14 = community.rolling(14, min_periods=1).sum()
    rate = sum7 * 1e5 / population
    level = sum((rate >= threshold).astype("int8") for threshold in THRESHOLDS)
    official = level.rolling(14, min_periods=1).max()
    days, units = community.shape
    pd.DataFrame(
        {
            "unit": np.repeat(community.columns.to_numpy(), days),
            "day": np.tile(community.index.to_numpy(), units),
            "cases": wide["cases"].to_numpy().ravel("F").astype("int32"),
            "community": community.to_numpy().ravel("F").astype("int32"),
            "sum7": sum7.to_numpy().ravel("F").astype("int32"),
            "sum14": sum14.to_numpy().ravel("F").astype("int32"),
            "level": level.to_numpy().ravel("F"),
            "official": official.to_numpy().ravel("F").astype("int8"),
        }
    ).to_parquet(path)
