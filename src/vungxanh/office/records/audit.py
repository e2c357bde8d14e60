"""The audit trail's pen: an `Entry` collects what one act did, and is written in the act's transaction.

Sealing comes after the commit and takes whatever has no seal yet, so a crash between the two loses nothing.
"""

import json
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import connection, transaction

from vungxanh.office.access import Actor
from vungxanh.office.records.bulk import insert_rows
from vungxanh.office.records.models import Event, Seal, Subject, Unsealed

LOCK = 20210709
"""Number of PostgreSQL's advisory lock that the sealer holds."""

BATCH = 5_000
START = "0" * 64


@dataclass
class Entry:
    """What one act is about. Required by every write of the store, so that no write can forget it."""

    by: Actor
    at: datetime
    action: str
    note: str = ""
    reading: bool = False
    subjects: list[tuple[str, int, str]] = field(default_factory=list)
    changes: dict[str, Any] = field(default_factory=dict)

    def about(self, record: Any) -> None:
        """Name a record as a subject: its kind, id and area."""
        self.subjects.append((record._meta.model_name, record.pk, getattr(record, "area_path", "")))

    def about_many(self, records: Iterable[Any]) -> None:
        """Name several records."""
        for record in records:
            self.about(record)

    def changed(self, record: Any, fields: dict[str, tuple[Any, Any]]) -> None:
        """Note what became of a record's fields."""
        kept = self.changes.setdefault(f"{record._meta.model_name} {record.pk}", {})
        for name, (old, new) in fields.items():
            # A field that changes twice in one act: what it was before the act, and what it is after.
            first = kept[name][0] if name in kept else _plain(old)
            kept[name] = [first, _plain(new)]

    def write(self) -> Event:
        """Store the event and its subjects; called once, inside the act's transaction."""
        self.subjects = list(dict.fromkeys(self.subjects))
        event = Event.objects.create(
            at=self.at,
            actor_id=self.by.user_id,
            actor_name=self.by.name,
            via=self.by.via,
            action=self.action,
            reading=self.reading,
            note=self.note[:200],
            changes=self.changes,
            subjects_count=len(self.subjects),
            subjects_sha256=subjects_digest(self.subjects),
        )
        rows = [Subject(event=event, kind=k, record_id=i, area_path=p) for k, i, p in self.subjects]
        insert_rows(rows, Subject)
        Unsealed.objects.create(event=event)
        transaction.on_commit(seal)
        return event


def note_reading(*, by: Actor, as_of: datetime, action: str, records: Iterable[Any], note: str = "") -> None:
    """Record that somebody read these records; nothing is written when there are none."""
    entry = Entry(by, as_of, action, note, reading=True)
    entry.about_many(records)
    if entry.subjects:
        with transaction.atomic():
            entry.write()


def seal() -> int:
    """Chain every event that has no seal yet, in the order of their ids; how many were sealed.

    Only one sealer works at a time; another one leaves at once, since the first takes its events too.
    """
    sealed = 0
    while True:
        with transaction.atomic():
            if not _alone():
                return sealed
            waiting = Unsealed.objects.order_by("event_id").values_list("event_id", flat=True)[:BATCH]
            events = list(Event.objects.filter(pk__in=list(waiting)).order_by("id"))
            if not events:
                return sealed
            last = Seal.objects.order_by("-number").first()
            number, digest = (last.number, last.sha256) if last else (0, START)
            seals = []
            for event in events:
                number, digest = number + 1, event_digest(event, digest)
                seals.append(Seal(number=number, event=event, sha256=digest))
            Seal.objects.bulk_create(seals)
            Unsealed.objects.filter(event__in=events).delete()
        sealed += len(events)
        if len(events) < BATCH:
            return sealed


def head() -> tuple[int, str]:
    """Number and digest of the last seal; kept with assessments and backups, so that a cut tail shows."""
    last = Seal.objects.order_by("-number").first()
    return (last.number, last.sha256) if last else (0, START)


def event_digest(event: Event, before: str) -> str:
    """SHA-256 over the seal before and everything the event says."""
    said = {
        "before": before,
        "id": event.pk,
        "at": event.at.timestamp(),
        "actor": [event.actor_id, event.actor_name, event.via],
        "action": event.action,
        "reading": event.reading,
        "note": event.note,
        "changes": event.changes,
        "subjects": [event.subjects_count, event.subjects_sha256],
    }
    return sha256(json.dumps(said, sort_keys=True, ensure_ascii=False, default=str).encode()).hexdigest()


def subjects_digest(subjects: Iterable[tuple[str, int, str]]) -> str:
    """SHA-256 over the subjects, whatever their order."""
    lines = sorted(f"{kind} {record} {path}" for kind, record, path in subjects)
    return sha256("\n".join(lines).encode()).hexdigest()


def _alone() -> bool:
    """Whether this transaction is the sealer. SQLite has one writer at a time anyway."""
    if connection.vendor != "postgresql":
        return True
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_try_advisory_xact_lock(%s)", [LOCK])
        return bool(cursor.fetchone()[0])


def _plain(value: Any) -> Any:
    """A value as JSON can hold it."""
    if value is None or isinstance(value, bool | int | float | str | list | dict):
        return value
    return getattr(value, "pk", None) or str(value)
