"""Taking a merge back: every field and link returns, except what somebody changed since; that is named."""

from datetime import datetime
from typing import Any

from vungxanh.messages import Message, message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import DuplicatePair, Merge, Person
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases.merges.errors import AlreadyUndone, LaterMerge
from vungxanh.office.usecases.merges.filling import groups
from vungxanh.office.usecases.merges.merging import PERMISSION, everything, model_named, plain

NEVER = frozenset({"id", "version", "updated_at", "merged_into_id"})


def undo_merge(*, by: Actor, as_of: datetime, merge_id: int) -> list[Message]:
    """Make two people of one again; returns what could not return, since it was changed after the merge.

    What was added to the kept person since stays there. Raises NotFound, AlreadyUndone, LaterMerge.
    """
    merge = record_or_not_found(Merge.objects.select_related("kept", "gone", "pair"), pk=merge_id)
    for person in (merge.kept, merge.gone):
        by.must_see(PERMISSION, person.area_path)
    with act(by=by, at=as_of, action="person.unmerge") as entry:
        merge = record_or_not_found(Merge.objects.select_for_update(), pk=merge_id)
        people = Person.objects.select_for_update().in_bulk([merge.kept_id, merge.gone_id])
        kept, gone = people[merge.kept_id], people[merge.gone_id]
        _check(merge, kept)
        stays = [
            *_restore_kept(merge, kept, entry),
            *_restore_gone(merge, gone, entry),
            *_restore_links(merge, entry),
        ]
        update(merge, {"undone_at": as_of, "undone_by_id": by.user_id}, entry=entry)
        _part(merge, entry)
        entry.about_many([kept, gone])
    return stays


def _check(merge: Merge, kept: Person) -> None:
    if merge.undone_at:
        raise AlreadyUndone(message("This merge was taken back before."))
    if kept.merged_into_id:
        raise LaterMerge(
            message(
                "The kept person was merged into another since ({code}). Take that merge back first.",
                code=kept.merged_into.code,
            )
        )


def _restore_kept(merge: Merge, kept: Person, entry: Entry) -> list[Message]:
    """Group by group, so that an address is never half the one and half the other."""
    before, after = merge.before["kept"], merge.before["after"]
    values: dict[str, Any] = {}
    stays = []
    for group in groups():
        changed = [name for name in group.fields if before[name] != after[name]]
        if not changed:
            continue
        if all(plain(getattr(kept, name)) == after[name] for name in changed):
            values |= {name: _typed(Person, name, before[name]) for name in changed}
        else:
            stays.append(_stayed(kept.code, group.id))
    update(kept, values, entry=entry)
    return stays


def _restore_gone(merge: Merge, gone: Person, entry: Entry) -> list[Message]:
    """The merged record was not touched by the merge; whatever it says now is what it says."""
    update(gone, {"merged_into_id": None}, entry=entry)
    changed = [
        name
        for name, value in everything(gone).items()
        if name not in NEVER and value != merge.before["gone"][name]
    ]
    return [_stayed(gone.code, name) for name in changed]


def _restore_links(merge: Merge, entry: Entry) -> list[Message]:
    """Every field that the merge changed in other records, where it is still as the merge left it."""
    stays = []
    for name, fields in merge.moved.items():
        kind, _, record_id = name.partition(" ")
        model: Any = model_named(kind)
        record = model._default_manager.filter(pk=int(record_id)).first()
        if record is None:
            stays.append(_stayed(name, ""))
            continue
        values = {}
        for field, (old, new) in fields.items():
            column = model._meta.get_field(field).attname
            if plain(getattr(record, column)) == new:
                values[column] = _typed(model, column, old)
            else:
                stays.append(_stayed(str(record), field))
        update(record, values, entry=entry)
    return stays


def _part(merge: Merge, entry: Entry) -> None:
    """The pair is asked about no more: somebody has just said that they are two."""
    low, high = sorted((merge.kept_id, merge.gone_id))
    pair = DuplicatePair.objects.filter(first=low, second=high).first()
    if pair is not None:
        decided = {"status": "different", "decided_at": entry.at, "decided_by_id": entry.by.user_id}
        update(pair, decided, entry=entry)


def _typed(model: Any, column: str, value: Any) -> Any:
    """A stored JSON value as the field holds it."""
    field: Any = next(f for f in model._meta.concrete_fields if f.attname == column)
    if value is None:
        return None
    return field.target_field.to_python(value) if field.is_relation else field.to_python(value)


def _stayed(record: str, field: str) -> Message:
    return message(
        "{record}: {field} was changed after the merge and stays as it is.", record=record, field=field
    )
