"""A table as it stands in a file, before anybody says what its columns mean."""

from dataclasses import dataclass

import polars as pl

from vungxanh.messages import Message


@dataclass(frozen=True)
class RawTable:
    """The rows below the header.

    Text and spreadsheet files give text columns (dates of a spreadsheet as ISO text, whole numbers
    without decimals); Parquet keeps its types. Blank rows stay in, so that frame row i is row
    `first_data_row + i` of the file, counted from 1 as a spreadsheet does.
    """

    frame: pl.DataFrame
    form: str
    header_row: int
    first_data_row: int
    sheet: str | None = None
    encoding: str | None = None
    separator: str | None = None
    notes: tuple[Message, ...] = ()
