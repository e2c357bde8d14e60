"""What may come, in sentences: the outlook, Rt, the forecast of one place."""

from collections.abc import Sequence
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.messages import Message, message
from vungxanh.publishing.site.ahead.expected import Course, Growth, Swing, ToGreen

VERY, RATHER = 0.9, 0.7
"""From these probabilities on a direction is "very probably" and "probably" so."""


def percent(share: float) -> Message:
    """A rounded probability; the ends are open, since rounding does not make anything certain."""
    if share < 0.05:
        return message("under 5 %")
    if share > 0.95:
        return message("over 95 %")
    return message("{share} %", share=round(share * 100))


def better(course: Course, rank: int) -> float:
    """The chance that the colour is better than `rank` at the end."""
    return float(course.shares[-1, :rank].sum())


def worse(course: Course, rank: int) -> float:
    """The chance that the colour is worse than `rank` at the end; unknown is neither."""
    return float(course.shares[-1, rank + 1 : -1].sum())


def chances_said(course: Course, rank: int | None, zone: Message) -> Message:
    """Better or worse at the end, or what stays."""
    end = course.first + timedelta(days=len(course.shares) - 1)
    if rank is None:
        return message("The colour is not known today, so “better” and “worse” cannot be told.")
    if rank == 0:
        stays = percent(float(course.shares[-1, 0]))
        return message("The chance that it is {zone} on {day} too: {stays}.", zone=zone, day=end, stays=stays)
    return message(
        "The chance that the colour is better on {day}: {better}; that it is worse: {worse}.",
        day=end,
        better=percent(better(course, rank)),
        worse=percent(worse(course, rank)),
    )


def to_green_said(found: ToGreen, best: Message, end: date) -> Message:
    """The day of the best colour with its 80 % interval, as far as the outlook reaches."""
    if found.early is None:
        return message(
            "{best}: fewer than one in ten computed courses get there by {end}.", best=best, end=end
        )
    if found.middle is None:
        return message(
            "{best}: fewer than half of the computed courses get there by {end}; one in ten by {early}.",
            best=best, end=end, early=found.early,
        )  # fmt: skip
    if found.late is None and found.early == found.middle:
        return message(
            "{best}: half of the computed courses get there by {middle},"
            " more than one in ten only after {end}.",
            best=best, middle=found.middle, end=end,
        )  # fmt: skip
    if found.late is None:
        return message(
            "{best}: half of the computed courses get there by {middle}; one in ten by {early}, more than"
            " one in ten only after {end}.",
            best=best, middle=found.middle, early=found.early, end=end,
        )  # fmt: skip
    return message(
        "{best}: half of the computed courses get there by {middle}, 80 of 100 between {early} and {late}.",
        best=best, middle=found.middle, early=found.early, late=found.late,
    )  # fmt: skip


def late_reports_said(
    today: NDArray[np.float64], official: int | None, zones: Sequence[Message]
) -> Message | None:
    """What the colour would probably be when late reports are in; None where it would be the same."""
    likely = int(np.argmax(today[: len(zones)]))
    if likely == official or today[likely] <= 0.5:
        return None
    return message(
        "When late reports have arrived, the counts of today will probably give {zone} ({chance}). This is an"
        " estimate; the official colour stays the counted one.",
        zone=zones[likely],
        chance=percent(float(today[likely])),
    )


def rt_said(growth: Growth) -> list[Message]:
    """Rt of the last day with its interval, and which way it points."""
    low, _, middle, _, high = growth.values[-1].tolist()
    if np.isnan(middle):
        return [message("There are not enough cases here to say how the disease spreads.")]
    said = [
        message(
            "Rt on {day}: {middle}, with 95 % probability between {low} and {high}.",
            day=growth.last, middle=_two(middle), low=_two(low), high=_two(high),
        ),
        direction(growth.above_one),
    ]  # fmt: skip
    if growth.doubling is not None and 1 <= abs(growth.doubling) <= 60:
        days = round(abs(growth.doubling))
        said.append(
            message("At this pace cases double in about {days} days.", days=days)
            if growth.doubling > 0
            else message("At this pace cases halve in about {days} days.", days=days)
        )
    return said


def direction(above_one: float | None) -> Message:
    """Whether cases rise or fall."""
    if above_one is None or 1 - RATHER < above_one < RATHER:
        return message("It is open whether cases rise or fall.")
    if above_one >= VERY:
        return message("Cases are very probably rising.")
    if above_one >= RATHER:
        return message("Cases are probably rising.")
    if above_one <= 1 - VERY:
        return message("Cases are very probably falling.")
    return message("Cases are probably falling.")


def forecast_said(swing: Swing) -> Message:
    """Cases a day on the last day of the forecast."""
    low, _, middle, _, high = (int(value) for value in swing.values[-1])
    return message(
        "On {day} about {middle} new cases are expected, with {percent} % probability {low} to {high}.",
        day=swing.first + timedelta(days=len(swing.values) - 1),
        middle=middle, low=low, high=high, percent=swing.wide_percent,
    )  # fmt: skip


def _two(value: float) -> Message:
    """A number with two decimals, also 1.00."""
    return message("{whole}.{rest}", whole=int(value), rest=f"{round(value * 100) % 100:02d}")
