"""Bringing a backup back into an empty place."""

import shutil
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import connection

from vungxanh.messages import VungXanhError, message
from vungxanh.office.commands.archive import KEPT, Manifest, unpack
from vungxanh.office.commands.dumping import load


class PlaceTaken(VungXanhError):
    """There is an office already; a restore never overwrites one."""


def restore(file: Path) -> Manifest:
    """Check the whole backup first, then fill the empty home folder and the empty database.

    Sessions do not come back: everybody signs in again.
    """
    home: Path = settings.HOME
    _must_be_empty(home)
    home.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=home.parent, prefix=".restore-") as folder:
        manifest = unpack(file, Path(folder))
        dumped = next(Path(folder).glob("database.*"))
        load(dumped, settings.ENVIRONMENT.database, home / "office.sqlite3")
        for name in KEPT:
            place = Path(folder) / "home" / name
            if place.is_file():
                shutil.copy2(place, home / name)
            elif place.is_dir():
                shutil.copytree(place, home / name, dirs_exist_ok=True)
    connection.close()
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM django_session")
    return manifest


def _must_be_empty(home: Path) -> None:
    taken = [name for name in KEPT if name != "secret-key" and (home / name).exists()]
    # Opening an SQLite database creates its file: what counts is whether it has tables.
    if taken or connection.introspection.table_names():
        raise PlaceTaken(
            message("{home} or its database holds an office already; nothing was changed.", home=home)
        )
