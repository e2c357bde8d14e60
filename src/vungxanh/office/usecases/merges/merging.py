"""Merging: `gone` becomes part of `kept`; what is needed to take it back is stored with the merge."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.apps import apps
from django.db import models

from vungxanh.messages import message
from vungxanh.office.access import Actor
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.blocking import forget_keys
from vungxanh.office.records.models import Case, DuplicatePair, Merge, Person
from vungxanh.office.records.queries.person_links import linked, person_links, redundant
from vungxanh.office.records.store import act, insert, update, update_many
from vungxanh.office.usecases.contacts import link_new_cases
from vungxanh.office.usecases.found import resettle
from vungxanh.office.usecases.merges.episodes import Doubled, doubled_cases
from vungxanh.office.usecases.merges.errors import AlreadyMerged, CasesAsk
from vungxanh.office.usecases.merges.filling import filled

PERMISSION = "duplicates.decide"
ONE, TWO = "one", "two"
"""Answers to "is this one case entered twice?"."""


def merge_people(
    *,
    by: Actor,
    as_of: datetime,
    kept: Person,
    gone: Person,
    pair: DuplicatePair | None = None,
    chosen: Mapping[str, str] | None = None,
    cases: str = "",
    automatic: bool = False,
) -> Merge:
    """Make one person of two. `chosen`: field group -> "kept" or "gone", where a person decided.

    `cases` answers whether cases at about the same time are "one" (the later reported is discarded) or
    "two". Raises NotFound outside the areas of `by`, AlreadyMerged, CasesAsk.
    """
    for person in (kept, gone):
        by.must_see(PERMISSION, person.area_path)
    with act(by=by, at=as_of, action="person.merge") as entry:
        kept, gone = _locked(kept.pk, gone.pk)
        doubled = doubled_cases([(kept.pk, gone.pk)]).get((kept.pk, gone.pk), [])
        if doubled and cases not in (ONE, TWO):
            raise CasesAsk(
                message(
                    "Both have a case of the same disease at about the same time: say whether it is one case."
                )
            )
        before = {"kept": everything(kept), "gone": everything(gone)}
        update(kept, filled(kept, gone, chosen or {}), entry=entry)
        before["after"] = everything(kept)
        update(gone, {"merged_into_id": kept.pk}, entry=entry)
        follow({gone.pk: kept.pk}, entry)
        if cases == ONE:
            _discard(doubled, entry)
        _settle(kept, entry)
        forget_keys([gone.pk])
        entry.about_many([kept, gone])
        _close_pair(kept, gone, pair, entry)
        moved = {name: fields for name, fields in entry.changes.items() if _follows(name, fields)}
        return insert(
            Merge(
                kept=kept, gone=gone, pair=pair, before=before, moved=moved, automatic=automatic, at=as_of,
                by_id=by.user_id,
            ),
            entry=entry,
        )  # fmt: skip


def everything(person: Person) -> dict[str, Any]:
    """Every stored field, as JSON holds it."""
    return {field.attname: plain(getattr(person, field.attname)) for field in person._meta.concrete_fields}


def plain(value: Any) -> Any:
    """A value as the audit trail and the stored merge write it."""
    return value if value is None or isinstance(value, bool | int | float | str) else str(value)


def follow(into: dict[int, int], entry: Entry) -> dict[str, int]:
    """Let every link to a merged person point to the kept one (`into`: merged -> kept).

    A link that the kept person has already stays where it is. Returns whose each moved record was.
    """
    whose: dict[str, int] = {}
    for link in person_links():
        records = linked(link, list(into))
        if not records:
            continue
        stays = redundant(link, records, into)
        moving = [record for record in records if record.pk not in stays]
        before = {record.pk: {link.column: getattr(record, link.column)} for record in moving}
        for record in moving:
            gone = getattr(record, link.column)
            whose[f"{record._meta.model_name} {record.pk}"] = gone
            setattr(record, link.column, into[gone])
        update_many(moving, [link.field], entry=entry, model=link.model, before=before)
    return whose


def _locked(kept_id: int, gone_id: int) -> tuple[Person, Person]:
    """Both people as stored, held against others until the end; neither may have been merged before."""
    found = {p.pk: p for p in Person.objects.select_for_update().filter(pk__in=(kept_id, gone_id))}
    kept, gone = found.get(kept_id), found.get(gone_id)
    if kept is None or gone is None or kept is gone or kept.merged_into_id or gone.merged_into_id:
        raise AlreadyMerged(message("One of the two was merged before. Look at the person again."))
    return kept, gone


def _discard(doubled: list[Doubled], entry: Entry) -> None:
    """Of cases that are one only the first reported counts; each other one is changed once.

    Once, since taking back knows a field's value before its last change in the act, and no earlier one.
    """
    same: dict[int, str] = {}
    for first, second in doubled:
        same.setdefault(second.pk, first.code)
    for case in Case.objects.filter(pk__in=list(same)).order_by("pk"):
        words = f"= {same[case.pk]}"
        note = f"{case.note}\n{words}" if case.note else words
        update(case, {"classification": "discarded", "note": note}, entry=entry)


def _settle(kept: Person, entry: Entry) -> None:
    """What dates say may differ now: where the kept person's cases were found, whose contact they were."""
    resettle([kept.pk], entry=entry)
    link_new_cases(list(Case.objects.filter(person=kept)), entry=entry)


def _close_pair(kept: Person, gone: Person, pair: DuplicatePair | None, entry: Entry) -> None:
    low, high = sorted((kept.pk, gone.pk))
    stored = pair or DuplicatePair.objects.filter(first=low, second=high).first()
    if stored is not None:
        decided = {"status": "merged", "decided_at": entry.at, "decided_by_id": entry.by.user_id}
        update(stored, decided, entry=entry)


def _follows(name: str, fields: dict[str, Any]) -> bool:
    """Whether a change of this act is one that taking back must undo (people are restored from `before`)."""
    model, _, _ = name.partition(" ")
    return model not in ("person", "duplicatepair") and "" not in fields


def model_named(name: str) -> type[models.Model]:
    """A model of the office by its lower-case name."""
    return apps.get_app_config("records").get_model(name)
