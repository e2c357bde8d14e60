"""Contact tracing by rule: the window one asks about, deadlines, what is due next, states of a contact.

Days are calendar days in Viet Nam; moments carry their time zone. Everything is told the day it is judged
on: a rule that changed later does not change what was due before.
"""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from functools import cache
from typing import Any, Literal

from vungxanh.messages import VungXanhError, message
from vungxanh.rules import read_rule

STATUS: dict[str, tuple[str, ...]] = {
    "listed": ("reached", "isolating", "finished", "became_case", "lost"),
    "reached": ("isolating", "finished", "became_case", "lost"),
    "isolating": ("finished", "became_case", "lost"),
    "lost": ("reached", "isolating", "became_case"),
    "finished": ("isolating", "became_case"),
    "became_case": (),
}
"""What may follow what. `lost` can be found again; `finished` can begin anew after another exposure."""

OPEN = ("listed", "reached", "isolating")
"""Work is left to do."""

EVENING = time(17)
"""Daily follow-up is due by the end of the working day. Ours."""


class WrongMove(VungXanhError):
    """A contact cannot go from this state to that one."""


@dataclass(frozen=True)
class Decision:
    """One dated decision of rules/response/tracing.toml."""

    id: str
    source: str
    certainty: str
    values: dict[str, Any]

    @property
    def uncertain(self) -> bool:
        """Whether no text that we found says so."""
        return self.certainty not in ("V", "S")


@dataclass(frozen=True)
class Window:
    """Days on which exposure to a case counts. `anchor` says which day of the case it was counted from."""

    first: date
    last: date | None
    anchor: Literal["onset", "sample", "report"]


@dataclass(frozen=True)
class Deadlines:
    """Until when each step is due for a contact; None where no rule held that day."""

    reach: datetime | None
    isolate: datetime | None
    first_test: date | None
    follow_until: date | None


PARTS = ("window", "reach", "isolate", "first_test", "follow", "linking", "definition")


@cache
def rule() -> dict[str, Any]:
    """The rule file as it is."""
    return read_rule("response", "tracing")


@cache
def decision_on(part: str, disease: str, day: date) -> Decision | None:
    """The decision of one part (see PARTS) that held on a day; None where none did."""
    if disease not in rule()["diseases"]:
        return None
    held = [d for d in rule()[part] if d["valid_from"] <= day <= d.get("valid_to", date.max)]
    if not held:
        return None
    return Decision(held[0]["id"], held[0]["source"], held[0]["certainty"], held[0])


def kinds() -> dict[str, dict[str, str]]:
    """Kinds of contact: id -> names."""
    return {kind["id"]: kind["name"] for kind in rule()["kind"]}


def window(
    *, disease: str, on: date, onset: date | None, sample: date | None, report: date, isolated: date | None
) -> Window | None:
    """From some days before onset (sample where there is no onset, else report) until isolation."""
    held = decision_on("window", disease, on)
    if held is None:
        return None
    anchor: Literal["onset", "sample", "report"] = "onset" if onset else "sample" if sample else "report"
    start = (onset or sample or report) - timedelta(days=held.values["days_before"])
    return Window(start, isolated, anchor)


def outside(asked: Window | None, first: date | None, last: date | None) -> bool:
    """Whether no day from `first` to `last` lies in the window. Unknown days are never outside."""
    days = [day for day in (first, last) if day is not None]
    if asked is None or not days:
        return False
    return max(days) < asked.first or (asked.last is not None and min(days) > asked.last)


def deadlines(
    *, disease: str, degree: int, listed_at: datetime, last_exposure: date | None, zone: tzinfo
) -> Deadlines:
    """What is due for a contact who was listed at a moment; follow-up counts from the last exposure."""
    on = listed_at.astimezone(zone).date()
    reach, isolate = (_of(part, "hours", disease, degree, on) for part in ("reach", "isolate"))
    test, follow = _of("first_test", "days", disease, degree, on), _of("follow", "days", disease, degree, on)
    reached_by = None if reach is None else listed_at + timedelta(hours=reach)
    return Deadlines(
        reach=reached_by,
        isolate=None if reached_by is None or isolate is None else reached_by + timedelta(hours=isolate),
        first_test=None if test is None else on + timedelta(days=test),
        follow_until=None if follow is None else (last_exposure or on) + timedelta(days=follow),
    )


def next_due(
    *,
    status: str,
    trace_due: datetime | None,
    isolate_due: datetime | None,
    followed: date | None,
    begun: date,
    zone: tzinfo,
) -> datetime | None:
    """When the next step is due: reaching, isolating, then every day's follow-up; None when nothing is.

    `followed` is the last day of follow-up, `begun` the day isolation began. The day after the last one
    the contact is due for finishing, by the same clock.
    """
    if status == "listed":
        return trace_due
    if status == "reached":
        return isolate_due
    if status == "isolating":
        day = begun if followed is None else followed + timedelta(days=1)
        return datetime.combine(day, EVENING, zone)
    return None


def check_move(before: str, after: str) -> None:
    """Raises WrongMove unless a contact may go from one state to the other."""
    if before != after and after not in STATUS[before]:
        raise WrongMove(
            message("A contact who is {before} cannot become {after}.", before=before, after=after)
        )


def could_infect(*, disease: str, anchor: date, first: date | None, last: date | None) -> bool:
    """Whether an exposure can have led to a case with this onset (or sample, report) day."""
    held = decision_on("linking", disease, anchor)
    latest, earliest = last or first, first or last
    if latest is None or earliest is None or held is None:
        return True
    return earliest <= anchor and anchor - latest <= timedelta(days=held.values["days"])


def _of(part: str, unit: str, disease: str, degree: int, on: date) -> int | None:
    held = decision_on(part, disease, on)
    return None if held is None else held.values[unit].get(f"f{degree}")
