"""A backup of everything the office needs to go on elsewhere: database, files, assessments, sites, keys."""

import tempfile
from datetime import datetime
from pathlib import Path

from django.conf import settings

from vungxanh import __version__
from vungxanh.messages import VungXanhError, message
from vungxanh.office.commands.archive import Manifest, files_of, write_archive
from vungxanh.office.commands.dumping import dump
from vungxanh.office.records.audit import head, seal


class BackupExists(VungXanhError):
    """A backup never replaces another one."""


def back_up(file: Path, *, as_of: datetime) -> Manifest:
    """Write `file`. The database comes first: whatever its rows name is already among the files."""
    if file.exists():
        raise BackupExists(message("{file} exists already; nothing was written.", file=file))
    seal()
    number, sealed = head()
    manifest = Manifest(
        made_at=as_of.isoformat(),
        version=__version__,
        database="postgresql" if settings.ENVIRONMENT.database else "sqlite",
        audit_number=number,
        audit_sha256=sealed,
    )
    file.parent.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=file.parent, prefix=".backup-") as folder:
        dumped = dump(settings.ENVIRONMENT.database, settings.HOME / "office.sqlite3", Path(folder))
        write_archive(file, manifest, {dumped.name: dumped, **dict(files_of(settings.HOME))})
    return manifest
