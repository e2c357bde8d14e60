"""Dates as people and programs write them; never with help from today's date.

Day first (8/7/2021 is 8 July) unless the column itself shows that it puts the month first.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Literal

import polars as pl

from vungxanh.linelist.values import blanks
from vungxanh.tables import fold

Order = Literal["dmy", "mdy"]

_EXCEL_ZERO = date(1899, 12, 30)
_SERIALS = (20_000, 80_000)  # 1954 to 2119: a longer range would take years and codes for dates
_ISO = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})\Z")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})\Z")
_NUMERIC = re.compile(r"(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\Z")
_SERIAL = re.compile(r"(\d{5})(\.\d+)?\Z")
_WORDS = re.compile(r"(?:ngay )?(\d{1,2}) thang (\d{1,2}) nam (\d{4})\Z")
_NAMED = re.compile(r"(\d{1,2})[-/. ]([a-z]{3})[a-z]*\.?[-/., ]+(\d{4}|\d{2})\Z")
_NAMED_FIRST = re.compile(r"([a-z]{3})[a-z]*\.? (\d{1,2}),? (\d{4})\Z")
_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_CLOCK = r"\d{1,2}[:hg]\d{0,2}(?::\d{2})?(?:[.,]\d+)?\s*(?:[AaPp][Mm])?"
_TIME = rf"(?:[T\s]+(?:lúc\s+)?{_CLOCK}(?:Z|[+-]\d{{2}}:?\d{{2}})?)$"


@dataclass(frozen=True)
class Dates:
    """A column of dates; `unreadable` marks cells that hold something else."""

    values: pl.Series
    unreadable: pl.Series
    order: Order | None
    """The order of day and month that was used, None where the form leaves no doubt."""
    certain: bool = True
    """False when every numeric date fits both orders."""


def read_dates(column: pl.Series, *, order: Order | None = None, pattern: str | None = None) -> Dates:
    """Dates of one column. `order` decides where the column does not; `pattern` is a strptime format."""
    if column.dtype == pl.Date:
        return Dates(column, _none_of(column), None)
    if isinstance(column.dtype, pl.Datetime):
        return Dates(column.cast(pl.Date), _none_of(column), None)
    text = column.cast(pl.String).str.strip_chars()
    text = text.set(text == "", None)
    if pattern is None:
        text = text.str.replace(_TIME, "")
    spellings = text.drop_nulls().unique()
    written = [_normal(spelling) for spelling in spellings]
    weights = _weights(text, spellings) if pattern is None else []
    used, certain = (order, True) if pattern else _order(written, weights, order)
    read = [_by_pattern(s, pattern) if pattern else _one(w, used or "dmy") for s, w in
            zip(spellings, written, strict=True)]  # fmt: skip
    values = text.replace_strict(
        spellings, pl.Series(read, dtype=pl.Date), default=None, return_dtype=pl.Date
    )
    silent = text.str.to_lowercase().is_in([*blanks(), "nat", "không rõ", "chưa rõ"])
    unreadable = text.is_not_null() & values.is_null() & ~silent.fill_null(value=False)
    return Dates(values.alias(column.name), unreadable, used, certain)


def read_day(text: str) -> date | None:
    """One date, for example the header of a column of daily counts; day first."""
    return _one(_normal(re.sub(_TIME, "", text.strip())), "dmy")


def _none_of(column: pl.Series) -> pl.Series:
    return pl.repeat(False, column.len(), eager=True)


def _normal(spelling: str) -> str:
    return fold(spelling).strip(" ,;")


def _weights(text: pl.Series, spellings: pl.Series) -> list[int]:
    counted = text.drop_nulls().value_counts(name="times")
    times = dict(zip(counted[text.name or ""], counted["times"], strict=True))
    return [times[spelling] for spelling in spellings]


def _order(written: Sequence[str], weights: Sequence[int], given: Order | None) -> tuple[Order | None, bool]:
    """The order that more cells need; `given`, else day first, when none needs one."""
    day_first = month_first = numeric = 0
    for spelling, weight in zip(written, weights, strict=True):
        if match := _NUMERIC.match(spelling):
            first, second = int(match[1]), int(match[2])
            numeric += 1
            day_first += weight if first > 12 >= second else 0
            month_first += weight if second > 12 >= first else 0
    if not numeric:
        return None, True
    if day_first == month_first == 0:
        return given or "dmy", False
    return ("mdy" if month_first > day_first else "dmy"), True


def _by_pattern(spelling: str, pattern: str) -> date | None:
    try:
        return datetime.strptime(spelling, pattern).date()
    except ValueError:
        return None


def _one(text: str, order: Order) -> date | None:
    if match := _ISO.match(text) or _COMPACT.match(text):
        return _date(int(match[1]), int(match[2]), int(match[3]))
    if match := _NUMERIC.match(text):
        first, second = int(match[1]), int(match[2])
        day, month = (first, second) if order == "dmy" else (second, first)
        return _date(_year(match[3]), month, day)
    if match := _SERIAL.match(text):
        serial = int(match[1])
        return _EXCEL_ZERO + timedelta(days=serial) if _SERIALS[0] <= serial < _SERIALS[1] else None
    if match := _WORDS.match(text):
        return _date(int(match[3]), int(match[2]), int(match[1]))
    if match := _NAMED.match(text):
        return _named(match[2], match[1], match[3])
    if match := _NAMED_FIRST.match(text):
        return _named(match[1], match[2], match[3])
    return None


def _named(month: str, day: str, year: str) -> date | None:
    return _date(_year(year), _MONTHS.index(month) + 1, int(day)) if month in _MONTHS else None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
