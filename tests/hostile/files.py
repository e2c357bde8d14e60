"""A folder of hostile and broken files, built anew for each run; nothing binary is kept in the repository."""

import io
import struct
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path

import polars as pl
import xlsxwriter

HEADER = "case_id,ward,district,report_date\n"
ROW = "1,Phường 4,Quận 6,2021-07-08\n"
STRANGE_DATES = [
    *("0000-00-00", "1900-01-00", "1900-01-01", "9999-12-31", "31/02/2021", "99999999", "1e9", "-1"),
    *("2021-07-08T25:61", "32/13/2021", "44385", "0", "2021-07", "08/07", "NaN", "−5", "٢٠٢١-٠٧-٠٨"),
]

_CONTENT_TYPES = """<?xml version="1.0" encoding="UTF-8"?>
<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">
<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>
<Default Extension="xml" ContentType="application/xml"/>
<Override PartName="/xl/workbook.xml"
 ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/>
</Types>"""
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"
_RELS = f"""<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/officeDocument"
 Target="xl/workbook.xml"/></Relationships>"""
_BOOK = f"""<workbook xmlns="{_MAIN}" xmlns:r="{_OFFICE}"><sheets>
<sheet name="S" sheetId="1" r:id="rId1"/></sheets></workbook>"""
_BOOK_RELS = f"""<Relationships xmlns="{_PACKAGE}"><Relationship Id="rId1" Type="{_OFFICE}/worksheet"
 Target="worksheets/sheet1.xml"/></Relationships>"""


