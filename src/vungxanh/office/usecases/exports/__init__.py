"""Exports: any list as its filters show it, streamed however long it is, and noted in the audit trail."""

from vungxanh.office.usecases.exports.columns import COLUMNS
from vungxanh.office.usecases.exports.exporting import Export, begin_export
from vungxanh.office.usecases.exports.streams import csv_stream, xlsx_stream

__all__ = ["COLUMNS", "Export", "begin_export", "csv_stream", "xlsx_stream"]
