"""Which value a kept person has after a merge, field group by field group (rules/linkage/merge.toml)."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from vungxanh.office.records.folding import name_key, phone_key
from vungxanh.rules import read_rule


@dataclass(frozen=True)
class Group:
    """Fields that come from one record as a whole, and which record's values stay."""

    id: str
    fields: tuple[str, ...]
    keep: str
    words: dict[str, str]


@cache
def groups() -> tuple[Group, ...]:
    """The groups of the rule, in its order."""
    rule = read_rule("linkage", "merge")
    return tuple(Group(g["id"], tuple(g["fields"]), g["keep"], g["words"]) for g in rule["group"])


@cache
def episode_days() -> int:
    """How far apart two cases of one disease may be one case entered twice."""
    return int(read_rule("linkage", "merge")["episode_days"])


def filled(kept: Any, gone: Any, chosen: Mapping[str, str]) -> dict[str, Any]:
    """Fields of `kept` that change. `chosen`: group -> "kept" or "gone", decided by hand."""
    values: dict[str, Any] = {}
    for group in groups():
        ours, theirs = _values(kept, group), _values(gone, group)
        if ours == theirs:
            continue
        side = chosen.get(group.id) or proposed(group, kept, gone)
        if side == "both":
            values |= {group.fields[0]: _joined(group, kept, gone)}
        elif side == "gone":
            values |= dict(zip(group.fields, theirs, strict=True))
    values |= _keys(values)
    return {name: value for name, value in values.items() if getattr(kept, name) != value}


def proposed(group: Group, kept: Any, gone: Any) -> str:
    """Which side the rule takes: "kept", "gone" or "both"."""
    ours, theirs = _said(kept, group), _said(gone, group)
    if not theirs or not ours:
        return "kept" if not theirs else "gone"
    if group.keep == "all":
        return "both"
    if group.keep == "fullest":
        return "gone" if _weight(theirs[0]) > _weight(ours[0]) else "kept"
    if group.keep == "exact":
        return _exacter(kept, gone)
    return "gone" if gone.updated_at > kept.updated_at else "kept"


def differing(kept: Any, gone: Any) -> list[Group]:
    """Groups in which both say something, and not the same: a person may choose."""
    return [
        group
        for group in groups()
        if _values(kept, group) != _values(gone, group)
        and _said(kept, group)
        and _said(gone, group)
        and group.keep != "all"
    ]


def _values(person: Any, group: Group) -> tuple[Any, ...]:
    return tuple(getattr(person, name) for name in group.fields)


def _said(person: Any, group: Group) -> list[Any]:
    """What a group says; an area alone is said by everybody, so the address counts with its house."""
    return [value for value in _values(person, group) if value not in (None, "")]


def _weight(text: str) -> tuple[int, int]:
    """Longer first, then the one with more accents."""
    return len(text.split()), sum(ord(letter) > 127 for letter in text) + len(text)


def _exacter(kept: Any, gone: Any) -> str:
    ours, theirs = (_exact(person.birth_date) for person in (kept, gone))
    if ours != theirs:
        return "gone" if theirs > ours else "kept"
    return "gone" if gone.updated_at > kept.updated_at else "kept"


def _exact(day: Any) -> int:
    return 0 if day is None else 1 if (day.month, day.day) == (1, 1) else 2


def _joined(group: Group, kept: Any, gone: Any) -> str:
    """Both texts, each once; what does not fit into a short field stays with the record that was merged."""
    field = group.fields[0]
    ours, theirs = getattr(kept, field), getattr(gone, field)
    if theirs in ours:
        return str(ours)
    joined = f"{ours}; {theirs}" if field == "other_phones" else f"{ours}\n{theirs}"
    longest = kept._meta.get_field(field).max_length
    return str(ours) if longest and len(joined) > longest else joined


def _keys(values: dict[str, Any]) -> dict[str, Any]:
    keys: dict[str, Any] = {}
    if "full_name" in values:
        keys["name_key"] = name_key(values["full_name"])
    if "phone" in values:
        keys["phone_key"] = phone_key(values["phone"])
    return keys
