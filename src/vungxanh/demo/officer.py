"""cases.xlsx: the same list as a busy officer types it, with a handful of deliberate faults.

Wards are spelled in the ways that real lists show; dates stand partly as Excel dates, partly as text. Each
planted fault is written down, so that an import report can be checked against it.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path
from unicodedata import normalize

import numpy as np
import polars as pl
import xlsxwriter

from vungxanh.territory import Territory

COLUMNS = {
    "number": "STT",
    "case_id": "Mã ca bệnh",
    "name": "Họ tên",
    "birth_year": "Năm sinh",
    "sex": "Giới tính",
    "group_number": "Tổ",
    "quarter": "Khu phố",
    "ward": "Phường",
    "district": "Quận",
    "onset_date": "Ngày khởi phát",
    "sample_date": "Ngày lấy mẫu",
    "result_date": "Ngày có kết quả",
    "report_date": "Ngày báo cáo",
    "found_in": "Nơi phát hiện",
    "source_known": "Tình trạng nguồn lây",
    "source_case": "Ca nguồn",
    "cluster": "Ổ dịch",
}
TITLES = (
    "TRUNG TÂM Y TẾ QUẬN 6 – SỐ LIỆU MÔ PHỎNG",
    "DANH SÁCH CA BỆNH COVID-19 (không có người thật nào trong danh sách này)",
)
HEADER_ROW = len(TITLES) + 2
"""File row of the header, counted from 1; one empty row stands above it."""

SPELLINGS = {
    "Phường": ("Phường {n}", "P.{n}", "P{n}", "Phường {n:02d}", "phường {n}", "phuong {n}", "P. {n:02d}"),
    "Khu phố": ("Khu phố {n}", "KP{n}", "KP.{n}", "khu phố {n:02d}", "KP {n}"),
    "Quận": ("Quận {n}", "Q.{n}", "Q{n}", "quan {n}"),
}
WORDS: Mapping[str, tuple[str, ...]] = {
    "community": ("Cộng đồng", "Cộng đồng", "Trong cộng đồng", "Sàng lọc cộng đồng"),
    "quarantine": ("Khu cách ly", "Cách ly tại nhà", "Khu cách ly tập trung"),
    "lockdown": ("Khu phong tỏa", "Khu phong toả"),
    "yes": ("Đã rõ nguồn lây", "Rõ nguồn lây"),
    "no": ("Chưa rõ nguồn lây", "Chưa rõ"),
    "female": ("Nữ",),
    "male": ("Nam",),
}
DATES = ("onset_date", "sample_date", "result_date", "report_date")

Cell = str | int | date | None
Row = dict[str, Cell]


@dataclass(frozen=True)
class Fault:
    """One deliberate fault and where it stands in the file."""

    kind: str
    row: int
    case_id: str
    column: str
    value: str


def write_officer_list(
    cases: pl.DataFrame, territory: Territory, faults: Mapping[str, int], path: Path, rng: np.random.Generator
) -> list[Fault]:
    """Write cases.xlsx and say which faults were planted in which file rows."""
    rows = [_typed(case, territory, rng) for case in cases.iter_rows(named=True)]
    planted = _plant(rows, faults, rng)
    for number, row in enumerate(rows, start=1):
        row["number"] = number
    _write(rows, path)
    return planted


def _typed(case: dict[str, Cell], territory: Territory, rng: np.random.Generator) -> Row:
    """One row as typed by hand."""
    quarter, ward = (territory.index[str(case[key])] for key in ("quarter_code", "ward_code"))
    row: Row = {column: case.get(column) for column in COLUMNS}
    row |= {"quarter": _spell(territory.names[quarter], rng), "ward": _spell(territory.names[ward], rng)}
    if territory.parent[ward] >= 0:
        row["district"] = _spell(territory.names[territory.parent[ward]], rng)
    for column in ("found_in", "source_known", "sex"):
        if row[column] is not None:
            row[column] = str(rng.choice(WORDS[str(row[column])]))
    if rng.random() < 0.12:
        style = str(rng.choice(["%d/%m/%Y", "%d-%m-%Y", "%d.%m.%Y"]))
        row |= {c: day.strftime(style) for c in DATES if isinstance(day := row[c], date)}
    return row


def _spell(name: str, rng: np.random.Generator) -> str:
    """A numbered name in one of its spellings; sometimes with decomposed accents, as from a Mac."""
    numbered = re.fullmatch(r"(Phường|Khu phố|Quận) (\d+)", name)
    if numbered is None:
        return name
    forms = SPELLINGS[numbered[1]]
    # Most rows are typed the usual way.
    form = forms[0] if rng.random() < 0.5 else str(rng.choice(forms))
    text = form.format(n=int(numbered[2]))
    return normalize("NFD", text) if rng.random() < 0.05 else text


def _plant(rows: list[Row], faults: Mapping[str, int], rng: np.random.Generator) -> list[Fault]:
    """Spoil different rows, one fault each; repeated rows go to the end of the list."""
    # A wrong day of sampling shows only where there is an onset to compare it with.
    complete = [position for position, row in enumerate(rows) if row["onset_date"] is not None]
    kinds = [kind for kind, count in faults.items() for _ in range(count)][: len(complete)]
    chosen = rng.choice(complete, size=len(kinds), replace=False)
    planted = []
    for kind, position in zip(kinds, chosen.tolist(), strict=True):
        row = rows[position]
        if kind == "repeated_row":
            rows.append(dict(row))
            at, column = len(rows) - 1, "case_id"
        else:
            at, column = position, _spoil(row, kind)
        planted.append(Fault(kind, HEADER_ROW + 1 + at, str(row["case_id"]), column, str(row[column] or "")))
    return sorted(planted, key=lambda fault: fault.row)


def _spoil(row: Row, kind: str) -> str:
    """Change the row as the fault says; returns the column that is wrong."""
    match kind:
        case "no_such_ward":
            row["ward"], column = "Phường 15", "ward"
        case "other_district":
            row["district"], column = "Quận 8", "district"
        case "no_ward":
            row["ward"] = row["quarter"] = None
            column = "ward"
        case "sample_years_early":
            row["sample_date"], column = "12/07/2012", "sample_date"
        case "future_report":
            row["report_date"], column = "15/07/2051", "report_date"
        case "no_such_day":
            row["sample_date"], column = "31/06/2021", "sample_date"
        case _:
            raise KeyError(kind)
    return column


def _write(rows: list[Row], path: Path) -> None:
    """The workbook; its creation date is fixed, so that equal rows give equal bytes."""
    with xlsxwriter.Workbook(path) as book:
        book.set_properties({"created": datetime(2021, 8, 15), "comments": "Simulated data"})
        bold = book.add_format({"bold": True, "align": "center"})
        day = book.add_format({"num_format": "dd/mm/yyyy"})
        sheet = book.add_worksheet("Danh sách F0")
        for index, title in enumerate(TITLES):
            sheet.merge_range(index, 0, index, len(COLUMNS) - 1, title, bold)
        sheet.write_row(HEADER_ROW - 1, 0, COLUMNS.values(), bold)
        sheet.set_column(0, len(COLUMNS) - 1, 14)
        for index, row in enumerate(rows, start=HEADER_ROW):
            for at, column in enumerate(COLUMNS):
                value = row[column]
                if isinstance(value, date):
                    sheet.write_datetime(index, at, value, day)
                elif value is not None:
                    sheet.write(index, at, value)
