"""Tables of counts: long (area, day, cases) or wide (one column per day), daily or cumulative."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import polars as pl

from vungxanh.linelist.cumulative import daily_from_cumulative
from vungxanh.linelist.dates import Dates, read_dates
from vungxanh.linelist.days import judge_range
from vungxanh.linelist.events import EXTRA_SCHEMA, Absent, Events
from vungxanh.linelist.flags import COMMUNITY_PLACES
from vungxanh.linelist.headers import DAYS
from vungxanh.linelist.numbers import read_wholes
from vungxanh.linelist.places import Places, find_places, judge_places
from vungxanh.linelist.source import RECORD, Source
from vungxanh.linelist.totals import judge_totals
from vungxanh.linelist.values import dictionary
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message, message
from vungxanh.territory import Territory

PARTS = ("community_cases", "quarantine_cases", "unlinked_cases")
EXTRA = ("tests", "positives", "deaths", "recovered", "hospitalised")


@dataclass(frozen=True)
class Records:
    """One entry per number in the table: the row it stands in, its day, and the columns of numbers.

    `row` is None when every row is one record; `headers` names the column of each cell of a wide table.
    """

    row: pl.Series | None
    dates: Dates
    day_field: str
    raw_day: pl.Series
    numbers: dict[str, pl.Series]
    headers: pl.Series | None = None

    def row_of(self, record: int) -> int:
        """Position in the source's frame."""
        return record if self.row is None else int(self.row[record])

    def gather(self, places: Places) -> Places:
        """The same places, one per record."""
        if self.row is None:
            return places
        group = None if places.group is None else places.group.gather(self.row)
        return Places(places.area.gather(self.row), group, places.distinct)


def read_counts(
    source: Source, territory: Territory, as_of: date, day_order: Sequence[str]
) -> tuple[Events, Verdicts, tuple[Message, ...], Records]:
    """Judges every record and returns the daily counts of those that hold."""
    records = _unpivot(source) if source.columns.wide else _long(source, day_order)
    day = records.dates.values
    verdicts = Verdicts(len(day), lambda record: source.row_number(records.row_of(record)), source.columns.of)
    places = records.gather(find_places(source, territory))
    judge_totals(source, day, places.area, verdicts, records.row_of)
    verdicts.mark("bad_date", records.dates.unreadable, records.day_field, records.raw_day)
    verdicts.mark("no_date", day.is_null(), records.day_field)
    judge_range(day, day, as_of, records.day_field, verdicts)
    judge_places(places, verdicts)
    if records.row is None:
        repeated = source.frame.select(~pl.struct(pl.all()).is_first_distinct()).to_series()
        verdicts.mark("duplicate_row", repeated, "row")
    numbers = _numbers(records, verdicts)
    total = _total(numbers)
    if source.columns.form == "cumulative":
        total, numbers = _daily(source, records, places, numbers, verdicts), {}
    else:
        _judge_total(records, numbers, total, verdicts)
        _judge_twice(places.area, day, verdicts)
    accepted = pl.Series(verdicts.open)
    columns = {"area": places.area, "day": day, "n": total.cast(pl.Int32)}
    frame = pl.DataFrame({**columns, **{name: numbers[name] for name in PARTS if name in numbers}}).filter(
        accepted
    )
    events = _split(frame, source)
    extra = _extra(places.area, day, numbers, accepted)
    absent, why = _absent(frame, verdicts, source)
    readings = (
        (why,) if records.row is None else (why, message("One column per day; cells are counted, not rows"))
    )
    return Events(events, absent, extra), verdicts, readings, records


def _long(source: Source, day_order: Sequence[str]) -> Records:
    wanted = ["day", *(f"{name}_date" for name in day_order), *DAYS]
    field = next(name for name in wanted if name in source.columns.of)
    column = source.frame[source.columns.of[field]]
    dates = read_dates(column, pattern=source.mapping.date_format)
    names = ("cases", "cumulative", *PARTS, *EXTRA)
    numbers = {name: found for name in names if (found := source.column(name)) is not None}
    if source.columns.form == "cumulative":
        numbers = {"cumulative": numbers["cumulative"], **{n: c for n, c in numbers.items() if n in EXTRA}}
    else:
        numbers.pop("cumulative", None)
    return Records(None, dates, field, column, numbers)


def _unpivot(source: Source) -> Records:
    """Cells of the day columns, row by row; blank cells are no records."""
    headers = list(source.columns.days)
    table = source.frame.select(headers).with_row_index(RECORD).unpivot(index=RECORD, variable_name="day")
    filled = pl.col("value").is_not_null()
    if table["value"].dtype == pl.String:
        filled &= pl.col("value").str.strip_chars() != ""
    table = table.filter(filled).sort(RECORD, maintain_order=True)
    days = pl.Series([source.columns.days[h] for h in headers], dtype=pl.Date)
    day = table["day"].replace_strict(pl.Series(headers), days, return_dtype=pl.Date)
    unreadable = pl.repeat(False, len(day), dtype=pl.Boolean, eager=True)
    name = "cumulative" if source.columns.form == "cumulative" else "cases"
    numbers = {name: table["value"]}
    return Records(table[RECORD], Dates(day, unreadable, None), "day", table["day"], numbers, table["day"])


