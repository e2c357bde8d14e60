"""Workbooks: which sheet, which header row, and cells as text."""

from datetime import datetime
from pathlib import Path

import pytest
import xlsxwriter
import xlwt

from vungxanh.tables import NoSuchSheet, read_table

KNOWN = {"ho ten", "phuong", "quan", "ngay bao cao", "stt", "dia chi"}


def book(path: Path) -> Path:
    """A cover, then a list with titles, merged cells, blank rows and columns, and a footer."""
    workbook = xlsxwriter.Workbook(path)
    workbook.add_worksheet("Bìa").write(0, 0, "BÁO CÁO")
    page = workbook.add_worksheet("Danh sách")
    day = workbook.add_format({"num_format": "dd/mm/yyyy"})
    page.merge_range("B2:F2", "DANH SÁCH CA BỆNH")
    for column, name in enumerate(["STT", "Họ tên", "Địa chỉ", "", "Ngày báo cáo"], start=1):
        page.write(3, column, name)
    page.write(4, 3, "Phường")
    page.write(4, 4, "Quận")
    page.write_row(5, 1, [1, "Nguyễn Văn A", "Phường 4", "Quận 6"])
    page.write_datetime(5, 5, datetime(2021, 7, 8), day)
    page.write_row(7, 1, [2.5, "=1+1", "Phường 3", "Quận 6", 44386])
    page.write(9, 1, "Tổng cộng: 2")
    workbook.close()
    return path


def test_the_sheet_that_looks_like_a_table_is_read(tmp_path: Path) -> None:
    table = read_table(book(tmp_path / "b.xlsx"), known=KNOWN)
    assert table.sheet == "Danh sách"
    assert "Bìa" in str(table.notes[0])
    assert table.frame.columns == ["STT", "Họ tên", "Phường", "Quận", "Ngày báo cáo"]
    assert table.header_row == 5
    first = 6 - table.first_data_row
    assert table.frame.row(first) == ("1", "Nguyễn Văn A", "Phường 4", "Quận 6", "2021-07-08")
    assert table.frame.row(first + 2)[0] == "2.5"
    assert table.frame.row(first + 2)[4] == "44386"


def test_a_table_far_down_and_to_the_right(tmp_path: Path) -> None:
    workbook = xlsxwriter.Workbook(tmp_path / "far.xlsx")
    page = workbook.add_worksheet()
    page.write_row(199, 30, ["Phường", "Ngày báo cáo"])
    page.write_row(200, 30, ["Phường 4", "8/7/2021"])
    workbook.close()
    table = read_table(tmp_path / "far.xlsx", known=KNOWN)
    assert table.frame.rows() == [("Phường 4", "8/7/2021")]
    assert (table.header_row, table.first_data_row) == (200, 201)


def test_a_sheet_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(NoSuchSheet, match="Bìa, Danh sách"):
        read_table(book(tmp_path / "b.xlsx"), sheet="Khác")


def test_old_excel(tmp_path: Path) -> None:
    workbook = xlwt.Workbook()
    page = workbook.add_sheet("S")
    day = xlwt.easyxf(num_format_str="DD/MM/YYYY")
    for column, name in enumerate(["Phường", "Ngày báo cáo"]):
        page.write(0, column, name)
    page.write(1, 0, "Phường 4")
    page.write(1, 1, datetime(2021, 7, 8), day)
    workbook.save(str(tmp_path / "old.xls"))
    table = read_table(tmp_path / "old.xls", known=KNOWN)
    assert table.frame.rows() == [("Phường 4", "2021-07-08")]
    assert table.form == "xls"
