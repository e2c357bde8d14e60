"""Reading and writing table files of any form, hostile input included."""

from vungxanh.tables.errors import (
    Damaged,
    Empty,
    Locked,
    NoSuchSheet,
    NotATable,
    NotFound,
    NotReadable,
    NotWritable,
    Suspicious,
    TableError,
    TooLarge,
)
from vungxanh.tables.folding import fold, header_key
from vungxanh.tables.limits import Limits
from vungxanh.tables.long import BadCell, Column, MissingColumn, TwiceGiven, read_long, write_long
from vungxanh.tables.raw import RawTable
from vungxanh.tables.reading import read_table
from vungxanh.tables.whole import write_whole
from vungxanh.tables.writing import write_csv

__all__ = [
    "BadCell",
    "Column",
    "Damaged",
    "Empty",
    "Limits",
    "Locked",
    "MissingColumn",
    "NoSuchSheet",
    "NotATable",
    "NotFound",
    "NotReadable",
    "NotWritable",
    "RawTable",
    "Suspicious",
    "TableError",
    "TooLarge",
    "TwiceGiven",
    "fold",
    "header_key",
    "read_long",
    "read_table",
    "write_csv",
    "write_long",
    "write_whole",
]
