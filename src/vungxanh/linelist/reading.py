"""From a file to a CaseFile: open, understand, judge, keep what was refused."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from pathlib import Path
from typing import Literal

import polars as pl

from vungxanh.linelist.cases import read_line_list
from vungxanh.linelist.daily import Records, read_counts
from vungxanh.linelist.events import Absent
from vungxanh.linelist.lumps import judge_lumps
from vungxanh.linelist.mapping import Mapping_
from vungxanh.linelist.report import ImportReport, in_order
from vungxanh.linelist.source import Source, open_source
from vungxanh.linelist.verdicts import Verdicts
from vungxanh.messages import Language, Message, message
from vungxanh.territory import Territory

DATE_ORDER = ("report", "result", "sample", "onset")


@dataclass(frozen=True)
class CaseFile:
    """What a file of cases or counts says, as known on the day asked for.

    events   area (index into the territory), day, n, community, linked; null means not recorded; and known,
             the day of report, when cases count on an earlier date than that
    absent   what a missing area and day means: no case ("zero") or no report ("unknown")
    extra    area, day, name, value: further daily numbers such as tests
    refused  the refused rows as in the file, with row, reason_code, reason; can be corrected and read again
    """

    kind: Literal["cases", "counts"]
    events: pl.DataFrame
    absent: Absent
    first_day: date | None
    last_day: date | None
    extra: pl.DataFrame
    report: ImportReport
    refused: pl.DataFrame


def read_cases(
    path: Path,
    territory: Territory,
    *,
    mapping: Mapping_ | None = None,
    as_of: date,
    date_order: Sequence[str] = DATE_ORDER,
    absent: Literal["auto", "zero", "unknown"] = "auto",
    language: Language = "vi",
) -> CaseFile:
    """Reads a line list or a table of counts; raises a VungXanhError when it cannot be used at all.

    `date_order` says on which of its dates a case counts, the first one that is filled in. `language` is
    the language of the reasons in `refused`.
    """
    source = open_source(path, mapping)
    records: Records | None = None
    if source.columns.form == "cases":
        found, verdicts, notes = read_line_list(source, territory, as_of, date_order)
        kind: Literal["cases", "counts"] = "cases"
    else:
        found, verdicts, notes, records = read_counts(source, territory, as_of, date_order)
        kind = "counts"
    meaning = found.absent if absent == "auto" else absent
    report = verdicts.report(
        "cell" if source.columns.wide else "row", (*source.readings, *notes, *_absent_reading(kind, absent))
    )
    findings = in_order([*report.findings, *judge_lumps(found.frame)])
    days = found.frame["day"]
    return CaseFile(
        kind=kind,
        events=found.frame,
        absent=meaning,
        first_day=_day(days.min()),
        last_day=_day(days.max()),
        extra=found.extra,
        report=replace(report, findings=findings),
        refused=_refused(source, records, verdicts, language),
    )


def _absent_reading(kind: str, absent: str) -> tuple[Message, ...]:
    if absent == "zero":
        return (message("As asked: a missing area and day has no case"),)
    if absent == "unknown":
        return (message("As asked: a missing area and day is a missing report"),)
    return (message("A list of cases: a missing area and day has no case"),) if kind == "cases" else ()


def _refused(source: Source, records: Records | None, verdicts: Verdicts, language: Language) -> pl.DataFrame:
    refusals = verdicts.refusals()
    row_of: Callable[[int], int] = records.row_of if records is not None else lambda record: record
    rows: dict[int, list[tuple[int, str, Message]]] = {}
    for record, code, reason in refusals:
        rows.setdefault(row_of(record), []).append((record, code, reason))
    table = source.rows(list(rows))
    if records is not None and records.headers is not None:
        table = _only_refused_cells(table, source, records, rows)
    codes = [", ".join(dict.fromkeys(code for _, code, _ in entries)) for entries in rows.values()]
    reasons = ["; ".join(dict.fromkeys(r.render(language) for *_, r in entries)) for entries in rows.values()]
    own = [name for name in ("row", "reason_code", "reason") if name in table.columns]
    return table.drop(own).with_columns(
        pl.Series("row", [source.row_number(row) for row in rows], dtype=pl.Int64),
        pl.Series("reason_code", codes, dtype=pl.String),
        pl.Series("reason", reasons, dtype=pl.String),
    )


def _only_refused_cells(
    table: pl.DataFrame, source: Source, records: Records, rows: dict[int, list[tuple[int, str, Message]]]
) -> pl.DataFrame:
    """Blanks the accepted cells of a wide table, so that reading the file again adds no case twice."""
    assert records.headers is not None
    columns = []
    for header in source.columns.days:
        wanted = [
            any(records.headers[record] == header for record, *_ in entries) for entries in rows.values()
        ]
        columns.append(pl.when(pl.Series(wanted, dtype=pl.Boolean)).then(pl.col(header)).alias(header))
    return table.with_columns(columns)


def _day(value: object) -> date | None:
    return value if isinstance(value, date) else None
