"""Checking the audit trail against itself and against heads that were kept elsewhere."""

from collections.abc import Iterable

from vungxanh.messages import Message, message
from vungxanh.office.records.chain import Walk


def check_trail(*, heads: Iterable[tuple[int, str]] = ()) -> list[Message]:
    """What is wrong with the trail; nothing where it is whole.

    The chain is recomputed from its first event. `heads` are (number, sha256) of seals as assessments and
    backups kept them: only they show a tail that was cut off, or a chain that was written anew.
    """
    known: dict[int, str] = {}
    faults = []
    for number, digest in heads:
        if number and known.setdefault(number, digest) != digest:
            faults.append(message("Two different seals {number} were kept elsewhere.", number=number))
    return faults + Walk(known).follow()
