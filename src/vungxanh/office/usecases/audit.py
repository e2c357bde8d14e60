"""Checking the audit trail against itself and against heads that were kept elsewhere."""

from collections.abc import Iterable
from dataclasses import asdict
from datetime import datetime

from django.db import transaction

from vungxanh.messages import Message, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.chain import Walk
from vungxanh.office.records.queries.audit import Asked, records_with_code, subjects_named


def note_audit(*, by: Actor, as_of: datetime, action: str, about: Asked | None = None) -> None:
    """Auditors are in the trail too: what they searched, exported and checked."""
    entry = Entry(by, as_of, action, reading=True)
    if about is not None:
        asked = {name: value for name, value in asdict(about).items() if value}
        entry.note = ", ".join(f"{name}: {value}" for name, value in asked.items())[:200]
        found = records_with_code(by.scope, about.code) if about.code else {}
        entry.subjects += subjects_named(by.scope, found)
    entry.subjects += [("user", by.user_id, path) for path in by.scope.paths("audit.see") if by.user_id]
    with transaction.atomic():
        entry.write()


def check_trail(*, heads: Iterable[tuple[int, str]] = ()) -> list[Message]:
    """What is wrong with the trail; nothing where it is whole.

    The chain is recomputed from its first event. `heads` are (number, sha256) of seals as assessments and
    backups kept them: only they show a tail that was cut off, or a chain that was written anew.
    """
    known: dict[int, str] = {}
    faults = []
    for number, digest in heads:
        if number and known.setdefault(number, digest) != digest:
            faults.append(message("Two different seals {number} were kept elsewhere.", number=str(number)))
    return faults + Walk(known).follow()
