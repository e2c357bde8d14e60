"""Where a case was found, by date: what decides is where the person was bound to be on the day of sample.

Question: was the person inside a lockdown point, or under isolation, on that day? Then the case is not a
community case (note to Decisions 3979 and 3989). Boundary days are ours: rules/response/found.toml.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Literal

from vungxanh.rules import read_rule

Place = Literal["lockdown", "quarantine"]


@dataclass(frozen=True, slots=True)
class Stay:
    """Days on which somebody had to stay: `since` and `until` (None: still) are both days of it.

    `causes` are the cases that the stay was ordered for.
    """

    place: Place
    record: int
    since: date
    until: date | None = None
    causes: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Boundaries:
    """Whether the first and the last day count as inside, and whether the cause does."""

    first_day_inside: bool
    last_day_inside: bool
    cause_inside: bool


@cache
def boundaries() -> Boundaries:
    """The boundary days as the rule file has them."""
    given = read_rule("response", "found")["boundaries"]
    return Boundaries(given["first_day_inside"], given["last_day_inside"], given["cause_inside"])


@cache
def overridden() -> frozenset[str]:
    """What may have been reported for the rule to have the last word."""
    return frozenset(read_rule("response", "found")["overridden"]["reported"])


def day_found(sample: date | None, report: date) -> date:
    """The day that decides: of the sample, else of the report."""
    return sample or report


def where_found(day: date, stays: Iterable[Stay], case: int | None = None) -> Stay | None:
    """The stay in which a case was found, None in the community.

    A personal isolation order goes before a lockdown; among equals the one that began first.
    """
    rule = boundaries()
    held = [stay for stay in stays if _inside(day, stay, rule) and not _caused(case, stay, rule)]
    return min(held, key=lambda s: (s.place != "quarantine", s.since, s.record), default=None)


def _inside(day: date, stay: Stay, rule: Boundaries) -> bool:
    begun = day >= stay.since if rule.first_day_inside else day > stay.since
    if stay.until is None:
        return begun
    return begun and (day <= stay.until if rule.last_day_inside else day < stay.until)


def _caused(case: int | None, stay: Stay, rule: Boundaries) -> bool:
    return not rule.cause_inside and case is not None and case in stay.causes


def boundary_note() -> dict[str, str]:
    """How boundary days are read, in each language, for the pages."""
    note: dict[str, str] = read_rule("response", "found")["boundaries"]["note"]
    return note
