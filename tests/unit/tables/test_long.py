"""Long tables: typed columns, the first wrong cell named, nothing half-written."""

from datetime import date
from pathlib import Path

import polars as pl
import pytest

from vungxanh.tables import BadCell, Column, MissingColumn, NotWritable, TwiceGiven, read_long, write_long

COLUMNS = [
    Column("area", "text", also=("location",)),
    Column("date", "date"),
    Column("cases", "count"),
    Column("rate", "number", required=False, empty=True),
]


@pytest.fixture
def table(tmp_path: Path):
    def write(text: str) -> Path:
        path = tmp_path / "counts.csv"
        path.write_text(text, "utf-8")
        return path

    return write


class TestReading:
    def test_columns_are_typed_and_in_the_order_asked_for(self, table) -> None:
        frame = read_long(table("cases,rate,date,area\n3,1.5,2021-07-09,01\n0,,2021-07-10,01\n"), COLUMNS)
        assert frame.rows() == [("01", date(2021, 7, 9), 3, 1.5), ("01", date(2021, 7, 10), 0, None)]
        assert frame.columns == ["area", "date", "cases", "rate"]

    def test_another_name_of_a_column_is_accepted(self, table) -> None:
        assert read_long(table("location,date,cases\nUS,2021-07-09,3\n"), COLUMNS)["area"].to_list() == ["US"]

    def test_an_optional_column_may_be_absent(self, table) -> None:
        assert "rate" not in read_long(table("area,date,cases\na,2021-07-09,3\n"), COLUMNS).columns

    def test_parquet_with_text_dates_reads_like_csv(self, table, tmp_path: Path) -> None:
        csv = table("area,date,cases\na,2021-07-09,3\nb,2021-07-10,4\n")
        parquet = tmp_path / "counts.parquet"
        pl.read_csv(csv, infer_schema=False).write_parquet(parquet)
        assert read_long(parquet, COLUMNS).equals(read_long(csv, COLUMNS))

    def test_parquet_with_its_own_types(self, tmp_path: Path) -> None:
        path = tmp_path / "typed.parquet"
        pl.DataFrame(
            {"area": [7], "date": [date(2021, 7, 9)], "cases": pl.Series([3.0], dtype=pl.Float32)}
        ).write_parquet(path)
        assert read_long(path, COLUMNS).rows() == [("7", date(2021, 7, 9), 3)]

    def test_blank_lines_are_no_rows(self, table) -> None:
        assert read_long(table("area,date,cases\n\na,2021-07-09,3\n,,\n"), COLUMNS).height == 1

    @pytest.mark.parametrize(
        ("line", "column", "why"),
        [
            ("a,09/07/2021,3", "date", "not a date"),
            ("a,2021-02-30,3", "date", "not a date"),
            ("a,2021-07-09,-3", "cases", "not a whole number from 0"),
            ("a,2021-07-09,3.5", "cases", "not a whole number from 0"),
            ("a,2021-07-09,", "cases", "must not be empty"),
            ("a,2021-07-09,many", "cases", "not a whole number from 0"),
            ("a,2021-07-09,inf", "cases", "not a whole number from 0"),
            (",2021-07-09,3", "area", "must not be empty"),
        ],
    )
    def test_the_first_wrong_cell_is_named_with_its_row(
        self, table, line: str, column: str, why: str
    ) -> None:
        with pytest.raises(BadCell) as caught:
            read_long(table(f"area,date,cases\nz,2021-07-08,1\n{line}\n"), COLUMNS)
        said = caught.value.message.render("en")
        assert "row 3" in said
        assert f"column {column}" in said
        assert why in said

    def test_a_missing_column_is_named_with_those_that_are_there(self, table) -> None:
        with pytest.raises(MissingColumn) as caught:
            read_long(table("area,day,cases\na,2021-07-09,3\n"), COLUMNS)
        assert "no column date" in caught.value.message.render("en")
        assert "area, day, cases" in caught.value.message.render("en")


class TestWriting:
    @pytest.mark.parametrize("suffix", [".csv", ".parquet"])
    def test_what_is_written_reads_back(self, tmp_path: Path, suffix: str) -> None:
        frame = pl.DataFrame({"area": ["01", "=x"], "date": [date(2021, 7, 9)] * 2, "cases": [1, 2]})
        write_long(frame, tmp_path / f"out{suffix}")
        assert read_long(tmp_path / f"out{suffix}", COLUMNS).equals(frame)

    def test_another_ending_is_refused_and_nothing_is_written(self, tmp_path: Path) -> None:
        with pytest.raises(NotWritable):
            write_long(pl.DataFrame({"a": [1]}), tmp_path / "out.xlsx")
        assert list(tmp_path.iterdir()) == []


def test_a_first_row_that_looks_like_a_header_is_not_taken_for_one(tmp_path: Path) -> None:
    """Hub files are full of words: what is asked for tells which row names the columns."""
    path = tmp_path / "hub.csv"
    path.write_text("model_id,target,output_type_id\nours,wk inc flu hosp,0.5\nours,area,0.9\n", "utf-8")
    columns = [Column("model_id", "text"), Column("target", "text"), Column("output_type_id", "number")]
    assert read_long(path, columns)["output_type_id"].to_list() == [0.5, 0.9]


class TestOnce:
    def test_a_second_row_for_the_same_area_and_date_is_named_with_the_first(self, table) -> None:
        path = table("area,date,cases\na,2021-07-09,3\nb,2021-07-09,3\na,2021-07-09,4\n")
        with pytest.raises(TwiceGiven) as caught:
            read_long(path, COLUMNS, once=("area", "date", "as_of"))
        assert "row 4: a, 2021-07-09 stands in row 2" in caught.value.message.render("en")

    def test_without_it_rows_may_repeat(self, table) -> None:
        path = table("area,date,cases\na,2021-07-09,3\na,2021-07-09,4\n")
        assert read_long(path, COLUMNS).height == 2
