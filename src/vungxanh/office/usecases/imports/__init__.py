"""Imports: a file is uploaded, understood, previewed, and becomes records in one transaction."""

from vungxanh.office.usecases.imports.batches import (
    STATUS,
    NotNow,
    batch_or_not_found,
    batches_for,
    cancel_batch,
    choose_columns,
    start_batch,
    upload,
)
from vungxanh.office.usecases.imports.files import PREVIEW, REFUSED, folder_of, get, progress_of
from vungxanh.office.usecases.imports.kind import Kind
from vungxanh.office.usecases.imports.kinds import KINDS, kind_of, kinds_for
from vungxanh.office.usecases.imports.previewing import preview
from vungxanh.office.usecases.imports.running import recover_batches, run_batch, run_file

__all__ = [
    "KINDS",
    "PREVIEW",
    "REFUSED",
    "STATUS",
    "Kind",
    "NotNow",
    "batch_or_not_found",
    "batches_for",
    "cancel_batch",
    "choose_columns",
    "folder_of",
    "get",
    "kind_of",
    "kinds_for",
    "preview",
    "progress_of",
    "recover_batches",
    "run_batch",
    "run_file",
    "start_batch",
    "upload",
]