def _numbers(records: Records, verdicts: Verdicts) -> dict[str, pl.Series]:
    """The columns of numbers; cells that are none refuse the record, in extra columns they are left out."""
    read = {}
    for name, column in records.numbers.items():
        wholes = read_wholes(column)
        verdicts.mark("unknown_value" if name in EXTRA else "bad_count", wholes.unreadable, name, column)
        read[name] = wholes.values
    return read


def _total(numbers: dict[str, pl.Series]) -> pl.Series:
    """All cases: as given, else the sum of the parts, else the community cases alone."""
    community, quarantine = numbers.get("community_cases"), numbers.get("quarantine_cases")
    parts = community
    if quarantine is not None:
        parts = quarantine if community is None else community + quarantine
    total = numbers.get("cases", numbers.get("cumulative"))
    if total is None:
        assert parts is not None
        return parts
    return total if parts is None else total.zip_with(total.is_not_null(), parts)


def _judge_total(
    records: Records, numbers: dict[str, pl.Series], total: pl.Series, verdicts: Verdicts
) -> None:
    field = next(iter(records.numbers))
    verdicts.mark("no_count", total.is_null(), field)
    if "cases" in numbers:
        for name in PARTS:
            if name in numbers:
                beyond = (numbers[name] > total) & (total >= 0)
                verdicts.mark(
                    "parts_exceed_total", beyond.fill_null(value=False), name, records.numbers[name]
                )
    verdicts.mark("negative_count", (total < 0).fill_null(value=False), field, records.numbers[field])


def _judge_twice(area: pl.Series, day: pl.Series, verdicts: Verdicts) -> None:
    keys = pl.DataFrame({"area": area, "day": day, "open": pl.Series(verdicts.open)})
    again = keys.select(~pl.struct("area", "day", "open").is_first_distinct() & pl.col("open")).to_series()
    verdicts.mark("same_area_day", again, "day", day)


def _daily(
    source: Source, records: Records, places: Places, numbers: dict[str, pl.Series], verdicts: Verdicts
) -> pl.Series:
    level = numbers["cumulative"]
    field = "cumulative"
    verdicts.mark("no_count", level.is_null(), field)
    series = daily_from_cumulative(
        area=places.area,
        day=records.dates.values,
        level=level,
        later=records.raw_day if records.dates.order is None else None,
        usable=pl.Series(verdicts.open),
        start=source.mapping.start,
    )
    verdicts.mark("superseded", series.superseded, field, level)
    verdicts.mark("baseline", series.baseline, field, level)
    verdicts.mark("cumulative_falls", (series.new < 0).fill_null(value=False), field, level)
    return series.new


def _split(frame: pl.DataFrame, source: Source) -> pl.DataFrame:
    """Events: community cases apart from the others where the table tells them apart."""
    constant = source.mapping.constants.get("where_found")
    flag = None if constant is None else dictionary("where_found").get(constant) in COMMUNITY_PLACES
    nothing = pl.lit(None, dtype=pl.Boolean)
    if "community_cases" not in frame.columns:
        flag_column = pl.lit(flag, dtype=pl.Boolean)
        if "quarantine_cases" not in frame.columns:
            return frame.select("area", "day", "n", flag_column.alias("community"), nothing.alias("linked"))
        frame = frame.with_columns((pl.col("n") - pl.col("quarantine_cases")).alias("community_cases"))
    community = pl.coalesce("community_cases", "n").cast(pl.Int32)
    known = pl.col("community_cases").is_not_null()
    others = frame.with_columns((pl.col("n") - community).alias("n"))
    apart = others.filter(pl.col("n") != 0).select(
        "area", "day", "n", pl.lit(value=False).alias("community"), nothing.alias("linked")
    )
    flagged = pl.when(known).then(statement=True).alias("community")
    own = frame.with_columns(community.alias("n"), flagged)
    if "unlinked_cases" not in frame.columns:
        return pl.concat([own.select("area", "day", "n", "community", nothing.alias("linked")), apart])
    unlinked = pl.coalesce("unlinked_cases", pl.lit(0)).cast(pl.Int32)
    told = pl.col("unlinked_cases").is_not_null()
    linked = own.with_columns(
        (pl.col("n") - unlinked).alias("n"), pl.when(told).then(statement=True).alias("linked")
    )
    loose = own.with_columns(unlinked.alias("n"), pl.lit(value=False).alias("linked")).filter(
        pl.col("n") != 0
    )
    columns = ["area", "day", "n", "community", "linked"]
    return pl.concat([linked.select(columns), loose.select(columns), apart])


def _extra(
    area: pl.Series, day: pl.Series, numbers: dict[str, pl.Series], accepted: pl.Series
) -> pl.DataFrame:
    tables = [
        pl.DataFrame({"area": area, "day": day, "value": numbers[name].cast(pl.Float64)})
        .filter(accepted)
        .drop_nulls("value")
        .select("area", "day", pl.lit(name).alias("name"), "value")
        for name in EXTRA
        if name in numbers
    ]
    return pl.concat(tables) if tables else pl.DataFrame(schema=EXTRA_SCHEMA)


def _absent(frame: pl.DataFrame, verdicts: Verdicts, source: Source) -> tuple[Absent, Message]:
    """A table that writes zeros reports every day; one that never does lists days with cases only."""
    blank = any(finding.check.code == "no_count" for finding in verdicts.findings)
    if blank or source.columns.form == "cumulative" or (frame["n"] == 0).any():
        return "unknown", message("The table reports zeros: a missing area and day is a missing report")
    return "zero", message("The table never reports zero: a missing area and day has no case")
