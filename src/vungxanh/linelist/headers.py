"""Which column of a file is which of ours, by mapping or by recognised headers."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from vungxanh.linelist.dates import read_day
from vungxanh.linelist.errors import AmbiguousColumns, ColumnNotThere, MissingColumns
from vungxanh.linelist.mapping import Form, Mapping_
from vungxanh.linelist.vocabulary import Kind, fields_by_key, vocabulary
from vungxanh.messages import Message, message
from vungxanh.tables import header_key

PLACES = ("area_code", "group_code", "quarter_code", "ward_code", "district_code", "province_code",
          "group", "quarter", "ward", "district", "province")  # fmt: skip
DAYS = ("report_date", "result_date", "sample_date", "onset_date", "found_date", "day")
NUMBERS = ("cases", "community_cases", "quarantine_cases", "cumulative")
_PERSON = ("case_id", "full_name", "sex", "age", "birth_date", "classification", "where_found")
_USED = (*PLACES, *DAYS, *NUMBERS, "case_id", "classification", "where_found", "community", "imported",
         "source_case", "source_known")  # fmt: skip
_DAY_HEADER = re.compile(r"\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([T ].*)?\Z")
_CUMULATIVE = re.compile(r"cum\w*( |\Z)|.* cum\Z")
REFUSED_COLUMNS = ("row", "reason_code", "reason")


@dataclass(frozen=True)
class Columns:
    """The columns of one file: our field name -> header in the file.

    `days` are the headers that are dates, of a table with one column per day.
    """

    form: Form
    of: dict[str, str]
    days: dict[str, date]
    ignored: tuple[str, ...]

    @property
    def wide(self) -> bool:
        """Whether there is one column per day."""
        return bool(self.days)

    def reading(self) -> Message:
        """How the headers were understood."""
        pairs = [f"{field} = {column}" for field, column in self.of.items()]
        return message("Columns: {pairs}", pairs=pairs)


def recognise(path: Path, headers: Sequence[str], mapping: Mapping_) -> Columns:
    """Assigns headers; raises an error that lists what was found when something needed is missing."""
    headers = [header for header in headers if header not in REFUSED_COLUMNS]
    given = {field: _mapped(path, field, column, headers) for field, column in mapping.columns.items()}
    rest = [header for header in headers if header not in given.values()]
    days = {} if "day" in given else _day_headers(rest)
    form = mapping.kind or _form(given, rest, days)
    kind: Kind = "case" if form == "cases" else "counts"
    recognised = [h for h in rest if h not in days] if mapping.recognise else []
    of = {**given, **_by_alias(path, recognised, given, kind)}
    if form == "cumulative" and "cumulative" not in of and "cases" in given:
        of["cumulative"] = of.pop("cases")
    columns = Columns(
        form, of, days, tuple(h for h in headers if h not in of.values() and h not in days)
    )  # fmt: skip
    _check_complete(path, columns, mapping, list(headers))
    return columns


def needed_headers(path: Path, headers: Sequence[str], mapping: Mapping_) -> list[str]:
    """The columns that reading cases or counts makes use of; spares the others of a wide Parquet file."""
    columns = recognise(path, headers, mapping)
    if columns.form != "cases":
        return list(headers)  # Two equal rows are one only if they agree in every column.
    return [header for field, header in columns.of.items() if field in _USED]


def _mapped(path: Path, field: str, column: str, headers: Sequence[str]) -> str:
    if column in headers:
        return column
    alike = [header for header in headers if header_key(header) == header_key(column)]
    if len(alike) != 1:
        raise ColumnNotThere(path, field, column, list(headers))
    return alike[0]


def _day_headers(headers: Sequence[str]) -> dict[str, date]:
    found = {h: day for h in headers if _DAY_HEADER.match(h) and (day := read_day(h)) is not None}
    return found if len(found) > 2 else {}


def _form(given: dict[str, str], headers: Sequence[str], days: dict[str, date]) -> Form:
    keys = {header_key(header) for header in headers}
    persons = fields_by_key("case")
    numbers = fields_by_key("counts")
    has_person = any(f in given for f in _PERSON) or any(set(persons.get(k, ())) & set(_PERSON) for k in keys)
    if days:
        return "counts"
    if has_person:
        return "cases"
    named = set(given) | {name for key in keys for name in numbers.get(key, ())}
    if named & {"cases", "community_cases", "quarantine_cases"}:
        return "counts"
    return "cumulative" if "cumulative" in named or any(map(_CUMULATIVE.match, keys)) else "cases"


def _by_alias(path: Path, headers: Sequence[str], given: dict[str, str], kind: Kind) -> dict[str, str]:
    known = fields_by_key(kind)
    claims: dict[str, list[str]] = {}
    for header in headers:
        key = header_key(header)
        names = known.get(key, ())
        if not names and kind == "counts" and _CUMULATIVE.match(key):
            names = ("cumulative",)
        for name in names:
            if name not in given:
                claims.setdefault(name, []).append(header)
    chosen: dict[str, str] = {}
    for name in vocabulary():
        claimed = claims.get(name, [])
        exact = [header for header in claimed if header_key(header) == header_key(name)]
        if len(claimed) == 1 or len(exact) == 1:
            chosen[name] = (exact or claimed)[0]
        elif claimed and name in _USED:
            raise AmbiguousColumns(path, name, claimed)
    return chosen


def _check_complete(path: Path, columns: Columns, mapping: Mapping_, headers: list[str]) -> None:
    if not any(field in columns.of or field in mapping.constants for field in PLACES):
        raise MissingColumns(path, message("no column says where (ward, ward_code, area, ...)"), headers)
    if not columns.wide and not any(field in columns.of for field in DAYS):
        raise MissingColumns(
            path, message("no column says when (date, report_date, onset_date, ...)"), headers
        )
    if columns.form == "counts" and not columns.wide and not any(f in columns.of for f in NUMBERS[:3]):
        raise MissingColumns(path, message("no column says how many cases"), headers)
    if columns.form == "cumulative" and not columns.wide and "cumulative" not in columns.of:
        raise MissingColumns(path, message("no column holds the cumulative cases"), headers)
