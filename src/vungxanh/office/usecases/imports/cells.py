"""Cells of a sheet as typed values; what cannot be read is a fault of its row, never a guess."""

from collections.abc import Mapping
from datetime import date
from functools import cache
from typing import Any

import polars as pl

from vungxanh.linelist.checks import CHECKS
from vungxanh.linelist.dates import Order, read_dates
from vungxanh.linelist.numbers import read_wholes
from vungxanh.linelist.source import Source
from vungxanh.linelist.values import NOT_UNDERSTOOD, blanks, dictionary, understand
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Message
from vungxanh.office.usecases.imports.kind import Fault
from vungxanh.rules import read_rule

LONGEST = 60


class Cells:
    """The typed columns of a sheet, and the faults met on the way."""

    def __init__(self, source: Source) -> None:
        self.source = source
        self.columns: dict[str, list[Any]] = {}
        self.faults: list[Fault] = []
        self.remarks: list[Fault] = []

    def text(self, field: str, length: int) -> None:
        """Text, spaces collapsed, cut to what the record holds; words for "nothing" are blank."""
        column = self.source.column(field)
        if column is None:
            return
        plain = column.str.replace_all(r"\s+", " ").str.strip_chars()
        silent = plain.str.to_lowercase().is_in(list(blanks())) | (plain == "")
        self._refuse(field, plain.str.len_chars() > length, TOO_LONG)
        self.columns[field] = plain.set(silent, None).to_list()

    def days(self, fields: tuple[str, ...]) -> None:
        """Dates; a column that can be read both ways follows the others."""
        there = {f: c for f in fields if (c := self.source.column(f)) is not None}
        pattern = self.source.mapping.date_format
        read = {field: read_dates(column, pattern=pattern) for field, column in there.items()}
        sure: set[Order] = {dates.order for dates in read.values() if dates.certain and dates.order}
        for field, dates in read.items():
            shared = next(iter(sure)) if len(sure) == 1 else None
            if not dates.certain and shared:
                dates = read_dates(there[field], order=shared)  # noqa: PLW2901
            self._refuse(field, dates.unreadable, CHECKS["bad_date"].sentence)
            self.columns[field] = dates.values.to_list()

    def whole(self, field: str) -> None:
        """Whole numbers."""
        column = self.source.column(field)
        if column is not None:
            numbers = read_wholes(column)
            self._refuse(field, numbers.unreadable, CHECKS["bad_count"].sentence)
            self.columns[field] = numbers.values.to_list()

    def choice(self, field: str, section: str, *, strict: bool) -> None:
        """Our words for theirs. What is not understood refuses the row, or is remarked and left out."""
        column = self.source.column(field)
        if column is None:
            return
        known = {**office_words().get(section, {}), **_pipeline_words(self.source, field, section)}
        ours = understand(column, known)
        strange = (ours == NOT_UNDERSTOOD).fill_null(value=False)
        self._refuse(field, strange, CHECKS["unknown_value"].sentence, strict=strict)
        self.columns[field] = ours.set(strange, None).to_list()

    def take(self, verdicts: Verdicts) -> None:
        """The refusals of the pipeline's checks."""
        fields = {header: field for field, header in self.source.columns.of.items()}
        for record, _, said in verdicts.refusals():
            field = fields.get(str(said.values["field"]), str(said.values["field"]))
            reason = said.values["reason"]
            if isinstance(reason, Message):
                self.faults.append(Fault(record, field, self.shown(field, record), reason))

    def shown(self, field: str, record: int) -> str:
        """What stands in the file, cut to a line."""
        column = self.source.column(field)
        value = None if column is None else column[record]
        return "" if value is None else str(value)[:LONGEST]

    def row(self, record: int) -> dict[str, Any]:
        """The filled cells of one row."""
        return {f: v for f, cells in self.columns.items() if (v := cells[record]) is not None}

    def _refuse(self, field: str, mask: pl.Series, reason: Message, *, strict: bool = True) -> None:
        into = self.faults if strict else self.remarks
        for record in mask.fill_null(value=False).arg_true().to_list():
            into.append(Fault(record, field, self.shown(field, record), reason))


TOO_LONG = Message("this is longer than the record can hold")


def birth_years(column: pl.Series) -> dict[int, int]:
    """Years that stand in a column of dates of birth: {record: year}."""
    years = column.str.strip_chars().str.extract(r"^((?:19|20)\d\d)$").cast(pl.Int32, strict=False)
    return {record: int(years[record]) for record in years.is_not_null().arg_true().to_list()}


def year_of_birth(values: Mapping[str, Any], day: date) -> int | None:
    """From the year, else from the age on the day of report."""
    if "birth_year" in values:
        return int(values["birth_year"])
    return day.year - int(values["age"]) if "age" in values else None


@cache
def office_words() -> dict[str, dict[str, str]]:
    """Section -> folded spelling -> our word, of what only the office keeps."""
    rule = read_rule("office", "import-values")
    return {
        section: {spelling: ours for ours, spellings in words.items() for spelling in spellings}
        for section, words in rule.items()
        if isinstance(words, dict)
    }


def _pipeline_words(source: Source, field: str, section: str) -> dict[str, str]:
    if section not in PIPELINE:
        return {}
    return source.mapping.spellings(field, section) if field in source.mapping.values else dictionary(section)


PIPELINE = ("classification", "where_found", "sex", "yes_no", "source_known")
