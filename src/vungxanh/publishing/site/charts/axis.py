"""Round numbers and well spaced days for the axes of charts."""

from dataclasses import dataclass
from math import floor, log10


@dataclass(frozen=True, slots=True)
class Tick:
    """A mark on an axis: where (per cent of the length) and which value or day position."""

    at: float
    value: int


def value_ticks(highest: int) -> list[int]:
    """Two or three round values up to `highest`, without zero."""
    if highest <= 0:
        return []
    rough = highest / 2.5
    power = 10 ** floor(log10(rough)) if rough >= 1 else 1
    step = next(int(m * power) for m in (1, 2, 5, 10) if m * power >= rough)
    return list(range(step, highest + 1, step))


def day_ticks(days: int, most: int) -> list[Tick]:
    """Evenly spaced days, the last one included, in the middle of their columns."""
    step = max(1, -(-days // most))
    return [Tick((day + 0.5) / days * 100, day) for day in range((days - 1) % step, days, step)]


def spans(flags: list[bool]) -> list[tuple[int, int]]:
    """First and last position of each stretch of true flags."""
    found: list[tuple[int, int]] = []
    start = -1
    for position, flag in enumerate([*flags, False]):
        if flag and start < 0:
            start = position
        elif not flag and start >= 0:
            found.append((start, position - 1))
            start = -1
    return found