def workbook(sheet_xml: str, extra: dict[str, bytes] | None = None) -> bytes:
    """A minimal .xlsx around the XML of one sheet."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in (
            ("[Content_Types].xml", _CONTENT_TYPES),
            ("_rels/.rels", _RELS),
            ("xl/workbook.xml", _BOOK),
            ("xl/_rels/workbook.xml.rels", _BOOK_RELS),
            ("xl/worksheets/sheet1.xml", sheet_xml),
        ):
            archive.writestr(name, text)
        for name, data in (extra or {}).items():
            archive.writestr(name, data)
    return buffer.getvalue()


def sheet(rows: str, before: str = "") -> str:
    """The XML of a sheet with the given rows."""
    return (
        f'<?xml version="1.0"?>{before}<worksheet xmlns="{_MAIN}"><sheetData>{rows}</sheetData></worksheet>'
    )


def cell(reference: str, text: str) -> str:
    """One cell of text."""
    return f'<c r="{reference}" t="inlineStr"><is><t>{text}</t></is></c>'


def honest_workbook() -> bytes:
    """A small .xlsx as an office program writes it."""
    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer)
    page = book.add_worksheet()
    page.write_row(0, 0, HEADER.strip().split(","))
    page.write_row(1, 0, ROW.strip().split(","))
    book.close()
    return buffer.getvalue()


GIGABYTES = 2 << 30


def zip_bomb() -> bytes:
    """A sheet of two gigabytes in two megabytes, and the directory says so."""
    return _packed(declared=GIGABYTES)


def lying_bomb() -> bytes:
    """A member whose directory entry says ten bytes and whose data unpack to two gigabytes."""
    return _packed(declared=10)


def _packed(declared: int) -> bytes:
    squeeze = zlib.compressobj(9, zlib.DEFLATED, -15)
    # After a full flush nothing refers back: the same megabyte can be repeated as it is.
    megabyte = squeeze.compress(b" " * (1 << 20)) + squeeze.flush(zlib.Z_FULL_FLUSH)
    data = megabyte * (GIGABYTES >> 20) + squeeze.flush()
    name = b"xl/worksheets/sheet1.xml"
    crc = zlib.crc32(b" " * 10)
    sizes = (crc, len(data), declared)
    local = struct.pack("<4s5H3I2H", b"PK\3\4", 20, 0, 8, 0, 0, *sizes, len(name), 0) + name
    entry = struct.pack("<4s6H3I5H2I", b"PK\1\2", 20, 20, 0, 8, 0, 0, *sizes, len(name), 0, 0, 0, 0, 0, 0)
    directory = entry + name
    end = struct.pack("<4s4H2IH", b"PK\5\6", 0, 0, 1, 1, len(directory), len(local) + len(data), 0)
    return local + data + directory + end


def billion_laughs() -> bytes:
    """Entities that grow tenfold nine times."""
    entities = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{i} "{f"&a{i - 1};" * 10}">' for i in range(1, 10))
    return workbook(sheet(f'<row r="1">{cell("A1", "&a9;")}</row>', f"<!DOCTYPE x [{entities}]>"))


def opposite_corners() -> bytes:
    """Two cells, seventeen billion cells apart."""
    rows = f'<row r="1">{cell("A1", "ward")}</row><row r="1048576">{cell("XFD1048576", "x")}</row>'
    return workbook(sheet(rows))


def _ods(table: str) -> bytes:
    buffer = io.BytesIO()
    names = 'xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" '
    names += 'xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0" '
    names += 'xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0"'
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("mimetype", "application/vnd.oasis.opendocument.spreadsheet")
        archive.writestr(
            "content.xml",
            f"<office:document-content {names}><office:body><office:spreadsheet>"
            f'<table:table table:name="S">{table}</table:table>'
            "</office:spreadsheet></office:body></office:document-content>",
        )
    return buffer.getvalue()


def repeated_cells() -> bytes:
    """One cell of an .ods, to be repeated sixteen thousand times in a million rows."""
    one = '<table:table-cell office:value-type="string" table:number-columns-repeated="16384">'
    text = f"{one}<text:p>x</text:p></table:table-cell>"
    return _ods(f'<table:table-row table:number-rows-repeated="1048576">{text}</table:table-row>')


def nested_parquet() -> bytes:
    """Columns that hold lists and structures."""
    buffer = io.BytesIO()
    pl.DataFrame({"ward": [["a"], ["b", "c"]], "report_date": [{"x": 1}, {"x": 2}]}).write_parquet(buffer)
    return buffer.getvalue()


def _encrypted_zip() -> bytes:
    data = bytearray(honest_workbook())
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = archive.namelist()
    at = -1
    for _ in names:
        at = data.index(b"PK\1\2", at + 1)
        data[at + 8] |= 1
    return bytes(data)


UNREADABLE: dict[str, Callable[[], bytes]] = {
    "empty.csv": lambda: b"",
    "only-bom.csv": lambda: b"\xef\xbb\xbf",
    "only-bom-utf16.csv": lambda: b"\xff\xfe",
    "only-blank-lines.csv": lambda: b"\n\n\n",
    "only-header.csv": HEADER.encode,
    "binary.csv": lambda: bytes(range(256)) * 40,
    "binary.xlsx": lambda: bytes(reversed(range(256))) * 40,
    "nul-bytes.csv": (HEADER + "1,Ph\0ng 4,Quận 6,2021-07-08\n").encode,
    "half-utf16.csv": lambda: (HEADER + ROW).encode("utf-16")[:-1],
    "million-columns.csv": lambda: b",".join(b"c%d" % i for i in range(1_000_000)) + b"\n1\n",
    "two-thousand-and-one-columns.csv": lambda: ",".join(f"c{i}" for i in range(2001)).encode() + b"\n1\n",
    "open-quote.csv": (HEADER + '1,"Phường 4,Quận 6,2021-07-08\n' + ROW * 3).encode,
    "page.csv": lambda: b"<!DOCTYPE html><html><table><tr><td>x</td></tr></table></html>",
    "page.xls": lambda: b"<html><body><table><tr><td>ward</td></tr></table></body></html>",
    "data.json": lambda: b'{"ward": ["x"]}',
    "report.pdf": lambda: b"%PDF-1.7\n1 0 obj\n",
    "archive.zip": lambda: _zip({"readme.txt": b"x"}),
    "truncated.xlsx": lambda: honest_workbook()[:-400],
    "half.xlsx": lambda: honest_workbook()[: len(honest_workbook()) // 2],
    "bomb.xlsx": zip_bomb,
    "lying-bomb.xlsx": lying_bomb,
    "laughs.xlsx": billion_laughs,
    "corners.xlsx": opposite_corners,
    "path.xlsx": lambda: workbook(sheet(""), {"../../escape.xml": b"x"}),
    "absolute-path.xlsx": lambda: workbook(sheet(""), {"/etc/passwd": b"x"}),
    "locked.xlsx": _encrypted_zip,
    "no-sheet.xlsx": lambda: _zip({"xl/workbook.xml": b"<workbook/>"}),
    "broken-xml.xlsx": lambda: workbook("<worksheet><sheetData><row><c"),
    "blank-sheet.xlsx": lambda: workbook(sheet("")),
    "many-columns.xlsx": lambda: workbook(sheet(f'<row r="1">{cell("XFD1", "ward")}{cell("A1", "x")}</row>')),
    "garbage.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(range(256)) * 20,
    "short.xls": lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1",
    "garbage.xlsb": lambda: _zip(
        {"xl/workbook.bin": bytes(range(256)), "xl/worksheets/sheet1.bin": b"\x01" * 99}
    ),
    "repeated.ods": repeated_cells,
    "garbage.ods": lambda: _zip({"content.xml": b"<office:document-content>"}),
    "garbage.parquet": lambda: b"PAR1" + bytes(range(256)) * 10 + b"PAR1",
    "truncated.parquet": lambda: nested_parquet()[:-20],
    "nested.parquet": nested_parquet,
    "sqlite.csv": lambda: b"SQLite format 3\0" + b"\0" * 100,
    "gzip.csv": lambda: b"\x1f\x8b\x08\0\0\0\0\0",
}
"""File name -> content that no reader of ours may accept."""


READABLE: dict[str, Callable[[], bytes]] = {
    "honest.xlsx": honest_workbook,
    "formula.csv": (HEADER + "=1+1,Phường 4,Quận 6,2021-07-08\n" + ROW).encode,
    "long-cell.csv": (HEADER + f"1,{'x' * 5_000_000},Quận 6,2021-07-08\n" + ROW).encode,
    "mixed-encodings.csv": lambda: (HEADER + ROW * 20).encode() + b"2,Ph\xfcng 4,Qu\xe2n 6,2021-07-08\n",
    "strange-dates.csv": (
        HEADER + "".join(f"{i},Phường 4,Quận 6,{day}\n" for i, day in enumerate(STRANGE_DATES))
    ).encode,
    "duplicate-headers.csv": (
        "case_id,ward,ghi chú,ghi chú,,,report_date\n1,Phường 4,a,b,c,d,2021-07-08\n"
    ).encode,
    "invisible.csv": (
        "\u200bcase_id,\u202eward\u202c,district,report_date\u200d\n"
        "1,Ph\u200bường 4,\u202eQuận 6\u202c,2021-07-08\n"
    ).encode,
    "ragged.csv": (HEADER + "1\n1,2,3,4,5,6,7\n,,,\n" + ROW).encode,
    "odd-quotes.csv": (HEADER + '1,Phường "4",Quận 6,2021-07-08\n2,"a" b,c,d\n').encode,
    "lone-quote.csv": (HEADER + '1,5" pipe,Quận 6,2021-07-08\n' + ROW).encode,
    "huge-numbers.csv": ("area,date,cases\n27373,2021-07-08,9" + "9" * 400 + "\n").encode,
    "old-mac.csv": lambda: (HEADER + ROW).replace("\n", "\r").encode(),
}
"""File name -> content that is odd, but has rows that a reader can judge one by one."""


def garbage_xlsb() -> bytes:
    """The right file names around nonsense."""
    return _zip({"xl/workbook.bin": bytes(range(256)), "xl/worksheets/sheet1.bin": b"\x01" * 99})


def _zip(members: dict[str, bytes]) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return buffer.getvalue()


def build(folder: Path, files: dict[str, Callable[[], bytes]]) -> dict[str, Path]:
    """Writes the files; name -> path."""
    paths = {}
    for name, content in files.items():
        paths[name] = folder / name
        paths[name].write_bytes(content())
    return paths
