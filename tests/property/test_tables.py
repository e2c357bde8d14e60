"""Whatever bytes a file holds, reading it gives a table or a TableError; what we write reads back."""

from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

import polars as pl
from hypothesis import example, given, settings
from hypothesis import strategies as st

from tests.hostile.files import honest_workbook
from vungxanh.tables import TableError, read_table, write_csv

HONEST = honest_workbook()
CELLS = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=12).filter(str.strip)


def read(data: bytes) -> None:
    """Reads the bytes under a name that says nothing."""
    with TemporaryDirectory() as folder:
        path = Path(folder) / "file"
        path.write_bytes(data)
        with suppress(TableError):
            read_table(path)


@given(st.binary(max_size=300))
@example(b"\xff\xfea")
@example(b'"')
@example(b"a,b\n\x85")
@settings(max_examples=200, deadline=None)
def test_any_bytes(data: bytes) -> None:
    read(data)


@given(st.text(alphabet="a1,;\t|\"\n\r'=ờ ", max_size=80))
@settings(max_examples=300, deadline=None)
def test_any_text_of_separators_and_quotes(text: str) -> None:
    read(text.encode())


@given(st.integers(0, len(HONEST) - 1), st.integers(0, 255), st.integers(0, len(HONEST)))
@settings(max_examples=150, deadline=None)
def test_a_workbook_with_one_wrong_byte_or_cut_off(at: int, value: int, end: int) -> None:
    data = bytearray(HONEST)
    data[at] = value
    read(bytes(data))
    read(HONEST[:end])


@given(st.lists(st.tuples(CELLS, CELLS, CELLS), min_size=1, max_size=8))
@settings(max_examples=150, deadline=None)
def test_what_is_written_reads_back(rows: list[tuple[str, str, str]]) -> None:
    frame = pl.DataFrame(rows, schema=["case_id", "ward", "district"], orient="row")
    with TemporaryDirectory() as folder:
        path = Path(folder) / "out.csv"
        write_csv(frame, path)
        back = read_table(path, known={"case id", "ward", "district"})
    assert back.frame.rows() == rows
