"""Changing many cases at once: one act; what cannot be changed is left as it is and named."""

from collections.abc import Sequence
from copy import copy
from dataclasses import dataclass
from datetime import datetime

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.office.access import Actor
from vungxanh.office.records.models import Case
from vungxanh.office.records.queries.cases import cases_for
from vungxanh.office.records.store import act
from vungxanh.office.usecases.cases import CaseValues, change_stored, turn_case
from vungxanh.office.usecases.people import day_of


@dataclass(frozen=True)
class BulkChange:
    """How many cases really changed, and which were left, with the reason."""

    changed: int
    refused: tuple[tuple[Case, Message], ...]


def change_cases(*, by: Actor, as_of: datetime, case_ids: Sequence[int], values: CaseValues) -> BulkChange:
    """Give many cases the same values. Cases that the person may not see are not even named."""
    seen = cases_for(by.scope).filter(pk__in=list(case_ids)).order_by("pk").values_list("pk", flat=True)
    with act(by=by, at=as_of, action="case.change-many") as entry:
        cases = list(Case.objects.select_for_update().filter(pk__in=list(seen)).order_by("pk"))
        refused = {case.pk: said for case in cases if (said := _refusal(case, values, by, as_of))}
        kept = [case for case in cases if case.pk not in refused]
        changed = change_stored(kept, values, by=by, entry=entry) if kept else 0
    return BulkChange(changed, tuple((case, refused[case.pk]) for case in cases if case.pk in refused))


def _refusal(case: Case, values: CaseValues, by: Actor, as_of: datetime) -> Message | None:
    """Why this case cannot take the values; nothing is changed."""
    if not by.scope.covers("cases.change", case.area_path):
        return message("Your roles do not allow this here.")
    try:
        turn_case(copy(case), {**values}, by, day_of(as_of))
    except VungXanhError as refused:
        return refused.message
    return None
