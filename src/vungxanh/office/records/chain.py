"""Following the audit trail's chain, seal by seal, in constant memory, to the first thing that is wrong."""

from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from vungxanh.messages import Message, message
from vungxanh.office.records.audit import START, event_digest, subjects_digest
from vungxanh.office.records.models import Event, Seal, Subject, Unsealed

STEP = 5_000


@dataclass
class Walk:
    """How far the chain was followed. `known` are heads that were kept elsewhere: number -> sha256."""

    known: Mapping[int, str]
    number: int = 0
    digest: str = START
    faults: list[Message] = field(default_factory=list)

    def follow(self) -> list[Message]:
        """What is wrong: the first fault of the chain or its cut end, then events outside the chain."""
        for seals in _batches():
            fault = self._batch(seals)
            if fault is not None:
                self.faults.append(fault)
                break
        else:
            self._tail()
        self._orphans()
        return self.faults

    def _batch(self, seals: list[Seal]) -> Message | None:
        ids = [seal.event_id for seal in seals]  # type: ignore[attr-defined]
        events, subjects = Event.objects.in_bulk(ids), _subjects(ids)
        for seal, event_id in zip(seals, ids, strict=True):
            fault = self._one(seal, events.get(event_id), subjects[event_id])
            if fault is not None:
                return fault
        return None

    def _one(self, seal: Seal, event: Event | None, subjects: list[tuple[str, int, str]]) -> Message | None:
        expected = self.number + 1
        if seal.number != expected:
            return message("Seal {number} is missing: part of the trail was taken out.", number=str(expected))
        if event is None:
            return message("The event of seal {number} is gone.", number=str(expected))
        if len(subjects) != event.subjects_count or subjects_digest(subjects) != event.subjects_sha256:
            return message("The subjects of event {event} were changed (seal {number}).", event=str(event.pk),
                           number=str(expected))  # fmt: skip
        if event_digest(event, self.digest) != seal.sha256:
            return message(
                "Event {event} or its seal {number} was changed.", event=str(event.pk), number=str(expected)
            )
        self.number, self.digest = expected, seal.sha256
        if self.known.get(expected, self.digest) != self.digest:
            return message(
                "Seal {number} is not the one that was kept elsewhere: the trail was written anew.",
                number=str(expected),
            )
        return None

    def _tail(self) -> None:
        last = max(self.known, default=0)
        if last > self.number:
            self.faults.append(
                message(
                    "The trail ends at seal {number}, but seal {known} was kept: its end was cut off.",
                    number=str(self.number), known=str(last),
                )
            )  # fmt: skip

    def _orphans(self) -> None:
        """Events that are neither sealed nor waiting: slipped in past the office, or their seal was taken."""
        waiting = Unsealed.objects.values("event_id")
        orphan = Event.objects.filter(seal=None).exclude(pk__in=waiting).order_by("id").first()
        if orphan is not None:
            self.faults.append(message("Event {event} has no seal and waits for none.", event=str(orphan.pk)))


def _batches() -> Iterator[list[Seal]]:
    place = -(2**62)
    while seals := list(Seal.objects.filter(number__gt=place).order_by("number")[:STEP]):
        yield seals
        place = seals[-1].number


def _subjects(event_ids: list[int]) -> dict[int, list[tuple[str, int, str]]]:
    found: dict[int, list[tuple[str, int, str]]] = defaultdict(list)
    rows = Subject.objects.filter(event__in=event_ids)
    for event, kind, record, path in rows.values_list("event_id", "kind", "record_id", "area_path"):
        found[event].append((kind, record, path))
    return found
