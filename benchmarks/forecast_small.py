"""Small areas with daily counts: ZIP areas, provinces, villages, wards. Targets: sums of days 1-7 and of
days 8-14.

There is no hub here, so the baseline is the flat one of the hubs, from all overlapping 7-day sums known.
"""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta

import numpy as np
import polars as pl

from benchmarks.forecast_sets import DATA, DAY, WEEK, DataSet, Goal, Origin, week_sums
from vungxanh.epidemic.forecast.hub import LEVELS, hub_frame
from vungxanh.epidemic.panel import Panel, panel_of
from vungxanh.epidemic.scores import flat_quantiles

GOALS = (
    Goal("relative_wis_log", "1", 0.80, 0.72),
    Goal("relative_wis_log", "2", 0.88, 0.75),
    Goal("relative_wis", "1", 0.85, 0.75),
    Goal("relative_wis", "2", 1.00, 0.90),
)


def nyc() -> DataSet:
    """177 ZIP areas by day of publication; a day without publication adds to the next.

    On 27 July 2021 170,000 earlier probable cases were added at once: the last target ends the day before.
    """
    raw = pl.read_parquet(DATA / "nyc-zip-2020-21" / "zip_cumulative_by_publication_day.parquet").select(
        pl.col("published").str.to_date().alias("date"),
        pl.col("modzcta").cast(pl.String).alias("area"),
        pl.col("cum_cases").alias("total"),
    )
    info = pl.read_csv(DATA / "nyc-zip-2020-21" / "modzcta_info.csv").select(
        area=pl.col("MODIFIED_ZCTA").cast(pl.String),
        population=pl.col("POP_DENOMINATOR").cast(pl.Float64),
        parent="BOROUGH_GROUP",
    )
    return _set("nyc", _daily_of(raw), info, date(2020, 9, 1), date(2021, 7, 12), WEEK)


def italy() -> DataSet:
    """106 provinces; falling totals count as no case."""
    folder = DATA / "italy-provinces"
    raw = pl.read_parquet(folder / "province_cumulative_daily.parquet").select(
        pl.col("date").cast(pl.Date), area=pl.col("province_code").cast(pl.String), total="cum_cases"
    )
    return _set("italy", _daily_of(raw), None, date(2020, 11, 4), date(2022, 12, 14), WEEK)


def kaohsiung(year: int) -> DataSet:
    """Dengue by village and day of notification."""
    folder = DATA / "taiwan-dengue-2014"
    cases = pl.read_parquet(folder / f"kaohsiung_{year}.parquet").filter(pl.col("village_code") != "")
    daily = cases.group_by(area="village_code", date=pl.col("notified_date").cast(pl.Date)).agg(
        pl.col("n").cast(pl.Float64).sum().alias("value")
    )
    info = cases.group_by(area="village_code").agg(parent=pl.col("district_code").first())
    return _set(f"kaohsiung-{year}", daily, info, date(year, 3, 12), date(year, 12, 10), WEEK)


def hcmc() -> DataSet:
    """Wards of Ho Chi Minh City by day of announcement; 13 July is partial and left out."""
    raw = pl.read_csv(
        DATA / "vn-covid-ward-daily-2021" / "hcmc_ward_daily.csv",
        schema_overrides={"ward_code": str, "district_code": str},
    ).select(
        pl.col("date").str.to_date(),
        area="ward_code",
        value=pl.col("cases").cast(pl.Float64),
        parent="district_code",
    )
    raw = raw.filter(pl.col("date") <= date(2021, 7, 12))
    info = raw.group_by("area").agg(pl.col("parent").first())
    return _set("hcmc", raw.drop("parent"), info, date(2021, 6, 10), date(2021, 6, 28), DAY)


def _daily_of(raw: pl.DataFrame) -> pl.DataFrame:
    """New cases a day from running totals; what a table without that day's row would show is no new case."""
    days = pl.DataFrame({"date": pl.date_range(raw["date"].min(), raw["date"].max(), "1d", eager=True)})
    grid = raw.select("area").unique().join(days, how="cross").join(raw, on=["area", "date"], how="left")
    total = pl.col("total").forward_fill().over("area", order_by="date")
    return (
        grid.with_columns(total)
        .sort("area", "date")
        .select("area", "date", value=pl.col("total").diff().over("area").clip(0).cast(pl.Float64))
        .filter(pl.col("value").is_not_null())
    )


def _set(
    name: str, daily: pl.DataFrame, info: pl.DataFrame | None, first: date, last: date, step: timedelta
) -> DataSet:
    if info is not None:
        daily = daily.join(info, on="area", how="semi")
    panel = panel_of(daily, step=1, absent=0.0, population=_people(info))
    whole = _with_parents(panel, info)
    truth = week_sums(_long(panel))
    days = [first + step * k for k in range((last - first) // step + 1)]
    flat = pl.concat([_flat(origin, len(panel.areas)) for origin in _origins(whole, days)])
    return DataSet(
        name, "days", lambda every: _origins(whole, days[::every]), truth, {"flat": flat}, "flat", GOALS
    )


def _people(info: pl.DataFrame | None) -> pl.DataFrame | None:
    return info if info is not None and "population" in info.columns else None


def _with_parents(panel: Panel, info: pl.DataFrame | None) -> tuple[Panel, np.ndarray]:
    """The panel with a row for each group and one for all; each row's parent or -1."""
    place = {} if info is None else dict(info.select("area", "parent").iter_rows())
    names = sorted({str(name) for name in place.values()})
    top = len(panel.areas) + len(names)
    of = [len(panel.areas) + names.index(str(place[area])) if place else top for area in panel.areas]
    parents = np.array(of + [top] * len(names) + [-1], np.intp)
    values = np.zeros((top + 1, panel.steps))
    values[: len(of)] = panel.values
    np.add.at(values, parents[: len(of)], panel.values)
    values[top] = panel.values.sum(axis=0)
    areas = (*panel.areas, *(f"group {name}" for name in names), "all")
    people = np.concatenate([panel.population, np.full(len(names) + 1, np.nan)])
    return replace(panel, areas=areas, values=values, population=people), parents


def _long(panel: Panel) -> pl.DataFrame:
    days = [panel.end_of(t) for t in range(panel.steps)]
    return pl.DataFrame(
        {
            "location": np.repeat(np.array(panel.areas), panel.steps),
            "date": days * len(panel.areas),
            "value": panel.values.ravel(),
        }
    )


def _origins(whole: tuple[Panel, np.ndarray], days: list[date]) -> Iterator[Origin]:
    panel, parents = whole
    for day in days:
        known = panel.until((day - panel.first_end).days + 1)
        yield Origin(day, known, 0, [day + WEEK, day + 2 * WEEK], parents)


def _flat(origin: Origin, areas: int) -> pl.DataFrame:
    """The baseline of the areas themselves; the groups are not scored."""
    sums = np.cumsum(np.pad(origin.panel.values[:areas], ((0, 0), (1, 0))), axis=1)
    weeks = sums[:, 7:] - sums[:, :-7]
    quantiles = flat_quantiles(weeks, np.array([7, 14]), LEVELS)
    return hub_frame(
        origin.reference, origin.panel.areas[:areas], origin.ends, LEVELS, quantiles, step=7
    ).rename({"output_type_id": "level"})
