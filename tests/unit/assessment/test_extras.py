"""The table of inputs: what a row needs, and how a fault is named."""

from datetime import date
from pathlib import Path

import pytest

from tests.building import territory
from vungxanh.assessment.extras import InputsError, coded, indexed, read_inputs

HEADER = "area,day,name,value\n"


def read(tmp_path: Path, text: str):  # type: ignore[no-untyped-def]
    file = tmp_path / "inputs.csv"
    file.write_text(text, "utf-8")
    return read_inputs(file, territory())


def test_rows_are_read(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "B,2021-07-09,beds,3\n C ,2021-07-10 00:00:00, doses ,70.5\n")
    assert table.rows() == [(1, date(2021, 7, 9), "beds", 3.0), (2, date(2021, 7, 10), "doses", 70.5)]


def test_order_and_further_columns_do_not_matter(tmp_path: Path) -> None:
    assert read(tmp_path, "note,value,name,day,area\nx,3,beds,2021-07-09,A\n").rows()[0][0] == 0


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("Z,2021-07-09,beds,3", "row 3: area Z is not a known area"),
        ("A,09/07/2021,beds,3", "row 3: day 09/07/2021 is not a date like 2021-07-09"),
        ("A,2021-13-09,beds,3", "day 2021-13-09"),
        ("A,2021-07-09,,3", "name"),
        ("A,2021-07-09,beds,many", "row 3: value many is not a number"),
        ("A,2021-07-09,beds,", "value"),
        ("A,2021-07-09,beds,nan", "value nan is not a number"),
        ("A,2021-07-09,beds,inf", "value inf is not a number"),
    ],
)
def test_a_row_that_cannot_be_used_is_named(tmp_path: Path, row: str, said: str) -> None:
    with pytest.raises(InputsError, match=said):
        read(tmp_path, HEADER + "A,2021-07-08,beds,1\n" + row + "\n")


def test_missing_columns_are_named(tmp_path: Path) -> None:
    with pytest.raises(InputsError, match="missing: name, value"):
        read(tmp_path, "area,day\nA,2021-07-09\n")


def test_codes_there_and_back(tmp_path: Path) -> None:
    table = read(tmp_path, HEADER + "B,2021-07-09,beds,3\n")
    assert coded(table, territory())["area"].to_list() == ["B"]
    assert indexed(coded(table, territory()), territory()).equals(table)
