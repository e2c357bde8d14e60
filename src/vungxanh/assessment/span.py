"""Which days an assessment covers, and up to which day the cases can be trusted to be complete.

axis first        judged first      first (asked for)                   newest row      as_of
|--- warm-up -----|------ judged ---|------- judged and written ---------|---- may be unreported ---|
"""

from dataclasses import dataclass
from datetime import date, timedelta

from vungxanh.assessment.errors import NothingToJudge
from vungxanh.messages import Message, message
from vungxanh.rules import read_rule

LONGEST_AXIS = 40 * 366
"""Days; a first day further back than this is a mistyped year, not an epidemic."""


@dataclass(frozen=True)
class Span:
    """Days of the counts axis, of judging and of writing, and the last day that is taken as reported."""

    axis_first: date
    judged_first: date
    first: date
    last: date
    reported_through: date | None
    readings: tuple[Message, ...]

    @property
    def warmup(self) -> int:
        """Days on the axis before the first judged one."""
        return (self.judged_first - self.axis_first).days


def plan_span(
    *,
    first_row: date | None,
    newest_row: date | None,
    first: date | None,
    as_of: date,
    absent: str,
    data_through: date | None,
    needed: int | None,
) -> Span:
    """Decide the days. `needed`: days before a day that the pack looks at, None for all of them.

    In a register (`absent="zero"`) the days before its first row had no case; in a table of counts they are
    not reported.
    """
    wanted = min(first or first_row or as_of, as_of)
    if (as_of - min(wanted, first_row or wanted)).days > LONGEST_AXIS:
        raise NothingToJudge(
            message(
                "The first case is of {day}: more than 40 years before {as_of}.", day=first_row, as_of=as_of
            )
        )
    judged_first = min(wanted, first_row or wanted)
    axis_first = judged_first - timedelta(days=needed or 0) if absent == "zero" else judged_first
    readings, through = _trusted_through(newest_row, axis_first, as_of, absent, data_through)
    return Span(axis_first, judged_first, wanted, as_of, through, readings)


def _trusted_through(
    newest_row: date | None, axis_first: date, as_of: date, absent: str, data_through: date | None
) -> tuple[tuple[Message, ...], date | None]:
    """The last day taken as reported, and how that was concluded."""
    if absent == "unknown":
        return (message("A missing row means that the day was not reported."),), None
    if data_through is not None:
        return (message("The cases are declared complete up to {day}.", day=data_through),), data_through
    if newest_row is None:
        return (
            message(
                "The list has no row that counts up to {as_of}: no day counts as reported. If there was no"
                " case, say so with --data-through {as_of_iso}.",
                as_of=as_of,
                as_of_iso=as_of.isoformat(),
            ),
        ), axis_first - timedelta(days=1)
    limit = int(read_rule("assessment", "freshness")["newest_row"]["days"])
    if (as_of - newest_row).days > limit:
        return (
            message(
                "The newest row is of {newest}, {days} days before {as_of}: the days after it count as not"
                " reported. If the list is complete, say so with --data-through {as_of_iso}.",
                newest=newest_row,
                days=(as_of - newest_row).days,
                as_of=as_of,
                as_of_iso=as_of.isoformat(),
            ),
        ), newest_row
    return (
        message("A day without a row had no case; the list is taken as complete up to {day}.", day=as_of),
    ), None
