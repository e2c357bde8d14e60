"""Text tables in every dialect of an office."""

import unicodedata
from pathlib import Path

import pytest

from vungxanh.tables import read_table

TABLE = [["Ngày", "Phường", "Số ca"], ["08/07/2021", "Phường Tân Định", "3"], ["09/07/2021", "Bến Nghé", "1"]]
TONES = "\u0300\u0301\u0303\u0309\u0323"


def windows_1258(text: str) -> bytes:
    """As Windows wrote Vietnamese: tones as marks of their own."""
    out = b""
    for letter in text:
        parts = unicodedata.normalize("NFD", letter)
        tones = "".join(c for c in parts if c in TONES)
        base = unicodedata.normalize("NFC", "".join(c for c in parts if c not in TONES))
        out += base.encode("cp1258") + tones.encode("cp1258")
    return out


def text(separator: str = ",", end: str = "\n") -> str:
    return "".join(separator.join(row) + end for row in TABLE)


ENCODINGS = {
    "utf-8": lambda t: t.encode(),
    "utf-8-sig": lambda t: t.encode("utf-8-sig"),
    "utf-16": lambda t: t.encode("utf-16"),
    "utf-16 without mark": lambda t: t.encode("utf-16-le"),
    "utf-16 other way round": lambda t: b"\xfe\xff" + t.encode("utf-16-be"),
    "windows-1258": windows_1258,
}


@pytest.mark.parametrize("encoding", ENCODINGS)
@pytest.mark.parametrize("separator", [",", ";", "\t", "|"])
@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_any_encoding_separator_and_line_end(tmp_path: Path, encoding: str, separator: str, end: str) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes(ENCODINGS[encoding](text(separator, end)))
    table = read_table(path)
    assert table.frame.columns == TABLE[0]
    assert [list(row) for row in table.frame.rows()] == TABLE[1:]
    assert table.encoding == encoding.split(" ", 1)[0]
    assert table.separator == separator


def test_western_text_stays_western(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_bytes("area,name\n1,Île-de-France\n2,Liège\n".encode("cp1252"))
    table = read_table(path)
    assert table.encoding == "windows-1252"
    assert table.frame["name"].to_list() == ["Île-de-France", "Liège"]


def test_titles_above_and_rows_numbered_as_a_spreadsheet_does(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text(
        'DANH SÁCH\n"nhiều\ndòng",,\n\nNgày;Phường;Số ca\n(1);(2);(3)\n8/7/2021;P4;1\n'.replace(",,", ";;")
    )
    table = read_table(path, known={"ngay", "phuong", "so ca"})
    assert (table.header_row, table.first_data_row) == (4, 6)
    assert table.frame.rows()[-1] == ("8/7/2021", "P4", "1")


def test_a_line_break_in_a_cell_is_kept(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text('a,b\n1,"x\ny"\n2,z\n')
    assert read_table(path).frame.rows() == [("1", "x\ny"), ("2", "z")]


def test_cells_beyond_the_header_are_kept_and_said(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("a,b\n1,2\n3,4,5\n")
    table = read_table(path)
    assert table.frame.rows() == [("1", "2", None), ("3", "4", "5")]
    assert "row 3" in str(table.notes[0])


def test_the_separator_hint_of_excel_is_not_data(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("sep=;\na;b\nx;y\n")
    table = read_table(path)
    assert table.frame.columns == ["a", "b"]
    assert table.first_data_row == 3


def test_captions_of_sormas_belong_to_the_header(tmp_path: Path) -> None:
    path = tmp_path / "t.csv"
    path.write_text("CaseData,Person\nreportDate,person.sex\n##Date of report,Sex\n7/8/2021,MALE\n")
    table = read_table(path, known={"reportdate", "person sex"})
    assert table.frame.rows() == [("7/8/2021", "MALE")]
