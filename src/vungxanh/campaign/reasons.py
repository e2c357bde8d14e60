"""Why a unit stands where it stands, in a few sentences."""

from collections.abc import Iterator
from typing import Any

from vungxanh.campaign.plan import Plan
from vungxanh.campaign.standings import Span
from vungxanh.messages import Message, message
from vungxanh.zoning import Level, Text

Row = dict[str, Any]


def reasons(rows: list[Row], span: Span, plan: Plan, scale: list[Level] | None) -> Iterator[list[Message]]:
    """The sentences for each row of the league, in its order."""
    colours: dict[str | None, Text | Message] = {level.id: level.name for level in scale or []}
    colours[None] = message("unknown")
    shared: dict[int, int] = {}
    for row in rows:
        shared[row["place"]] = shared.get(row["place"], 0) + 1
    ahead: Row | None = None
    for number, row in enumerate(rows):
        if number and rows[number - 1]["place"] != row["place"]:
            ahead = rows[number - 1]
        yield [
            _place(row, ahead, shared[row["place"]], plan),
            _colour(row, span, colours),
            _cases(row, span),
        ]


def _place(row: Row, ahead: Row | None, sharing: int, plan: Plan) -> Message:
    """Its place, and what separates it from the unit before."""
    match row["status"]:
        case "unknown":
            return message("Not ranked: colour or cases are unknown on every day of the period.")
        case "partly_unknown":
            return message(
                "Not ranked: {unknown} days of the period or of the week before it are partly unknown, "
                "and unknown is never counted as green.",
                unknown=row["days_unknown"] + row["start_unknown"],
            )
    if row["behind"] is None or ahead is None:
        if sharing == 1:
            return message("Place 1.")
        return message("Place 1, shared by {sharing} units.", sharing=sharing)
    criterion = plan.order[row["behind"]].name
    return message(
        "Place {place}, behind {ahead} by: {criterion}.",
        place=row["place"],
        ahead=ahead["name"],
        criterion=criterion,
    )


def _colour(row: Row, span: Span, colours: dict[str | None, Text | Message]) -> Message:
    """Colour then and now, days green."""
    return message(
        "Colour on {start}: {then}; on {last}: {now}. Days green: {green} of {days}.",
        start=span.start,
        then=colours[row["colour_start"]],
        last=span.last,
        now=colours[row["colour_now"]],
        green=row["days_green"],
        days=row["days"],
    )


def _cases(row: Row, span: Span) -> Message:
    """New community F0 per day now and at the own start."""
    if row["recent_per_day"] is None:
        return message("New community F0 since {recent}: not reported.", recent=span.recent)
    if row["own_start_per_day"] is None:
        return message(
            "New community F0 per day since {recent}: {now}; what it was before the start is not known.",
            recent=span.recent,
            now=row["recent_per_day"],
        )
    return message(
        "New community F0 per day: {before} in the {days} days before the start, {now} since {recent}.",
        before=row["own_start_per_day"],
        days=(span.start - span.own_start).days,
        now=row["recent_per_day"],
        recent=span.recent,
    )
