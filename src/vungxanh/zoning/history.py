"""Earlier years' totals of the same month or week, for rules of the form mean + k standard deviations."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.messages import VungXanhError, message
from vungxanh.territory import Territory

SLOTS = {"month": 12, "week": 53}
"""Months or ISO weeks of a year."""

EPIDEMIC = {"true", "1", "yes", "có", "x"}


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
        areas = max((len(totals) for totals in by_year.values()), default=1)
        for year, slot in {year_and_slot(day, period) for day in days}:
            earlier = [by_year[y][:, slot - 1] for y in sorted(by_year, reverse=True) if y < year]
            known = earlier or [np.full(areas, np.nan)]
            columns[year, slot] = _mean_plus_sd(known, years, at_least, sd)
        return np.column_stack([columns[year_and_slot(day, period)] for day in days])

    def of(self, positions: NDArray[np.int32]) -> "History":
        """The earlier years of some areas."""
        return History(
            {
                period: {year: totals[positions] for year, totals in by_year.items()}
                for period, by_year in self.totals.items()
            }
        )


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
    """From rows (area, year, month or week, cases[, epidemic]); rows marked epidemic are left out.

    A table with both columns has rows for months and rows for weeks, the other cell left empty. Raises
    HistoryError for missing columns, an area that is not in the territory, or numbers out of range.
    """
    lacking = [c for c in ("area", "year", "cases") if c not in table.columns]
    periods = [period for period in SLOTS if period in table.columns]
    if lacking or not periods:
        raise HistoryError(
            message(
                "The history table needs the columns area, year, month or week, cases; it has {columns}.",
                columns=tuple(table.columns),
            )
        )
    totals: dict[str, dict[int, NDArray[np.float64]]] = {period: {} for period in periods}
    for row, record in enumerate(table.iter_rows(named=True), start=1):
        if str(record.get("epidemic") or "").strip().lower() in EPIDEMIC:
            continue
        period = _period_of(record, periods, row)
        position, year, slot, cases = _checked(record, period, territory, row)
        by_year = totals[period].setdefault(year, np.full((len(territory), SLOTS[period]), np.nan))
        by_year[position, slot - 1] = cases
    return History(totals)


def _period_of(record: dict[str, object], periods: Iterable[str], row: int) -> str:
    """Month or week: the one column of the two that a row fills."""
    filled = [
        period for period in periods if str(record[period] if record[period] is not None else "").strip()
    ]
    if len(filled) != 1:
        raise HistoryError(message("History table, row {row}: give either a month or a week.", row=row))
    return filled[0]


def _checked(
    record: dict[str, object], period: str, territory: Territory, row: int
) -> tuple[int, int, int, float]:
    code = str(record["area"])
    if code not in territory.index:
        raise HistoryError(
            message("History table, row {row}: area {value} is not known.", row=row, value=code)
        )
    numbers = {}
    for field in ("year", period, "cases"):
        try:
            numbers[field] = float(str(record[field]))
        except ValueError:
            raise HistoryError(
                message(
                    "History table, row {row}: {field} {value} is not a number.",
                    row=row,
                    field=field,
                    value=str(record[field]),
                )
            ) from None
    limits = {"year": (1900, 2200), period: (1, SLOTS[period]), "cases": (0, 1e9)}
    for field, (lowest, highest) in limits.items():
        if not lowest <= numbers[field] <= highest:
            raise HistoryError(
                message(
                    "History table, row {row}: {field} {value} is out of range.",
                    row=row,
                    field=field,
                    value=str(record[field]),
                )
            )
    return territory.index[code], int(numbers["year"]), int(numbers[period]), numbers["cases"]


def _mean_plus_sd(
    earlier: list[NDArray[np.float64]], years: int, at_least: int, sd: float
) -> NDArray[np.float64]:
    """Per area, over the newest `years` known values (`earlier` is newest first)."""
    table = np.vstack(earlier).T
    newest = np.cumsum(~np.isnan(table), axis=1) <= years
    used = np.where(newest, table, np.nan)
    known = np.sum(~np.isnan(used), axis=1)
    with np.errstate(invalid="ignore", divide="ignore"):
        mean = np.nansum(used, axis=1) / known
        variance = np.nansum((used - mean[:, None]) ** 2, axis=1) / (known - 1)
    return np.where(known >= max(at_least, 2), mean + sd * np.sqrt(variance), np.nan)
