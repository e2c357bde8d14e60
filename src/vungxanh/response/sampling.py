"""How people are sampled: methods, purposes, pools and plans, as rules/response/sampling.toml gives them."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.rules import read_rule

COMMUNITY = ("community", "hospital")
"""Places of people who count as tested in the community: as for cases (linelist.flags)."""


class BadCt(VungXanhError):
    """A Ct value that cannot be."""


@dataclass(frozen=True)
class Method:
    """A kind of test. `read_on_the_spot`: the team itself sees the result."""

    id: str
    name: Mapping[str, str]
    read_on_the_spot: bool
    has_ct: bool


@dataclass(frozen=True)
class Purpose:
    """Why people are sampled, and where they are then taken to be."""

    id: str
    name: Mapping[str, str]
    found_in: str


@dataclass(frozen=True)
class Plan:
    """Who is sampled in a zone from one day to another. `pool` 0: the document gives no size."""

    id: str
    zones: tuple[str, ...]
    valid_from: date
    valid_to: date | None
    who: Mapping[str, str]
    methods: tuple[str, ...]
    pool: int
    repeat_days: tuple[int, int] | None
    rounds: int | None
    certainty: str
    pool_certainty: str
    source: str

    def holds_on(self, day: date) -> bool:
        """Whether the plan is in force on a day (both ends included)."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True)
class Turnaround:
    """Hours within which results are counted as quick, and after which a sample is overdue."""

    hours: tuple[int, ...]
    overdue: int
    certainty: str
    source: str


@cache
def _rule() -> dict[str, Any]:
    return read_rule("response", "sampling")


@cache
def methods() -> dict[str, Method]:
    """Methods by id, in the order of the rule."""
    return {m["id"]: Method(**m) for m in _rule()["method"]}


@cache
def purposes() -> dict[str, Purpose]:
    """Purposes by id, in the order of the rule."""
    return {p["id"]: Purpose(**p) for p in _rule()["purpose"]}


def pool_sizes() -> tuple[int, ...]:
    """Sizes of pools that are offered."""
    return tuple(_rule()["pools"]["sizes"])


def most_in_a_pool() -> int:
    """The largest pool that is accepted."""
    return int(_rule()["pools"]["most"])


@cache
def turnaround() -> Turnaround:
    """What counts as quick and as overdue."""
    rule = _rule()["turnaround"]
    return Turnaround(tuple(rule["hours"]), rule["overdue"], rule["certainty"], rule["source"])


@cache
def plans() -> tuple[Plan, ...]:
    """Every plan, in the order of the rule."""
    return tuple(_plan(entry) for entry in _rule()["plan"])


def plans_on(day: date) -> tuple[Plan, ...]:
    """The plans in force on a day."""
    return tuple(plan for plan in plans() if plan.holds_on(day))


def check_ct(ct: float | None, method: str) -> None:
    """Raises BadCt for a value outside the range, or with a method that has none."""
    if ct is None:
        return
    known = methods().get(method)
    if known is not None and not known.has_ct:
        raise BadCt(message("A Ct value belongs to RT-PCR only."))
    least, most = _rule()["ct"]["least"], _rule()["ct"]["most"]
    if not least <= ct <= most:
        raise BadCt(message("A Ct value lies between {least} and {most}.", least=least, most=most))


def _plan(entry: dict[str, Any]) -> Plan:
    repeat = entry.get("repeat_days")
    return Plan(
        id=entry["id"],
        zones=tuple(entry["zones"]),
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        who=entry["who"],
        methods=tuple(entry["methods"]),
        pool=entry["pool"],
        repeat_days=None if repeat is None else (repeat[0], repeat[1]),
        rounds=entry.get("rounds"),
        certainty=entry["certainty"],
        pool_certainty=entry.get("pool_certainty", entry["certainty"]),
        source=entry["source"],
    )
