"""Refused rows as a workbook: as they were in the file, with row, field and reason behind."""

from collections.abc import Sequence

import polars as pl
import xlsxwriter

from vungxanh.linelist.source import Source
from vungxanh.messages import Language
from vungxanh.office.records.models import ImportBatch
from vungxanh.office.usecases.imports.files import REFUSED, folder_of
from vungxanh.office.usecases.imports.kind import Fault
from vungxanh.tables.escaping import escape
from vungxanh.tables.whole import write_whole

ADDED = ("row", "reason_code", "reason")
"""Columns that the readers leave out, so that the corrected workbook can be sent as it is."""


def write_refused(batch: ImportBatch, source: Source, faults: Sequence[Fault], language: Language) -> int:
    """Write the workbook; how many rows it holds."""
    by_record: dict[int, list[Fault]] = {}
    for fault in faults:
        by_record.setdefault(fault.record, []).append(fault)
    records = sorted(by_record)
    if not records:
        (folder_of(batch) / REFUSED).unlink(missing_ok=True)
        return 0
    columns = source.columns.of
    reasons = [
        "; ".join(
            dict.fromkeys(f"{columns.get(f.field, f.field)}: {f.reason.render(language)}" for f in told)
        )
        for told in (by_record[record] for record in records)
    ]
    fields = [", ".join(dict.fromkeys(fault.field for fault in by_record[record])) for record in records]
    frame = source.frame[records]
    frame = frame.drop([name for name in ADDED if name in frame.columns]).with_columns(
        pl.Series("row", [str(source.row_number(record)) for record in records], dtype=pl.String),
        pl.Series("reason_code", fields, dtype=pl.String),
        pl.Series("reason", reasons, dtype=pl.String),
    )
    _write(batch, escape(frame))
    return len(records)


def _write(batch: ImportBatch, frame: pl.DataFrame) -> None:
    def fill(file: object) -> None:
        with xlsxwriter.Workbook(file, {"constant_memory": True, "strings_to_formulas": False}) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True})
            for column, name in enumerate(frame.columns):
                sheet.write_string(0, column, name, bold)
            for line, row in enumerate(frame.iter_rows(), start=1):
                for column, cell in enumerate(row):
                    if cell is not None:
                        sheet.write_string(line, column, str(cell)[:32_000])
            sheet.freeze_panes(1, 0)

    write_whole(folder_of(batch) / REFUSED, fill)
