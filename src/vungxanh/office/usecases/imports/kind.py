"""What a kind of list is to the import: its columns, its checks, and how its rows become records."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Any, Literal, Protocol

from vungxanh.linelist import Field
from vungxanh.linelist.source import Source
from vungxanh.messages import Message
from vungxanh.office.access import Actor
from vungxanh.office.clock import HERE
from vungxanh.office.records.audit import Entry
from vungxanh.office.records.models import Area
from vungxanh.territory import Territory

Done = Literal["created", "updated", "unchanged"]


@dataclass(frozen=True)
class Fault:
    """Why a row is refused: the record (index of the row in the sheet), field, what stood there, reason."""

    record: int
    field: str
    value: str
    reason: Message


@dataclass(frozen=True)
class Row:
    """A row that can be used. `values` are typed and by our names; blanks are left out."""

    record: int
    key: str
    area: Area
    values: dict[str, Any]


@dataclass
class Checked:
    """What the checks made of a sheet: every row is in one of rows, refused (by record), duplicates."""

    rows: list[Row] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    remarks: list[Fault] = field(default_factory=list)
    duplicates: list[int] = field(default_factory=list)


@dataclass(frozen=True)
class Sheet:
    """An opened file with its columns assigned, who imports it, when, and the areas of that day.

    `system` names where identifiers come from: with the identifier of a row it is the key of a record.
    """

    source: Source
    territory: Territory
    areas: list[Area]
    by: Actor
    as_of: datetime
    system: str

    @property
    def today(self) -> date:
        """The calendar day in Viet Nam."""
        return self.as_of.astimezone(HERE).date()


@dataclass
class Applied:
    """What became of rows: one outcome or fault per row, and the people who are new."""

    outcomes: list[Done | Fault] = field(default_factory=list)
    people: list[int] = field(default_factory=list)


class Kind(Protocol):
    """One kind of list."""

    @property
    def name(self) -> str:
        """Its identifier."""
        ...

    @property
    def words(self) -> Message:
        """What people call it."""
        ...

    @property
    def permission(self) -> str:
        """What its importer must hold in the area of every row."""
        ...

    @property
    def fields(self) -> tuple[Field, ...]:
        """What a column can hold."""
        ...

    @property
    def needed(self) -> tuple[tuple[str, ...], ...]:
        """Groups of fields; of each group one column must be there."""
        ...

    def check(self, sheet: Sheet) -> Checked:
        """Type and check every row; nothing is read row by row from the database."""
        ...

    def apply(self, rows: Sequence[Row], sheet: Sheet, entry: Entry) -> Applied:
        """Make records of some rows, inside the act of `entry`, with a few queries however many rows."""
        ...
