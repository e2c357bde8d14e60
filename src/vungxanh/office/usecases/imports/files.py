"""Files of an import: the upload, what a preview found, refused rows, how far it is - beside the transaction.

While the one big transaction runs, nothing it writes is visible: progress and the wish to cancel are files.
"""

import json
import secrets
from collections.abc import Iterable
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.conf import settings

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.office.records.models import ImportBatch
from vungxanh.office.usecases.imports.opening import LIMITS
from vungxanh.tables import write_whole

PROGRESS, CANCEL, REFUSED, PREVIEW = "progress.json", "cancel", "refused.xlsx", "preview.json"


class UploadTooLarge(VungXanhError):
    """More bytes than an import may have."""


def file_of(batch: ImportBatch) -> Path:
    """The upload as it came."""
    return Path(settings.FILES) / batch.stored


def folder_of(batch: ImportBatch) -> Path:
    """Where the files of a batch are."""
    return file_of(batch).parent


def keep(name: str, content: Iterable[bytes]) -> tuple[str, str, int]:
    """Write an upload; its path below FILES, its hash, its size. Raises UploadTooLarge."""
    parts = []
    size = 0
    for part in content:
        size += len(part)
        if size > LIMITS.bytes:
            raise UploadTooLarge(
                message("The file is larger than {size} MB.", size=LIMITS.bytes // 1_000_000)
            )
        parts.append(part)
    whole = b"".join(parts)
    folder = Path(settings.FILES) / "imports" / secrets.token_hex(8)
    folder.mkdir(parents=True, mode=0o700)
    # Shown in messages about the file, so it keeps its name; nothing of it may leave the folder.
    safe = (
        "".join(c if c.isalnum() or c in " ._-" else "_" for c in Path(name).name)[-100:].lstrip(".")
        or "file"
    )
    write_whole(folder / safe, lambda file: file.write(whole))
    return (folder / safe).relative_to(settings.FILES).as_posix(), sha256(whole).hexdigest(), size


def tell(batch: ImportBatch, phase: str, done: int, total: int) -> None:
    """How far the running work is."""
    put(batch, PROGRESS, {"phase": phase, "done": done, "total": total})


def progress_of(batch: ImportBatch) -> dict[str, Any]:
    """Phase (reading, writing, searching), rows done and rows in all."""
    return get(batch, PROGRESS) or {"phase": "", "done": 0, "total": 0}


def ask_to_cancel(batch: ImportBatch) -> None:
    """Leave the wish where the running work looks for it."""
    folder_of(batch).mkdir(parents=True, exist_ok=True, mode=0o700)
    (folder_of(batch) / CANCEL).touch()


def is_cancelled(batch: ImportBatch) -> bool:
    """Whether somebody wants the running work to end."""
    return (folder_of(batch) / CANCEL).exists()


def put(batch: ImportBatch, name: str, content: Any) -> None:
    """Write a small file of a batch as a whole."""
    said = json.dumps(content, ensure_ascii=False, default=str).encode()
    folder_of(batch).mkdir(parents=True, exist_ok=True, mode=0o700)
    write_whole(folder_of(batch) / name, lambda file: file.write(said))


def get(batch: ImportBatch, name: str) -> Any:
    """A small file of a batch; None where there is none."""
    try:
        return json.loads((folder_of(batch) / name).read_text("utf-8"))
    except (OSError, ValueError):
        return None


def both(said: Message) -> dict[str, str]:
    """A sentence in both languages."""
    return {"vi": said.render("vi"), "en": said.render("en")}
