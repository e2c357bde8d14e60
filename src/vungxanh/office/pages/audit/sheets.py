"""The audit trail as a table: one row for each event and record in it that the auditor may know."""

import csv
import json
import tempfile
from collections.abc import Iterable, Iterator
from io import StringIO
from itertools import islice
from typing import IO

import xlsxwriter

from vungxanh.office.access import Scope
from vungxanh.office.records.queries import audit as trail
from vungxanh.office.shell.templating import show_moment

HEADER = (
    "event", "at", "actor", "via", "action", "reading", "kind", "record", "code", "changes", "note", "seal",
    "sha256",
)  # fmt: skip
SHEET = 1_000_000
"""Rows of one sheet; Excel holds 1,048,576."""
RISKY = ("=", "+", "-", "@", "\t", "\r")
"""What a spreadsheet would take for a formula."""

Row = tuple[str, ...]


def rows(scope: Scope, asked: trail.Asked) -> Iterator[Row]:
    """All rows, a thousand events in memory at a time."""
    whole = trail.sees_everything(scope)
    for events in trail.in_steps(trail.events_for(scope, asked)):
        subjects = trail.subjects_of(scope, events)
        codes = trail.codes_of(pair for pairs in subjects.values() for pair in pairs)
        for event in events:
            note = event.note if whole or len(subjects[event.pk]) >= event.subjects_count else ""
            begin = (
                str(event.pk), show_moment(event.at), event.actor_name, event.via, event.action,
                "read" if event.reading else "change",
            )  # fmt: skip
            end = (note, str(event.seal_number or ""), event.seal_sha256 or "")  # type: ignore[attr-defined]
            for kind, record in subjects[event.pk] or [("", 0)]:
                changes = event.changes.get(f"{kind} {record}")
                told = json.dumps(changes, ensure_ascii=False) if changes else ""
                code = codes.get((kind, record), "")
                yield (*begin, kind, str(record or ""), code, told, *end)


def csv_lines(told: Iterable[Row]) -> Iterator[str]:
    """Lines of a CSV file, some hundred at a time."""
    source = iter([HEADER])
    block: list[Row] = list(source)
    stream = iter(told)
    while block:
        out = StringIO()
        csv.writer(out).writerows([[harmless(cell) for cell in row] for row in block])
        yield out.getvalue()
        block = list(islice(stream, 500))


def workbook(told: Iterable[Row]) -> IO[bytes]:
    """An Excel file, written row by row to the disk; a new sheet after a million rows."""
    file = tempfile.TemporaryFile()  # noqa: SIM115 - the answer closes it when it is sent
    book = xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False,
                                      "strings_to_urls": False})  # fmt: skip
    stream = iter(told)
    while True:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, HEADER)
        count = 0
        for count, row in enumerate(islice(stream, SHEET), 1):
            sheet.write_row(count, 0, row)
        if count < SHEET:
            break
    book.close()
    file.seek(0)
    return file


def harmless(cell: str) -> str:
    """A cell that no spreadsheet takes for a formula."""
    return "'" + cell if cell.startswith(RISKY) else cell
