"""A pair's evidence in words, and its two people side by side."""

from dataclasses import dataclass
from typing import Any

from markupsafe import Markup, escape

from vungxanh.messages import Message, message
from vungxanh.office.language import say, spoken
from vungxanh.office.shell.templating import show_day
from vungxanh.office.usecases.linkage.rule import linkage
from vungxanh.office.usecases.merges.filling import Group, differing, groups, proposed

KINDS = {
    "case": message("Cases (F0)"),
    "contact": message("Contacts"),
    "sample": message("Samples"),
    "poolmember": message("Pools"),
    "isolation": message("Isolation"),
    "inside": message("Lockdown"),
}
SEX = {"male": message("male"), "female": message("female"), "other": message("other")}


@dataclass(frozen=True)
class Evidence:
    """One comparison of a pair: what was seen, how strongly it speaks, and for what."""

    what: dict[str, str]
    seen: dict[str, str]
    strength: Message
    bits: float


def evidence_of(weights: dict[str, Any]) -> list[Evidence]:
    """The comparisons of a pair, the strongest first."""
    rule = linkage()
    found = [
        Evidence(c.words, c.level(weights[c.id][0]).words, strength(weights[c.id][1]), weights[c.id][1])
        for c in rule.comparisons
        if c.id in weights
    ]
    return sorted(found, key=lambda one: -abs(one.bits))


def strength(bits: float) -> Message:
    """A weight in words."""
    rule = linkage()
    if abs(bits) < 1:
        return message("says little")
    if bits > 0:
        if bits >= rule.strong_bits:
            return message("strongly for one person")
        return message("for one person") if bits >= rule.clear_bits else message("slightly for one person")
    if -bits >= rule.strong_bits:
        return message("strongly for two people")
    return message("for two people") if -bits >= rule.clear_bits else message("slightly for two people")


def sureness(probability: float) -> str:
    """The probability as people read it; never "100 %"."""
    if probability >= 0.999:
        return say("more than 99.9 %")
    return say("about {percent} %", percent=min(99, round(probability * 100)))


@dataclass(frozen=True)
class Row:
    """One group of fields of both people. `choice`: both say something else, and the rule takes `takes`."""

    group: Group
    first: Markup
    second: Markup
    differs: bool
    choice: bool
    takes: str


def rows_of(first: Any, second: Any) -> list[Row]:
    """Both people, group by group, as if the first is kept."""
    choices = {group.id for group in differing(first, second)}
    rows = []
    for group in groups():
        left, right = shown(first, group), shown(second, group)
        if not left and not right:
            continue
        side = proposed(group, first, second)
        rows.append(Row(group, *marked(left, right), left != right, group.id in choices, side))
    return rows


def shown(person: Any, group: Group) -> str:
    """A group's values as one line."""
    match group.id:
        case "name":
            return str(person.full_name)
        case "birth":
            return show_day(person.birth_date) or str(person.birth_year or "")
        case "sex":
            return SEX[person.sex].render(spoken()) if person.sex in SEX else ""
        case "phone":
            return str(person.phone)
        case "address":
            parts = (person.house, person.street, person.group_name, person.area.name)
            return ", ".join(part for part in parts if part)
        case _:
            values = (getattr(person, name) for name in group.fields)
            return ", ".join(str(value) for value in values if value not in (None, ""))


def marked(left: str, right: str) -> tuple[Markup, Markup]:
    """Both texts with the words that only one of them has in <mark>."""
    ours, theirs = set(left.split()), set(right.split())
    return _marked(left, theirs), _marked(right, ours)


def _marked(text: str, others: set[str]) -> Markup:
    words = [escape(w) if w in others else Markup("<mark>{}</mark>").format(w) for w in text.split()]
    return Markup(" ").join(words)
