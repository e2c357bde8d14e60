"""Duplicates of people: found by probabilistic linkage, decided by rule or by hand."""

from vungxanh.office.usecases.duplicates.deciding import (
    AlreadyDecided,
    call_different,
    merge_pair,
    merge_people,
    undo_merge,
)
from vungxanh.office.usecases.duplicates.finding import (
    Found,
    find_pairs,
    search_duplicates,
    search_everybody,
)

__all__ = [
    "AlreadyDecided",
    "Found",
    "call_different",
    "find_pairs",
    "merge_pair",
    "merge_people",
    "search_duplicates",
    "search_everybody",
    "undo_merge",
]
