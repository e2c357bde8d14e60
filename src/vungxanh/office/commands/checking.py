"""Whether the office is in order: what `vungxanh office check` looks at, each with a plain answer."""

import shutil
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Literal

from django.conf import settings
from django.db import connection

from vungxanh.messages import Message, message
from vungxanh.office.commands.starting import pending_migrations
from vungxanh.office.usecases.audit import check_trail
from vungxanh.office.usecases.health import dead_work, known_heads, lost_files

LEAST_SPACE = 2_000_000_000
STUCK = timedelta(hours=2)


@dataclass(frozen=True)
class Finding:
    """One thing that was looked at: in order, to be looked after, or wrong."""

    state: Literal["good", "care", "wrong"]
    said: Message


def check(*, as_of: datetime, heads: list[tuple[int, str]] | None = None) -> Iterator[Finding]:
    """Everything, one after the other; `heads` are heads of the audit trail from backups."""
    yield _database()
    if (pending := pending_migrations()) != []:
        yield Finding("wrong", message("The database lacks {count} changes: run init.", count=len(pending)))
        return
    yield from _trail([*known_heads(), *(heads or [])])
    yield from _files()
    yield from _work(as_of)
    yield from _place(settings.HOME)
    yield from _settings()


def _database() -> Finding:
    with connection.cursor() as cursor:
        cursor.execute("SELECT 1")
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA quick_check")
            answer = cursor.fetchone()[0]
        if answer != "ok":
            return Finding("wrong", message("The database file is damaged: {answer}", answer=answer))
    return Finding("good", message("The database answers ({kind}).", kind=connection.vendor))


def _trail(heads: list[tuple[int, str]]) -> Iterator[Finding]:
    faults = check_trail(heads=heads)
    if not faults:
        yield Finding(
            "good", message("The audit trail is whole, with {count} known heads.", count=len(heads))
        )
    yield from (Finding("wrong", fault) for fault in faults)


def _files() -> Iterator[Finding]:
    missing = lost_files()
    if not missing:
        yield Finding("good", message("Every file that a record names is there and unchanged."))
    yield from (Finding("wrong", message("Missing or changed: {file}", file=file)) for file in missing)


def _work(as_of: datetime) -> Iterator[Finding]:
    stuck = dead_work(before=as_of - STUCK)
    if not stuck:
        yield Finding("good", message("No work is stuck."))
    yield from (Finding("care", message("Stuck since long: {work}", work=work)) for work in stuck)


def _place(home: Path) -> Iterator[Finding]:
    free = shutil.disk_usage(home).free
    state: Literal["good", "care"] = "good" if free > LEAST_SPACE else "care"
    yield Finding(state, message("{size} GB are free on the disk.", size=round(free / 1e9, 1)))
    for name in ("secret-key", *(f"keys/{key.name}" for key in (home / "keys").glob("*.pem"))):
        if (home / name).is_file() and (home / name).stat().st_mode & 0o077:
            yield Finding("wrong", message("{file} can be read by others: chmod 600.", file=name))


def _settings() -> Iterator[Finding]:
    environment = settings.ENVIRONMENT
    if not environment.mfa_required:
        yield Finding("care", message("A second factor is optional (VUNGXANH_MFA): for demonstrations only."))
    if not environment.https:
        yield Finding(
            "care", message("Browsers may come without HTTPS (VUNGXANH_HTTPS): for one machine only.")
        )
    if not environment.mail:
        yield Finding(
            "care", message("No mail server (VUNGXANH_MAIL): messages are files in the home folder.")
        )
