"""Many merges as one act: the same as one by one, in a few statements a model."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import datetime
from typing import Any

from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.blocking import forget_keys
from vungxanh.office.records.models import DuplicatePair, Merge, Person
from vungxanh.office.records.queries.person_links import person_links
from vungxanh.office.records.store import act, insert_many, update_many
from vungxanh.office.usecases.merges.filling import filled
from vungxanh.office.usecases.merges.merging import everything, follow

Couple = tuple[int, int, DuplicatePair]
"""Ids of the kept and of the merged person, and the pair that says so."""

QUIET = ("case", "sample", "poolmember")
"""Records that change nothing of one another when they meet in one person."""


def entangled(person_ids: Sequence[int]) -> set[int]:
    """People whose records may change one another when they meet (a case and a contact, an isolation...)."""
    found: set[int] = set()
    for link in person_links():
        if link.model._meta.model_name not in QUIET:
            held = link.model._default_manager.filter(**{f"{link.column}__in": list(person_ids)})
            found |= set(held.values_list(link.column, flat=True))
    return found


def merge_many(couples: Sequence[Couple], *, by: Actor, as_of: datetime) -> int:
    """Merge couples of which no person is in two and none is entangled; how many were merged."""
    with act(by=by, at=as_of, action="person.merge") as entry:
        ids = [person for kept, gone, _ in couples for person in (kept, gone)]
        people = Person.objects.select_for_update().in_bulk(ids)
        still = [c for c in couples if not any(people[person].merged_into_id for person in c[:2])]
        merges = [_fill(people[kept], people[gone], pair, entry) for kept, gone, pair in still]
        gone = [people[couple[1]] for couple in still]
        _store(merges, gone, entry)
        whose = follow({gone: kept for kept, gone, _ in still}, entry)
        _note_moved(merges, whose, entry)
        forget_keys([person.pk for person in gone])
        _close([pair for _, _, pair in still], entry)
        insert_many(merges, entry=entry, model=Merge)
    return len(merges)


def _fill(kept: Person, gone: Person, pair: DuplicatePair, entry: Entry) -> Merge:
    before = {"kept": everything(kept), "gone": everything(gone)}
    for name, value in filled(kept, gone, {}).items():
        setattr(kept, name, value)
    before["after"] = everything(kept)
    gone.merged_into = kept
    return Merge(
        kept=kept, gone=gone, pair=pair, before=before, moved={}, automatic=True, at=entry.at,
        by_id=entry.by.user_id,
    )  # fmt: skip


def _store(merges: list[Merge], gone: list[Person], entry: Entry) -> None:
    """The kept people's filled fields, and the pointers of the merged ones."""
    before: dict[int, dict[str, Any]] = {}
    for merge in merges:
        old, new = merge.before["kept"], merge.before["after"]
        if changed := {name: value for name, value in old.items() if new[name] != value}:
            before[merge.kept_id] = changed
    fields = {Person._meta.get_field(name).name for changed in before.values() for name in changed}
    kept = [merge.kept for merge in merges if merge.kept_id in before]
    update_many(kept, sorted(fields), entry=entry, model=Person, before=before)
    pointers: dict[int, dict[str, Any]] = {person.pk: {"merged_into_id": None} for person in gone}
    update_many(gone, ["merged_into"], entry=entry, model=Person, before=pointers)


def _note_moved(merges: list[Merge], whose: dict[str, int], entry: Entry) -> None:
    moved: dict[int, dict[str, Any]] = defaultdict(dict)
    for name, gone in whose.items():
        moved[gone][name] = entry.changes[name]
    for merge in merges:
        merge.moved = moved[merge.gone_id]


def _close(pairs: list[DuplicatePair], entry: Entry) -> None:
    before = {pair.pk: {"status": pair.status} for pair in pairs}
    for pair in pairs:
        pair.status, pair.decided_at, pair.decided_by_id = "merged", entry.at, entry.by.user_id
    fields = ["status", "decided_at", "decided_by"]
    update_many(pairs, fields, entry=entry, model=DuplicatePair, before=before)
