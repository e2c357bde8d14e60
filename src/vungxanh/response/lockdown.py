"""Lockdown points: life cycle, rounds of tests due, and what the rule still wants before one is lifted."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from typing import Any

from vungxanh.messages import Message, VungXanhError, message
from vungxanh.rules import read_rule

STATUS: dict[str, tuple[str, ...]] = {
    "planned": ("active", "cancelled"),
    "active": ("proposed",),
    "proposed": ("active", "lifted"),
    "lifted": (),
    "cancelled": (),
}
"""Where a lockdown may go from each status: nothing is lifted that nobody proposed to lift."""


class LockdownMoveNotAllowed(VungXanhError):
    """A lockdown cannot go from this status to that one."""


@dataclass(frozen=True)
class LiftRule:
    """A dated rule. The retest comes `retest_after` to `retest_by` days after the round before it."""

    id: str
    valid_from: date
    valid_to: date
    retest_after: int
    retest_by: int
    certainty: str
    document: dict[str, str]
    note: dict[str, str]


@dataclass(frozen=True, slots=True)
class DoneRound:
    """A round that was done: day, households tested (None: not counted), positives (None: not all known)."""

    done: date
    households: int | None
    positives: int | None


@dataclass(frozen=True, slots=True)
class Fact:
    """One condition: the sentence with its values, and whether it is met (None: nobody can say)."""

    said: Message
    met: bool | None


@cache
def lift_rules() -> tuple[LiftRule, ...]:
    """Every rule of the file."""
    return tuple(_rule(entry) for entry in read_rule("response", "lockdown")["rule"])


def lift_rule_on(day: date) -> LiftRule | None:
    """The rule that holds on a day; None where none was found."""
    holding = [rule for rule in lift_rules() if rule.valid_from <= day <= rule.valid_to]
    return max(holding, key=lambda rule: rule.valid_from, default=None)


def check_lockdown_move(old: str, new: str) -> None:
    """Raises LockdownMoveNotAllowed."""
    if new not in STATUS.get(old, ()):
        raise LockdownMoveNotAllowed(message("A lockdown point cannot be changed in this way now."))


def next_round(rule: LiftRule | None, begins: date, rounds: Sequence[DoneRound]) -> date | None:
    """The day of the next round: the first day, then `retest_after` days after the last; None: by hand."""
    if not rounds:
        return begins
    if rule is None:
        return None
    return max(done.done for done in rounds) + timedelta(rule.retest_after)


def facts(
    rule: LiftRule | None, households: int | None, rounds: Sequence[DoneRound], found_since: int
) -> list[Fact]:
    """What the rule looks at, in its order. `found_since` are cases found inside since the last round."""
    done = sorted(rounds, key=lambda one: one.done)
    if rule is None:
        return [Fact(message("No rule for lifting was found for this day: people judge."), None)]
    if len(done) < 2:
        return [Fact(message("{done} rounds of tests are done; a retest is needed.", done=len(done)), False)]
    last, before = done[-1], done[-2]
    gap = (last.done - before.done).days
    return [
        Fact(
            message("The retest was {gap} days after the round before; at least {least}.", gap=gap,
                    least=rule.retest_after),
            gap >= rule.retest_after,
        ),
        _all_tested(households, last),
        _all_negative(last),
        _none_found(found_since),
    ]  # fmt: skip


def allowed(judged: Sequence[Fact]) -> bool:
    """Whether nothing speaks against the proposal; where no rule was found, people judge."""
    return all(fact.met is not False for fact in judged)


def _none_found(cases: int) -> Fact:
    return Fact(message("{cases} cases were found inside since the retest.", cases=cases), cases == 0)


def _all_tested(households: int | None, last: DoneRound) -> Fact:
    # A number that nobody knows is not "all".
    met = households is not None and last.households is not None and last.households >= households
    return Fact(
        message(
            "{tested} of {households} households were tested.",
            tested="?" if last.households is None else last.households,
            households="?" if households is None else households,
        ),
        met,
    )


def _all_negative(last: DoneRound) -> Fact:
    if last.positives is None:
        return Fact(message("The results of the retest are not complete."), False)
    return Fact(
        message("{positives} were positive at the retest.", positives=last.positives), last.positives == 0
    )


def _rule(entry: dict[str, Any]) -> LiftRule:
    names = ("id", "valid_from", "retest_after", "retest_by", "certainty", "document", "note")
    return LiftRule(**{name: entry[name] for name in names}, valid_to=entry.get("valid_to", date.max))
