"""Who works on a batch: a lock on a file, which the system lets go when the process dies, however it dies."""

import fcntl
from collections.abc import Iterator
from contextlib import contextmanager

from vungxanh.office.records.models import ImportBatch
from vungxanh.office.usecases.imports.files import folder_of

LEASE = "lease"


@contextmanager
def lease(batch: ImportBatch) -> Iterator[bool]:
    """Whether this process alone works on the batch now; it does until the block ends."""
    folder = folder_of(batch)
    folder.mkdir(parents=True, exist_ok=True, mode=0o700)
    with (folder / LEASE).open("w") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            yield False
            return
        yield True
