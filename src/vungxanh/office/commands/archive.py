"""The form of a backup: a tar file whose manifest names every member with its hash.

manifest.json      when, software, database kind, head of the audit trail, sha256 of each member
database.sqlite3   or database.dump (pg_dump, custom format)
home/...           uploads, assessments, published sites, keys
"""

import json
import tarfile
from collections.abc import Iterator
from dataclasses import asdict, dataclass, field
from hashlib import sha256
from io import BytesIO
from pathlib import Path
from typing import IO

from vungxanh.messages import VungXanhError, message

MANIFEST = "manifest.json"
KEPT = ("files", "assessments", "site", "keys", "secret-key")
"""What of the home folder goes into a backup."""


class NotABackup(VungXanhError):
    """The file is not a whole, unchanged backup."""


@dataclass
class Manifest:
    """What a backup says about itself."""

    made_at: str
    version: str
    database: str
    audit_number: int
    audit_sha256: str
    members: dict[str, str] = field(default_factory=dict)

    def to_json(self) -> bytes:
        """For the archive."""
        return json.dumps(asdict(self), indent=1, ensure_ascii=False).encode()


def write_archive(file: Path, manifest: Manifest, members: dict[str, Path]) -> None:
    """Write the members and, last, the manifest; the file appears whole or not at all."""
    unfinished = file.with_name(file.name + ".unfinished")
    unfinished.touch(mode=0o600)
    with tarfile.open(unfinished, "w:gz", compresslevel=3) as archive:
        for name, path in members.items():
            manifest.members[name] = digest(path)
            archive.add(path, arcname=name, recursive=False)
        said = manifest.to_json()
        about = tarfile.TarInfo(MANIFEST)
        about.size = len(said)
        archive.addfile(about, BytesIO(said))
    unfinished.rename(file)


def unpack(file: Path, folder: Path) -> Manifest:
    """Extract into an empty folder and check every member. Raises NotABackup."""
    try:
        with tarfile.open(file, "r:gz") as archive:
            archive.extractall(folder, filter="data")
        manifest = Manifest(**json.loads((folder / MANIFEST).read_text("utf-8")))
    except (tarfile.TarError, OSError, EOFError, ValueError, TypeError) as error:
        raise NotABackup(
            message(
                "{file} is not a backup of the office, or it is damaged: {reason}", file=file, reason=error
            )
        ) from error
    for name, expected in manifest.members.items():
        path = folder / name
        if not path.is_file() or digest(path) != expected:
            raise NotABackup(message("{file}: {member} is missing or was changed.", file=file, member=name))
    return manifest


def files_of(home: Path) -> Iterator[tuple[str, Path]]:
    """The files of the home folder that a backup keeps, with their names in it."""
    for top in KEPT:
        place = home / top
        for path in [place] if place.is_file() else sorted(place.rglob("*")):
            if path.is_file() and not path.is_symlink():
                yield f"home/{path.relative_to(home).as_posix()}", path


def digest(path: Path) -> str:
    """SHA-256 of a file."""
    with path.open("rb") as stream:
        return _digest(stream)


def _digest(stream: IO[bytes]) -> str:
    made = sha256()
    while block := stream.read(1 << 20):
        made.update(block)
    return made.hexdigest()
