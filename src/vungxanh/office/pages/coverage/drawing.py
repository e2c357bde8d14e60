"""Small charts of tests by day, as numbers that the template draws."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from vungxanh.office.records.queries.coverage import Counted

WIDTH, HEIGHT = 600, 120


@dataclass(frozen=True)
class Bar:
    """One day: where its bar stands, and the heights of its three parts from the ground up."""

    day: date
    x: float
    width: float
    found: float
    cleared: float
    waiting: float
    tested: Counted


def bars(rows: Mapping[date, Counted], since: date, until: date) -> list[Bar]:
    """A bar for every day asked for; days without a sample have none of it."""
    days = [since + timedelta(days=n) for n in range((until - since).days + 1)]
    most = max((row.people for row in rows.values()), default=0) or 1
    step = WIDTH / len(days)
    return [_bar(day, n * step, step * 0.8, rows.get(day, Counted()), most) for n, day in enumerate(days)]


def _bar(day: date, x: float, width: float, row: Counted, most: int) -> Bar:
    def tall(people: int) -> float:
        return round(HEIGHT * people / most, 2)

    return Bar(day, round(x, 2), round(width, 2), tall(row.found), tall(row.cleared), tall(row.waiting), row)
