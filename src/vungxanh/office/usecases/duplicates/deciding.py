"""Deciding on a pair by hand: one person, or two. Both areas must be inside what the decider holds."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.models import DuplicatePair, Merge, Person
from vungxanh.office.records.queries.duplicates import pairs_to_decide
from vungxanh.office.records.queries.inside import record_or_not_found
from vungxanh.office.records.store import act, update
from vungxanh.office.usecases import merges
from vungxanh.office.usecases.duplicates.finding import find_pairs


class AlreadyDecided(VungXanhError):
    """Somebody else has decided on the pair meanwhile."""


def merge_pair(
    *,
    by: Actor,
    as_of: datetime,
    pair_id: int,
    keep: str = "first",
    chosen: Mapping[str, str] | None = None,
    cases: str = "",
) -> Merge:
    """The two are one person. `keep`: "first" or "second". Then the kept person is compared anew."""
    pair = _open(by, pair_id)
    kept, gone = (pair.second, pair.first) if keep == "second" else (pair.first, pair.second)
    return merge_people(by=by, as_of=as_of, kept=kept, gone=gone, pair=pair, chosen=chosen, cases=cases)


def merge_people(
    *,
    by: Actor,
    as_of: datetime,
    kept: Person,
    gone: Person,
    pair: DuplicatePair | None = None,
    chosen: Mapping[str, str] | None = None,
    cases: str = "",
) -> Merge:
    """Make one person of two, and compare that one anew. Raises what merges.merge_people raises."""
    with transaction.atomic():
        merge = merges.merge_people(
            by=by, as_of=as_of, kept=kept, gone=gone, pair=pair, chosen=chosen, cases=cases
        )
        find_pairs([kept.pk], by=by, as_of=as_of)
    return merge


def undo_merge(*, by: Actor, as_of: datetime, merge_id: int) -> list[Message]:
    """Take a merge back, and compare both people anew; returns what stays as it was changed since."""
    with transaction.atomic():
        stays = merges.undo_merge(by=by, as_of=as_of, merge_id=merge_id)
        merge = record_or_not_found(Merge.objects.all(), pk=merge_id)
        find_pairs([merge.kept_id, merge.gone_id], by=by, as_of=as_of)
    return stays


def call_different(*, by: Actor, as_of: datetime, pair_id: int) -> DuplicatePair:
    """The two are two people: remembered, and asked again only when much more speaks against it."""
    pair = _open(by, pair_id)
    with act(by=by, at=as_of, action="duplicates.different") as entry:
        entry.about_many([pair.first, pair.second])
        decided = {"status": "different", "decided_at": as_of, "decided_by_id": by.user_id}
        return update(pair, decided, entry=entry)


def _open(by: Actor, pair_id: int) -> DuplicatePair:
    pair = record_or_not_found(pairs_to_decide(by.scope), pk=pair_id)
    if pair.status != "open":
        raise AlreadyDecided(message("This pair was decided meanwhile."))
    return pair
