"""Opens a table file of any form; what it is, is decided by its first bytes, not by its name."""

import stat
from collections.abc import Collection
from pathlib import Path

from vungxanh.messages import message
from vungxanh.tables.container import check_container
from vungxanh.tables.errors import Empty, NotATable, NotFound, NotReadable, TooLarge
from vungxanh.tables.limits import Limits
from vungxanh.tables.parquet import Choice, read_parquet
from vungxanh.tables.raw import RawTable
from vungxanh.tables.separated import read_separated
from vungxanh.tables.spreadsheet import read_spreadsheet

_REFUSED = {
    b"%PDF": "PDF",
    b"\x1f\x8b": "gzip",
    b"\x89PNG": "PNG",
    b"\xff\xd8\xff": "JPEG",
    b"7z\xbc\xaf": "7-Zip",
    b"SQLite format 3": "SQLite",
    b"{\\rtf": "RTF",
}


def read_table(
    path: Path,
    *,
    sheet: str | None = None,
    limits: Limits = Limits(),  # noqa: B008 (frozen)
    known: Collection[str] = frozenset(),
    choose: Choice | None = None,
) -> RawTable:
    """Reads CSV, Excel, OpenDocument or Parquet; raises a TableError and nothing else.

    `known` are header keys (see `header_key`) that tell which sheet and which row hold the header.
    `choose` picks the columns worth reading from a Parquet file.
    """
    head = _look(path)
    if head.startswith(b"PAR1"):
        return read_parquet(path, limits, choose)
    _check_size(path, limits)
    if head.startswith(b"PK"):
        container = check_container(path, limits)
        return read_spreadsheet(path, container.form, sheet, limits, known)
    if head.startswith(b"\xd0\xcf\x11\xe0"):
        return read_spreadsheet(path, "xls", sheet, limits, known)
    for magic, kind in _REFUSED.items():
        if head.startswith(magic):
            raise NotATable(path, kind)
    try:
        data = path.read_bytes()
    except OSError as error:
        raise NotReadable(path, error.strerror or str(error)) from None
    return read_separated(path, data, limits, known)


def _look(path: Path) -> bytes:
    """The first bytes of a regular file that is not empty."""
    try:
        mode = path.stat().st_mode
        if not stat.S_ISREG(mode):
            raise NotReadable(
                path, message("it is a folder") if stat.S_ISDIR(mode) else message("it is not a regular file")
            )
        with path.open("rb") as file:
            head = file.read(16)
    except FileNotFoundError:
        raise NotFound(path) from None
    except (OSError, ValueError) as error:
        raise NotReadable(path, getattr(error, "strerror", None) or str(error)) from None
    if not head:
        raise Empty(path)
    return head


def _check_size(path: Path, limits: Limits) -> None:
    size = path.stat().st_size
    if size > limits.bytes:
        raise TooLarge(path, message("number of bytes"), size, limits.bytes)
