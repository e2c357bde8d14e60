"""The only writer of records: every write wants an audit entry, counts versions, and keeps the history.

    with act(by=actor, at=as_of, action="case.change") as entry:
        update(case, {"outcome": "recovered"}, entry=entry)

`act` is one transaction: the records, their history and the audit event are there together or not at all.
"""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from datetime import datetime
from typing import Any, TypeVar

from django.db import models, transaction

from vungxanh.messages import VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.bulk import insert_rows, update_rows, write_history
from vungxanh.office.records.models import User

R = TypeVar("R", bound=models.Model)


class ChangedMeanwhile(VungXanhError):
    """Somebody else saved the record after it was read."""


@contextmanager
def act(*, by: Actor, at: datetime, action: str, note: str = "") -> Iterator[Entry]:
    """One act of one person: a transaction that ends with its audit event."""
    entry = Entry(by, at, action, note)
    with transaction.atomic():
        yield entry
        entry.write()


def insert(record: R, *, entry: Entry) -> R:
    """Store a new record."""
    _stamp_new(record, entry)
    _sign(record, entry)
    record.save(force_insert=True)
    entry.about(record)
    entry.changed(record, {"": (None, "created")})
    return record


def insert_many(records: Sequence[R], *, entry: Entry, model: type[R]) -> list[R]:
    """Store many new records of one model, with their history; they come back with ids."""
    for record in records:
        _stamp_new(record, entry)
    insert_rows(records, model)
    if hasattr(model, "history"):
        _write_history(records, model, "+", entry)
    entry.about_many(records)
    return list(records)


def update(record: R, values: dict[str, Any], *, entry: Entry, version: int | None = None) -> R:
    """Change fields of a record; nothing happens where all are as they were.

    `version` is the one the person saw. Raises ChangedMeanwhile where another one is stored by now.
    """
    changed = {name: (old, new) for name, new in values.items() if (old := getattr(record, name)) != new}
    if version is not None:
        _check_version(record, version)
    if not changed:
        return record
    for name, (_, new) in changed.items():
        setattr(record, name, new)
    names = [*changed, *_stamp_change(record, entry)]
    _sign(record, entry)
    record.save(update_fields=[*names])
    entry.about(record)
    entry.changed(record, changed)
    return record


def update_many(
    records: Sequence[R],
    fields: Sequence[str],
    *,
    entry: Entry,
    model: type[R],
    before: dict[int, dict[str, Any]],
) -> None:
    """Store changed fields of many records. `before` has the old values by id, for the audit trail."""
    extra: list[str] = []
    for record in records:
        extra = _stamp_change(record, entry)
        old = before.get(record.pk, {})
        entry.changed(record, {n: (v, getattr(record, n)) for n, v in old.items() if v != getattr(record, n)})
    if not records:
        return
    update_rows(records, [*fields, *extra], model)
    if hasattr(model, "history"):
        _write_history(records, model, "~", entry)
    entry.about_many(records)


def remove(record: models.Model, *, entry: Entry) -> None:
    """Delete a record that may be deleted (drafts, links); cases and people never are."""
    entry.about(record)
    entry.changed(record, {"": (str(record), None)})
    _sign(record, entry)
    record.delete()


def link_many(record: models.Model, field: str, others: Sequence[models.Model], *, entry: Entry) -> None:
    """Set a many-to-many field."""
    manager = getattr(record, field)
    old = sorted(manager.values_list("pk", flat=True))
    manager.set(others)
    entry.about(record)
    entry.changed(record, {field: (old, sorted(other.pk for other in others))})


def _stamp_new(record: models.Model, entry: Entry) -> None:
    for name in ("created_at", "updated_at"):
        if hasattr(record, name):
            setattr(record, name, entry.at)
    if hasattr(record, "created_by_id"):
        record.created_by_id = entry.by.user_id


def _stamp_change(record: Any, entry: Entry) -> list[str]:
    if not hasattr(record, "version"):
        return []
    record.version += 1
    record.updated_at = entry.at
    return ["version", "updated_at"]


def _check_version(record: Any, version: int) -> None:
    stored = type(record)._default_manager.filter(pk=record.pk).values_list("version", flat=True).first()
    if stored != version:
        raise ChangedMeanwhile(
            message(
                "Somebody else has changed this record meanwhile. Look at it again, then repeat your change."
            )
        )


def _sign(record: Any, entry: Entry) -> None:
    """Tell the history who did it, when, and by which act."""
    record._history_user = _user(entry)
    record._history_date = entry.at
    record._change_reason = entry.action[:80]


def _user(entry: Entry) -> Any:
    return None if entry.by.user_id is None else User(pk=entry.by.user_id)


def _write_history(records: Sequence[Any], model: Any, kind: str, entry: Entry) -> None:
    reason = entry.action[:80]
    write_history(records, model, kind=kind, at=entry.at, user_id=entry.by.user_id, reason=reason)
