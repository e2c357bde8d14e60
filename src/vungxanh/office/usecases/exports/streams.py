"""Rows as a CSV file or a workbook that is sent while it is made: neither is ever whole in memory.

Text that a spreadsheet would run as a formula is made harmless; an import turns it back.
"""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any, cast
from xml.sax.saxutils import escape as in_xml
from zipfile import ZIP_DEFLATED, ZipFile

import polars as pl

from vungxanh.office.usecases.exports.exporting import Export
from vungxanh.tables.escaping import escape

SHEET = 500_000
"""Rows of one sheet: Excel holds 1,048,576, and a part of the file no more than 2 GB."""
EPOCH = date(1899, 12, 30).toordinal()
UNFIT = dict.fromkeys([*range(9), 11, 12, *range(14, 32), 0xFFFE, 0xFFFF])
"""Characters that XML cannot hold."""


def csv_stream(export: Export) -> Iterator[bytes]:
    """UTF-8 with a byte order mark, as spreadsheets want it."""
    yield b"\xef\xbb\xbf" + _lines([export.headings()])
    for rows in export.steps():
        yield _lines(rows)


def xlsx_stream(export: Export) -> Iterator[bytes]:
    """A workbook with days as days and a frozen heading."""
    out = _Outlet()
    sheets = 0
    with ZipFile(cast(Any, out), "w", ZIP_DEFLATED, compresslevel=1) as book:
        steps = export.steps()
        waiting = next(steps, None)
        while waiting is not None or not sheets:
            sheets += 1
            with book.open(f"xl/worksheets/sheet{sheets}.xml", "w") as sheet:
                sheet.write(HEAD + _xml(0, export.headings()))
                yield out.take()
                line = 0
                while waiting is not None and line < SHEET:
                    sheet.write(b"".join(_xml(line + i, row) for i, row in enumerate(_harmless(waiting), 1)))
                    line += len(waiting)
                    yield out.take()
                    waiting = next(steps, None)
                sheet.write(b"</sheetData></worksheet>")
        for name, content in _frame(sheets).items():
            book.writestr(name, content)
    yield out.take()


class _Outlet:
    """Where the zip is written to: bytes that have not been sent yet."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def write(self, data: bytes) -> int:
        """Keep what is to be sent."""
        self._parts.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        """Nothing is held back."""

    def take(self) -> bytes:
        """What has come since the last time."""
        taken = b"".join(self._parts)
        self._parts.clear()
        return taken


def _lines(rows: Sequence[Sequence[Any]]) -> bytes:
    frame = _table(rows)
    return frame.write_csv(include_header=False, quote_style="non_numeric").encode() if len(rows) else b""


def _table(rows: Sequence[Sequence[Any]]) -> pl.DataFrame:
    """Rows as text columns, harmless."""
    names = [f"c{number}" for number in range(len(rows[0]))]
    columns = zip(*rows, strict=True)
    text = [[None if cell is None else str(cell) for cell in column] for column in columns]
    return escape(pl.DataFrame(dict(zip(names, text, strict=True)), schema=dict.fromkeys(names, pl.String)))


def _harmless(rows: Sequence[Sequence[Any]]) -> Iterator[list[Any]]:
    """The rows with their text escaped, days and numbers as they are."""
    for row, safe in zip(rows, _table(rows).iter_rows(), strict=True):
        yield [text if isinstance(cell, str) else cell for cell, text in zip(row, safe, strict=True)]


def _xml(line: int, cells: Sequence[Any]) -> bytes:
    told = "".join(map(_cell, cells))
    return f'<row r="{line + 1}">{told}</row>'.encode()


def _cell(value: Any) -> str:
    if value is None:
        return "<c/>"
    if isinstance(value, int | float):
        return f"<c><v>{value}</v></c>"
    if isinstance(value, date):
        return f'<c s="1"><v>{value.toordinal() - EPOCH}</v></c>'
    text = in_xml(str(value).translate(UNFIT)[:32_000])
    return f'<c t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'


DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>'
MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
FORMAT = "application/vnd.openxmlformats-officedocument.spreadsheetml"
HEAD = (
    f'{DECLARED}<worksheet xmlns="{MAIN}"><sheetViews><sheetView workbookViewId="0">'
    '<pane ySplit="1" topLeftCell="A2" activePane="bottomLeft" state="frozen"/></sheetView></sheetViews>'
    "<sheetData>"
).encode()
STYLES = (
    f'{DECLARED}<styleSheet xmlns="{MAIN}"><numFmts count="1">'
    '<numFmt numFmtId="164" formatCode="dd/mm/yyyy"/>'
    '</numFmts><fonts count="1"><font/></fonts><fills count="1"><fill/></fills>'
    '<borders count="1"><border/></borders><cellStyleXfs count="1"><xf/></cellStyleXfs>'
    '<cellXfs count="2"><xf/><xf numFmtId="164" applyNumberFormat="1"/></cellXfs></styleSheet>'
)


def _frame(sheets: int) -> dict[str, str]:
    """The parts of a workbook around its sheets."""
    numbers = range(1, sheets + 1)
    listed = "".join(f'<sheet name="{n}" sheetId="{n}" r:id="rId{n}"/>' for n in numbers)
    linked = "".join(_link(f"rId{n}", "worksheet", f"worksheets/sheet{n}.xml") for n in numbers)
    typed = "".join(_type(f"/xl/worksheets/sheet{n}.xml", "worksheet") for n in numbers)
    return {
        "[Content_Types].xml": (
            f'{DECLARED}<Types xmlns="{PACKAGE}/content-types">'
            '<Default Extension="rels" '
            'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            '<Default Extension="xml" ContentType="application/xml"/>'
            f"{_type('/xl/workbook.xml', 'sheet.main')}{_type('/xl/styles.xml', 'styles')}{typed}</Types>"
        ),
        "_rels/.rels": (
            f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">'
            f"{_link('rId1', 'officeDocument', 'xl/workbook.xml')}</Relationships>"
        ),
        "xl/workbook.xml": (
            f'{DECLARED}<workbook xmlns="{MAIN}" xmlns:r="{OFFICE}"><sheets>{listed}</sheets></workbook>'
        ),
        "xl/_rels/workbook.xml.rels": (
            f'{DECLARED}<Relationships xmlns="{PACKAGE}/relationships">{linked}'
            f"{_link('rIdS', 'styles', 'styles.xml')}</Relationships>"
        ),
        "xl/styles.xml": STYLES,
    }


def _type(part: str, kind: str) -> str:
    return f'<Override PartName="{part}" ContentType="{FORMAT}.{kind}+xml"/>'


def _link(name: str, kind: str, target: str) -> str:
    return f'<Relationship Id="{name}" Type="{OFFICE}/{kind}" Target="{target}"/>'
