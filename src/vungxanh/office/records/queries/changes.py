"""What became of a record, field by field, from its history; and the record as it was known on a day."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

MOST = 400
OURS = frozenset(
    {"id", "version", "updated_at", "created_at", "created_by", "area_path", "name_key", "phone_key"}
)
"""Fields that follow from others, or count."""


@dataclass(frozen=True)
class Change:
    """One field that became another; `field` is empty for the record's first state."""

    when: datetime
    who: str
    action: str
    field: str
    old: Any = None
    new: Any = None


def changes_of(record: Any, *, since_version: int = 0) -> list[Change]:
    """Every change of a record, newest first; only those after a version where one is given."""
    rows = record.history.select_related("history_user").filter(version__gte=since_version)
    states = list(rows.order_by("-history_date", "-history_id")[:MOST])
    return list(_changes(states, whole=since_version == 0))


def known_at(record: Any, moment: datetime) -> Any | None:
    """The record as it was known at a moment; None where nobody knew of it."""
    return record.history.filter(history_date__lte=moment).order_by("-history_date", "-history_id").first()


def _changes(states: list[Any], *, whole: bool) -> Iterator[Change]:
    for new, old in pairwise(states):
        for field in new.tracked_fields:
            before, after = getattr(old, field.attname), getattr(new, field.attname)
            if field.name not in OURS and before != after:
                yield _change(new, field.name, _shown(old, field), _shown(new, field))
    if whole and states and len(states) < MOST:
        yield _change(states[-1], "")


def _change(state: Any, field: str, old: Any = None, new: Any = None) -> Change:
    who = state.history_user.full_name if state.history_user else ""
    return Change(state.history_date, who, state.history_change_reason or "", field, old, new)


def _shown(state: Any, field: Any) -> Any:
    """A value; of a link the record that is linked to, by name."""
    if not field.is_relation or getattr(state, field.attname) is None:
        return getattr(state, field.attname)
    target = field.remote_field.model._default_manager.filter(pk=getattr(state, field.attname)).first()
    return str(target) if target is not None else ""
