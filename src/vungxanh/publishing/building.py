"""A snapshot folder appears whole or not at all, however the program ends."""

import fcntl
import os
import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from vungxanh.messages import VungXanhError, message


class AlreadyPublished(VungXanhError):
    """A snapshot never changes."""


class BeingPublished(VungXanhError):
    """Another program is building the same snapshot."""


class NotPublishable(VungXanhError):
    """The snapshot cannot be written there."""


@contextmanager
def building(out: Path) -> Iterator[Path]:
    """A folder beside `out` to build in; it is renamed to `out` when the block ends well, else removed."""
    out = out.absolute()
    _check_free(out)
    folder = out.parent / f".{out.name}.building"
    lock = _locked(folder, out)
    try:
        _empty(folder)
        yield folder
        _check_free(out)
        folder.rename(out)
    except BaseException:
        shutil.rmtree(folder, ignore_errors=True)
        raise
    finally:
        os.close(lock)


def _check_free(out: Path) -> None:
    if out.is_symlink() or (out.exists() and (not out.is_dir() or any(out.iterdir()))):
        said = message(
            "{folder} is already there, and a snapshot never changes: publish into a new folder",
            folder=str(out),
        )
        raise AlreadyPublished(said)


def _locked(folder: Path, out: Path) -> int:
    """The folder, made and locked; what a killed program left in it is ours to take away."""
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        folder.mkdir(exist_ok=True)
        lock = os.open(folder, os.O_RDONLY | os.O_DIRECTORY | os.O_NOFOLLOW)
    except OSError as error:
        said = message(
            "{folder} cannot be written: {reason}", folder=str(out), reason=error.strerror or str(error)
        )
        raise NotPublishable(said) from error
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError as error:
        os.close(lock)
        raise BeingPublished(message("{folder} is being published right now", folder=str(out))) from error
    if not folder.exists() or not os.path.samestat(os.fstat(lock), folder.stat()):
        # Whoever held the lock has just finished and renamed it.
        os.close(lock)
        raise BeingPublished(message("{folder} is being published right now", folder=str(out)))
    return lock


def _empty(folder: Path) -> None:
    for entry in folder.iterdir():
        if entry.is_dir() and not entry.is_symlink():
            shutil.rmtree(entry)
        else:
            entry.unlink()
