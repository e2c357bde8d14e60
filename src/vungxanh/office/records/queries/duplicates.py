"""Pairs and merges that a person may decide on: both people must live inside."""

from django.db.models import QuerySet

from vungxanh.office.access import Scope
from vungxanh.office.records.models import DuplicatePair, Merge
from vungxanh.office.records.queries.inside import inside

PERMISSION = "duplicates.decide"


def pairs_to_decide(scope: Scope) -> QuerySet[DuplicatePair]:
    """Pairs, open or decided, of two people who both live where this person decides."""
    both = DuplicatePair.objects.select_related("first__area", "second__area")
    return inside(
        inside(both, scope, PERMISSION, field="first__area_path"),
        scope, PERMISSION, field="second__area_path",
    )  # fmt: skip


def open_pairs(scope: Scope) -> QuerySet[DuplicatePair]:
    """Pairs that wait for a decision; a pair of somebody who was merged meanwhile does not."""
    return pairs_to_decide(scope).filter(status="open", first__merged_into=None, second__merged_into=None)


def pairs_across(scope: Scope) -> int:
    """How many open pairs have only one of the two inside: somebody above decides on those."""
    waiting = DuplicatePair.objects.filter(status="open", first__merged_into=None, second__merged_into=None)
    either = inside(waiting, scope, PERMISSION, field="first__area_path", also="second__area_path")
    return either.count() - open_pairs(scope).count()


def merges_for(scope: Scope) -> QuerySet[Merge]:
    """Merges of two people who both live where this person decides."""
    both = Merge.objects.select_related("kept__area", "gone__area", "by", "undone_by")
    return inside(
        inside(both, scope, PERMISSION, field="kept__area_path"), scope, PERMISSION, field="gone__area_path"
    )
