"""One area as one row of a file states it, before it has found its place in the tree."""

from datetime import date
from typing import NamedTuple

from vungxanh.tables import fold


class Named(NamedTuple):
    """A coarser area that columns of a row name."""

    level: str
    code: str
    name: str


class Record(NamedTuple):
    """One row: `chain` holds the coarser areas that its columns name, finest first.

    `position` is the row's place in the file. Both days of validity are inclusive. A tuple, since a
    country has a hundred thousand of them.
    """

    row: str
    position: int
    level: str | None
    code: str
    name: str
    parent: str | None = None
    chain: tuple[Named, ...] = ()
    begins: date | None = None
    ends: date | None = None
    population: float = float("nan")

    @property
    def span(self) -> tuple[date, date]:
        """First and last day of validity; an open end reaches to the end of the calendar."""
        return self.begins or date.min, self.ends or date.max

    def valid_on(self, day: date) -> bool:
        """Whether the row speaks of `day`."""
        return (self.begins is None or self.begins <= day) and (self.ends is None or day <= self.ends)


def made_code(name: str, parent: str | None) -> str:
    """A code for an area that only has a name; its `name-` says so."""
    words = "".join(c if c.isalnum() else " " for c in fold(name)).split()
    own = "name-" + "-".join(words)
    return own if parent is None else f"{parent}-{own}"
