"""What a tube says of the people in it: results as a state machine, pools opened and resolved.

A negative pool clears every member. A positive pool clears nobody: its members are opened, each gives a
tube of their own, and that result is theirs. What a pool counts for is people, never tubes; a retest
counts nobody anew, since its pool has counted them.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from vungxanh.messages import VungXanhError, message

RESULT_MOVES: dict[str, frozenset[str]] = {
    "pending": frozenset({"positive", "negative", "indeterminate", "invalid"}),
    "indeterminate": frozenset({"positive", "negative", "invalid"}),
    "positive": frozenset(),
    "negative": frozenset(),
    "invalid": frozenset(),
}
"""Result -> results that may follow by themselves. Any other change is a correction and wants a reason."""

RESULTS = tuple(RESULT_MOVES)
FINAL = ("positive", "negative")

POOL_STATES = ("waiting", "negative", "opened", "resolved", "discordant", "void")
"""waiting for a result; negative; opened for retests; resolved: positives found among the members;
discordant: pool positive and every retest negative, or the other way round; void: no usable result."""


class WrongMove(VungXanhError):
    """A result that cannot follow the one that is there."""


class ReasonNeeded(VungXanhError):
    """A correction without a reason."""


def is_correction(before: str, after: str) -> bool:
    """Whether the change takes back a result that was given."""
    return before != after and after not in RESULT_MOVES[before]


def check_result_move(before: str, after: str, reason: str) -> None:
    """Raises WrongMove for an unknown result, ReasonNeeded for a correction without a reason."""
    if after not in RESULT_MOVES:
        raise WrongMove(message("There is no such result."))
    if is_correction(before, after) and not reason.strip():
        raise ReasonNeeded(message("A result that was given is corrected only with a reason."))


def member_result(pool: str, retest: str | None) -> str:
    """The result of one person in a pool, from the pool's and their retest's (None: no retest yet).

    A final result of the person's own tube stands, even when the pool's is corrected afterwards.
    """
    if retest in FINAL:
        return str(retest)
    if pool == "positive":
        return retest or "pending"
    return pool


@dataclass(frozen=True)
class Tally:
    """What a tube says: the people it stands for, those found positive, those cleared as negative."""

    people: int
    found: int
    cleared: int

    @property
    def waiting(self) -> int:
        """People without a usable result."""
        return self.people - self.found - self.cleared


def single_tally(result: str, *, retest: bool) -> Tally:
    """A tube of one person; a retest counts nobody anew."""
    if retest:
        return Tally(0, 0, 0)
    return Tally(1, int(result == "positive"), int(result == "negative"))


def pool_tally(result: str, size: int, members: Sequence[str]) -> Tally:
    """A pool: its members by their resolved results, or as many as its size where none is listed.

    A positive pool without a list has found nobody: nobody knows which of them it was.
    """
    if not members:
        return Tally(size, 0, size if result == "negative" else 0)
    return Tally(len(members), members.count("positive"), members.count("negative"))


def pool_state(result: str, members: Sequence[str]) -> str:
    """Where a pool stands, from its result and its members' resolved results."""
    match result:
        case "pending" | "indeterminate":
            return "waiting"
        case "negative":
            return "discordant" if "positive" in members else "negative"
        case "invalid":
            return "void"
    if not members or any(result not in FINAL for result in members):
        return "opened"
    return "resolved" if "positive" in members else "discordant"
