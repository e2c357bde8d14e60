"""What a case row is; reading case lists and counts of any origin; row checks; duplicates."""

from vungxanh.linelist.checks import CHECKS, Check
from vungxanh.linelist.errors import (
    AmbiguousColumns,
    ColumnNotThere,
    LineListError,
    MappingError,
    MissingColumns,
    NoRows,
)
from vungxanh.linelist.mapping import Mapping_, read_mapping
from vungxanh.linelist.merging import Merged, merge, read_records
from vungxanh.linelist.reading import DATE_ORDER, CaseFile, read_cases
from vungxanh.linelist.report import Example, Finding, ImportReport
from vungxanh.linelist.vocabulary import Field, vocabulary

__all__ = [
    "CHECKS",
    "DATE_ORDER",
    "AmbiguousColumns",
    "CaseFile",
    "Check",
    "ColumnNotThere",
    "Example",
    "Field",
    "Finding",
    "ImportReport",
    "LineListError",
    "MappingError",
    "Mapping_",
    "Merged",
    "MissingColumns",
    "NoRows",
    "merge",
    "read_cases",
    "read_mapping",
    "read_records",
    "vocabulary",
]
