"""Writing a file as a whole: it appears complete under its name, or not at all."""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import IO

from vungxanh.messages import message
from vungxanh.tables.errors import NotWritable


def write_whole(path: Path, fill: Callable[[IO[bytes]], object]) -> None:
    """`fill` writes into a temporary file beside `path`, which then takes its name; raises NotWritable."""
    if not path.parent.is_dir():
        raise NotWritable(path, message("there is no folder {folder}", folder=path.parent))
    try:
        handle, name = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name}.", suffix=".part")
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from None
    temporary = Path(name)
    try:
        with os.fdopen(handle, "wb") as file:
            fill(file)
            file.flush()
            os.fsync(file.fileno())
        temporary.chmod(0o644)
        temporary.replace(path)
    except OSError as error:
        raise NotWritable(path, error.strerror or str(error)) from None
    finally:
        temporary.unlink(missing_ok=True)
