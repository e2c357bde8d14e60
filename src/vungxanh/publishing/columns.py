"""A column of a published table, and the columns that many tables share."""

from dataclasses import dataclass
from typing import Literal

from vungxanh.messages import Message, message

Kind = Literal["text", "whole number", "number", "day", "yes/no", "list"]


@dataclass(frozen=True, slots=True)
class Column:
    """A column: `of_small` says whether areas with few people keep it in the league table."""

    name: str
    kind: Kind
    means: Message
    of_small: bool = True


AREA = Column("area", "text", message("Code of the area, valid on the day of the data"))
NAME = Column("name", "text", message("Name of the area"))
LEVEL = Column("level", "text", message("Level of the area: group, quarter, ward, district or province"))
DAY = Column("day", "day", message("The day that the row speaks of"))
PARENT = Column("parent", "text", message("Code of the area that this one belongs to; empty at the top"))
PEOPLE = Column("population", "number", message("People living there; empty when not known"))
