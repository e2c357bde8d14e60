"""Isolation: its life cycle, the rule of the day it begins, its test days, and what release still lacks."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.rules import read_rule

STATUS: dict[str, tuple[str, ...]] = {
    "ordered": ("active", "cancelled"),
    "active": ("released", "transferred", "left"),
    "left": (),
    "released": (),
    "transferred": (),
    "cancelled": (),
}
"""Where an isolation may go from each status. Who left without permission comes back under a new order."""

REASONS = ("contact", "case", "second_contact", "entrant")
PLACES = ("home", "centre", "hospital")
FAR_FUTURE = date.max


class MoveNotAllowed(VungXanhError):
    """An isolation cannot go from this status to that one."""


class ReleaseRefused(VungXanhError):
    """The rule does not allow the release; `unmet` are the conditions, each a sentence."""

    def __init__(self, unmet: Sequence[Message]) -> None:
        self.unmet = tuple(unmet)
        super().__init__(message("Release is not allowed yet: {unmet}", unmet=self.unmet))


@dataclass(frozen=True)
class Rule:
    """One dated rule. Days are counted from the first (`first_day`); `ct` is a Ct that counts as negative.

    `judge`: "all" tests must be negative, or the "last" one. After `home_after` days, with that test good,
    the person may go on at home.
    """

    id: str
    reason: tuple[str, ...]
    place: tuple[str, ...]
    valid_from: date
    valid_to: date
    days: int
    tests: tuple[int, ...]
    judge: str
    ct: float | None
    home_after: int | None
    document: dict[str, str]
    certainty: str
    uncertain: tuple[str, ...]
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class Due:
    """A test that is due: number of the day, date, and the result ("" while there is none)."""

    number: int
    due: date
    result: str = ""
    ct: float | None = None


@cache
def rules() -> tuple[Rule, ...]:
    """Every rule, in the order of the file."""
    return tuple(_rule(entry) for entry in read_rule("response", "isolation")["rule"])


@cache
def first_day() -> int:
    """The number of the day on which an isolation begins."""
    return int(read_rule("response", "isolation")["counting"]["first_day"])


def rule_named(identifier: str) -> Rule | None:
    """A rule by its id; None for an isolation whose days were set by hand."""
    return next((rule for rule in rules() if rule.id == identifier), None)


def rule_on(reason: str, place: str, day: date) -> Rule | None:
    """The rule for isolations that begin on a day: the newest one that holds; None where none was found."""
    holding = [r for r in rules() if reason in r.reason and place in r.place and _holds(r, day)]
    return max(holding, key=lambda rule: rule.valid_from, default=None)


def last_day(rule: Rule, counted_from: date) -> date:
    """The last day of an isolation."""
    return day_of(rule.days, counted_from)


def day_of(number: int, counted_from: date) -> date:
    """The calendar day of a day of isolation."""
    return counted_from + timedelta(number - first_day())


def number_of(day: date, counted_from: date) -> int:
    """Which day of isolation a calendar day is."""
    return (day - counted_from).days + first_day()


def due_tests(rule: Rule, counted_from: date) -> tuple[Due, ...]:
    """The tests that the rule asks for."""
    return tuple(Due(number, day_of(number, counted_from)) for number in rule.tests)


def check_move(old: str, new: str) -> None:
    """Raises MoveNotAllowed."""
    if new not in STATUS.get(old, ()):
        raise MoveNotAllowed(message("An isolation cannot be changed in this way now."))


def unmet(rule: Rule | None, ends: date, today: date, tests: Sequence[Due]) -> list[Message]:
    """What release on `today` still lacks, each a sentence; nothing when the rule allows it."""
    lacking = []
    if today < ends:
        lacking.append(message("the last day is {day}", day=ends))
    return lacking + _lacking_tests(rule, tests)


def may_go_home(rule: Rule | None, counted_from: date, today: date, tests: Sequence[Due]) -> list[Message]:
    """What going on at home still lacks, where the rule provides for it."""
    if rule is None or rule.home_after is None:
        return []
    until = day_of(rule.home_after, counted_from)
    lacking = [message("the first day at home is {day}", day=until)] if today < until else []
    return lacking + _lacking_tests(rule, [t for t in tests if t.number <= rule.home_after])


def good(test: Due, rule: Rule | None) -> bool:
    """Whether a result lets go: negative, or positive with a Ct that the rule accepts."""
    accepted = rule is not None and rule.ct is not None and test.ct is not None and test.ct >= rule.ct
    return test.result == "negative" or (test.result == "positive" and accepted)


def _lacking_tests(rule: Rule | None, tests: Sequence[Due]) -> list[Message]:
    ordered = sorted(tests, key=lambda test: test.due)
    if rule is not None and rule.judge == "last":
        ordered = ordered[-1:]
    return [said for test in ordered if (said := _lacking(test, rule)) is not None]


def _lacking(test: Due, rule: Rule | None) -> Message | None:
    if good(test, rule):
        return None
    values: dict[str, Any] = {"number": test.number, "day": test.due}
    if test.result == "positive" and rule is not None and rule.ct is not None:
        return message(
            "the test of day {number} ({day}) is positive and its Ct is below {ct}", ct=rule.ct, **values
        )
    if test.result == "positive":
        return message("the test of day {number} ({day}) is positive: the rule for cases applies", **values)
    return message("the test of day {number} ({day}) has no usable result", **values)


def _holds(rule: Rule, day: date) -> bool:
    return rule.valid_from <= day <= rule.valid_to


def _rule(entry: dict[str, Any]) -> Rule:
    return Rule(
        id=entry["id"],
        reason=tuple(entry["reason"]),
        place=tuple(entry["place"]),
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to", FAR_FUTURE),
        days=entry["days"],
        tests=tuple(entry["tests"]),
        judge=entry["judge"],
        ct=entry.get("ct"),
        home_after=entry.get("home_after"),
        document=entry["document"],
        certainty=entry["certainty"],
        uncertain=tuple(entry.get("uncertain", ())),
        note=entry["note"],
    )
