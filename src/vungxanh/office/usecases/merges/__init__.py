"""Merging two people into one, and taking it back to the last field and link."""

from vungxanh.office.usecases.merges.errors import (
    AlreadyMerged,
    AlreadyUndone,
    CasesAsk,
    LaterMerge,
)
from vungxanh.office.usecases.merges.merging import merge_people
from vungxanh.office.usecases.merges.undoing import undo_merge

__all__ = ["AlreadyMerged", "AlreadyUndone", "CasesAsk", "LaterMerge", "merge_people", "undo_merge"]
