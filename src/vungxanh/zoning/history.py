"""Earlier years' totals of the same month or week, for rules of the form mean + k standard deviations."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message
from vungxanh.territory import Territory


class HistoryError(VungXanhError):
    """The table of earlier years cannot be used."""


@dataclass(frozen=True)
class History:
    """Totals by (period, year): `totals[period][year]` has shape (areas, 12 or 53), nan where not given.

    Epidemic years are not in here: they were left out when the table was read.
    """

    totals: dict[str, dict[int, NDArray[np.float64]]]

    def threshold(
        self, period: str, days: Sequence[date], *, years: int, at_least: int, sd: float
    ) -> NDArray[np.float64]:
        """mean + sd x sample standard deviation of the last `years` years before each day's own year.

        Shape (areas, days); nan where fewer than `at_least` years are known.
        """
        by_year = self.totals.get(period, {})
        columns: dict[tuple[int, int], NDArray[np.float64]] = {}
        for year, slot in {year_and_slot(day, period) for day in days}:
            earlier = [by_year[y][:, slot - 1] for y in sorted(by_year, reverse=True) if y < year]
            columns[year, slot] = _mean_plus_sd(earlier, years, at_least, sd)
        return np.column_stack([columns[year_and_slot(day, period)] for day in days])


def year_and_slot(day: date, period: str) -> tuple[int, int]:
    """The year and month, or the ISO year and week (Monday to Sunday), of a day."""
    if period == "month":
        return day.year, day.month
    iso = day.isocalendar()
    return iso.year, iso.week


def period_start(day: date, period: str) -> date:
    """The first of the month, or the Monday."""
    return day.replace(day=1) if period == "month" else day - timedelta(days=day.weekday())


def read_history(table: pl.DataFrame, territory: Territory) -> History:
    """From rows (area, year, month or week, cases[, epidemic]); years marked epidemic are left out.

    Raises HistoryError for missing columns, an area that is not in the territory, or numbers out of range.
    """
    period = next((p for p in ("month", "week") if p in table.columns), None)
    lacking = [c for c in ("area", "year", "cases") if c not in table.columns]
    if period is None or lacking:
        raise HistoryError(
            message(
                "The history table needs the columns area, year, month or week, cases; it has {columns}.",
                columns=tuple(table.columns),
            )
        )
    totals: dict[int, NDArray[np.float64]] = {}
    slots = 12 if period == "month" else 53
    for row, record in enumerate(table.iter_rows(named=True), start=1):
        if str(record.get("epidemic") or "").strip().lower() in {"true", "1", "yes", "có", "x"}:
            continue
        position, year, slot, cases = _checked(record, period, slots, territory, row)
        year_totals = totals.setdefault(year, np.full((len(territory), slots), np.nan))
        year_totals[position, slot - 1] = cases
    return History({period: totals})


def _checked(
    record: dict[str, object], period: str, slots: int, territory: Territory, row: int
) -> tuple[int, int, int, float]:
    code = str(record["area"])
    if code not in territory.index:
        raise HistoryError(
            message("History table, row {row}: area {value} is not known.", row=row, value=code)
        )
    try:
        year, slot, cases = int(str(record["year"])), int(str(record[period])), float(str(record["cases"]))
    except ValueError as error:
        raise HistoryError(
            message(
                "History table, row {row}: {value} is not a number.",
                row=row,
                value=str(error).rpartition(":")[2],
            )
        ) from None
    if not 1 <= slot <= slots or cases < 0:
        raise HistoryError(
            message(
                "History table, row {row}: {field} {value} is out of range.",
                row=row,
                field=period if not 1 <= slot <= slots else "cases",
                value=slot if not 1 <= slot <= slots else cases,
            )
        )
    return territory.index[code], year, slot, cases


def _mean_plus_sd(
    earlier: list[NDArray[np.float64]], years: int, at_least: int, sd: float
) -> NDArray[np.float64]:
    """Per area, over the newest `years` known values (`earlier` is newest first)."""
    if not earlier:
        return np.array(np.nan)
    table = np.vstack(earlier).T
    newest = np.cumsum(~np.isnan(table), axis=1) <= years
    used = np.where(newest, table, np.nan)
    known = np.sum(~np.isnan(used), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(used, axis=1) / known
        variance = np.nansum((used - mean[:, None]) ** 2, axis=1) / (known - 1)
    return np.where(known >= max(at_least, 2), mean + sd * np.sqrt(variance), np.nan)
