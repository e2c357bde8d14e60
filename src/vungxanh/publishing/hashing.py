"""SHA-256 of the files of a folder; links and special files are never followed or opened."""

import hashlib
import os
import stat
from collections.abc import Iterator
from pathlib import Path


def walk(folder: Path) -> Iterator[tuple[str, os.stat_result]]:
    """Every entry below the folder that is not a folder: its path inside, and what it is; sorted."""
    pending = [(folder, "")]
    found = []
    while pending:
        place, prefix = pending.pop()
        with os.scandir(place) as entries:
            for entry in entries:
                path = prefix + entry.name
                status = entry.stat(follow_symlinks=False)
                if stat.S_ISDIR(status.st_mode):
                    pending.append((Path(entry.path), path + "/"))
                else:
                    found.append((path, status))
    yield from sorted(found, key=lambda item: item[0])


def file_sha256(path: Path) -> str:
    """SHA-256 of a file's bytes, in bounded memory."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def is_plain(status: os.stat_result) -> bool:
    """Whether an entry is an ordinary file."""
    return stat.S_ISREG(status.st_mode)
