"""How large the used range of a sheet is, found while its bytes pass by.

The spreadsheet library allocates every cell between the first and the last used one, so two cells in
opposite corners would take hundreds of gigabytes. We look before it does.
"""

import re
from pathlib import Path
from typing import Protocol

from vungxanh.messages import message
from vungxanh.tables.errors import TooLarge
from vungxanh.tables.limits import Limits

# Only references beyond column Z or row 99999 can matter; skipping the others keeps this fast.
_REFERENCE = re.compile(rb"""\br\s*=\s*["']\s*(?:([A-Za-z]{2,})(\d+)|([A-Za-z]?)(\d{6,}))["']""")
_ODS_CELL = re.compile(rb"<table:(?:covered-)?table-(cell|row)\b([^>]*)>")
_REPEATED = re.compile(rb"""number-(?:columns|rows)-repeated\s*=\s*["'](\d+)""")
_TAIL = 64
_LONGEST_TAG = 100_000


class Extent(Protocol):
    """Watches the chunks of one member; `check` raises TooLarge at the end."""

    def feed(self, chunk: bytes) -> None:
        """Looks at the next chunk."""

    def check(self, path: Path, limits: Limits) -> None:
        """Raises TooLarge when the used range passes a limit."""


class SheetExtent:
    """Sheets of .xlsx: the largest row number and column letters in cell references."""

    def __init__(self) -> None:
        self.rows, self.columns, self._tail = 99_999, 26, b""
        self._cells = 0

    def feed(self, chunk: bytes) -> None:
        """Looks at the next chunk."""
        text = self._tail + chunk
        self._cells += chunk.count(b"<c")
        for letters, digits, letter, far in _REFERENCE.findall(text):
            self.columns = max(self.columns, _column_number(letters or letter))
            self.rows = max(self.rows, int((digits or far or b"0")[:12]))
        self._tail = text[-_TAIL:]

    def check(self, path: Path, limits: Limits) -> None:
        """Raises TooLarge when the used range passes a limit."""
        if self.columns > limits.columns:
            raise TooLarge(path, message("number of columns"), self.columns, limits.columns)
        if self._cells > limits.cells:
            raise TooLarge(path, message("number of cells"), self._cells, limits.cells)
        if self.rows > 99_999 and self.rows * self.columns > max(limits.cells, 26 * 1_048_576):
            raise TooLarge(path, message("number of cells"), self.rows * self.columns, limits.cells)


class OpenDocumentExtent:
    """content.xml of .ods: cells that are written once and repeated."""

    def __init__(self) -> None:
        self._tail = b""
        self._row, self._row_repeats = 0, 1
        self.cells, self.columns = 0, 0

    def feed(self, chunk: bytes) -> None:
        """Looks at the next chunk."""
        text = self._tail + chunk
        end = max(text.rfind(b"<table:"), 0)
        self._look(text[:end])
        self._tail = text[end:][-_LONGEST_TAG:]

    def check(self, path: Path, limits: Limits) -> None:
        """Raises TooLarge when the used range passes a limit."""
        self._look(self._tail)
        if self.columns > limits.columns:
            raise TooLarge(path, message("number of columns"), self.columns, limits.columns)
        if self.cells > limits.cells:
            raise TooLarge(path, message("number of cells"), self.cells, limits.cells)

    def _look(self, text: bytes) -> None:
        for kind, attributes in _ODS_CELL.findall(text):
            repeated = _REPEATED.search(attributes)
            times = int(repeated[1][:9]) if repeated else 1
            if kind == b"row":
                self._row, self._row_repeats = 0, times
            elif b"value" in attributes:
                # Empty cells are written as huge repeats by every office program; they cost nothing.
                self._row += times
                self.cells += times * self._row_repeats
                self.columns = max(self.columns, self._row)


class BinaryExtent:
    """Sheets of .xlsb: walks the records and notes rows and columns of cells."""

    _ROW_HEADER, _LAST_CELL = 0, 11

    def __init__(self) -> None:
        self.rows, self.columns = 0, 0
        self._rest = b""

    def feed(self, chunk: bytes) -> None:
        """Looks at the next chunk."""
        data, at = self._rest + chunk, 0
        while (record := _record(data, at)) is not None:
            kind, start, length = record
            if start + min(length, 4) > len(data):
                break
            if kind == self._ROW_HEADER and length >= 4:
                self.rows = max(self.rows, int.from_bytes(data[start : start + 4], "little") + 1)
            elif 1 <= kind <= self._LAST_CELL and length >= 4:
                self.columns = max(self.columns, int.from_bytes(data[start : start + 4], "little") + 1)
            if start + length > len(data):
                break
            at = start + length
        self._rest = data[at:]

    def check(self, path: Path, limits: Limits) -> None:
        """Raises TooLarge when the used range passes a limit."""
        if self.columns > limits.columns:
            raise TooLarge(path, message("number of columns"), self.columns, limits.columns)
        if self.rows * self.columns > limits.cells:
            raise TooLarge(path, message("number of cells"), self.rows * self.columns, limits.cells)


def _column_number(letters: bytes) -> int:
    number = 0
    for letter in letters[:6].upper():
        number = number * 26 + letter - 64
    return number


def _record(data: bytes, at: int) -> tuple[int, int, int] | None:
    """Kind, start and length of the record at `at`; both are written in base 128."""
    values = []
    for most in (2, 4):
        value = 0
        for shift in range(most):
            if at >= len(data):
                return None
            byte = data[at]
            at += 1
            value |= (byte & 0x7F) << (7 * shift)
            if not byte & 0x80:
                break
        values.append(value)
    kind, length = values
    # A two-byte kind keeps the marker bit of its first byte in the published numbering; cells need one byte.
    return kind, at, length
