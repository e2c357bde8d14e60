"""What we write is safe to open in a spreadsheet, whole or not there, and reads back the same."""

from pathlib import Path

import polars as pl
import pytest

from vungxanh.tables import NotWritable, read_table, write_csv

RISKY = ["=1+1", "+84901", "@SUM(A1)", "-2+3", "\t=1", "\r=1", "\n=1", "＝1", "'=1", "''@x"]
PLAIN = ["-3", "-2,5", "'", "a=b", "Phường 4", 'a,"b"', "x\ny"]


def test_no_cell_starts_a_formula_and_all_read_back(tmp_path: Path) -> None:
    path = tmp_path / "out.csv"
    frame = pl.DataFrame({"=header": RISKY + PLAIN, "n": [str(i) for i in range(len(RISKY + PLAIN))]})
    write_csv(frame, path)
    raw = pl.read_csv(path, infer_schema=False)
    assert not [cell for cell in [*raw.columns, *raw.to_series()] if cell[0] in "=+@\t\r\n＝"]
    back = read_table(path).frame
    assert back.rows() == frame.rows()
    assert back.columns == frame.columns


def test_negative_numbers_stay_numbers(tmp_path: Path) -> None:
    write_csv(pl.DataFrame({"n": ["-3"]}), tmp_path / "out.csv")
    assert (tmp_path / "out.csv").read_bytes() == b'\xef\xbb\xbf"n"\n"-3"\n'


def test_the_file_is_whole_or_not_there(tmp_path: Path) -> None:
    with pytest.raises(NotWritable):
        write_csv(pl.DataFrame({"a": ["x"]}), tmp_path / "missing" / "out.csv")
    write_csv(pl.DataFrame({"a": ["x"]}), tmp_path / "out.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["out.csv"]
