"""The database into a file and back: SQLite by its own backup, PostgreSQL by pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from pathlib import Path
from urllib.parse import unquote, urlsplit

from vungxanh.messages import VungXanhError, message


class DumpFailed(VungXanhError):
    """The database could not be written to, or read from, a file."""


def dump(database: str, sqlite_file: Path, folder: Path) -> Path:
    """Write the database as it is at one moment into `folder`; returns the file."""
    if not database:
        target = folder / "database.sqlite3"
        with sqlite3.connect(sqlite_file) as source, sqlite3.connect(target) as copy:
            source.backup(copy)
        return target
    target = folder / "database.dump"
    _run(["pg_dump", "--format=custom", "--no-owner", f"--file={target}"], database)
    return target


def load(dumped: Path, database: str, sqlite_file: Path) -> None:
    """Fill an empty database from a dump of the same kind, whole or not at all."""
    if (dumped.suffix == ".dump") != bool(database):
        raise DumpFailed(
            message("The backup is of the other kind of database: set VUNGXANH_DATABASE as it was then.")
        )
    if not database:
        unfinished = sqlite_file.with_name(sqlite_file.name + ".unfinished")
        shutil.copyfile(dumped, unfinished)
        unfinished.rename(sqlite_file)
        return
    command = ["pg_restore", "--single-transaction", "--exit-on-error", "--no-owner", str(dumped)]
    _run([*command, f"--dbname={_name(database)}"], database)


def _run(command: list[str], database: str) -> None:
    """Run one of PostgreSQL's programs; the password goes by its environment, never by the command line."""
    program = shutil.which(command[0], path=os.environ.get("VUNGXANH_PG_BIN") or os.environ.get("PATH"))
    if program is None:
        raise DumpFailed(
            message("{program} is not here: install PostgreSQL's client programs.", program=command[0])
        )
    done = subprocess.run(  # noqa: S603 - our own arguments
        [program, *command[1:]],
        check=False,
        env=os.environ | _connection(database),
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise DumpFailed(
            message("{program} failed: {reason}", program=command[0], reason=done.stderr.strip()[-300:])
        )


def _connection(database: str) -> dict[str, str]:
    parts = urlsplit(database)
    given = {
        "PGHOST": unquote(parts.hostname or ""),
        "PGPORT": str(parts.port or ""),
        "PGUSER": unquote(parts.username or ""),
        "PGPASSWORD": unquote(parts.password or ""),
        "PGDATABASE": _name(database),
    }
    return {name: value for name, value in given.items() if value}


def _name(database: str) -> str:
    return unquote(urlsplit(database).path.lstrip("/"))
