"""What a criteria pack may say: the typed schema behind `rules/zoning/*.toml`.

A pack turns counts into levels (colours). Everything that a text of law leaves open is a named parameter
marked as our reading; every condition says where it comes from and how certain that is.
"""

from collections.abc import Iterator
from datetime import date
from typing import Annotated, Any, Literal

from pydantic import Discriminator, Field, Tag

from vungxanh.zoning.pack_indicators import (
    COUNTED_SERIES,
    INDICATOR_KINDS,
    BelowPeak,
    Calendar,
    Change,
    ChildrenAt,
    DaysWithout,
    Falling,
    History,
    Indicator,
    IndicatorBase,
    Input,
    NeighboursAt,
    Rate,
    Ratio,
    Sum,
)
from vungxanh.zoning.pack_terms import (
    AreaLevel,
    Certainty,
    Count,
    Id,
    Level,
    Mark,
    Model,
    Number,
    Parameter,
    Source,
    Text,
)

__all__ = [
    "COUNTED_SERIES",
    "INDICATOR_KINDS",
    "AllOf",
    "AnyOf",
    "AreaLevel",
    "BelowPeak",
    "Calendar",
    "Certainty",
    "Change",
    "ChildrenAt",
    "Condition",
    "Count",
    "Criteria",
    "DaysWithout",
    "Falling",
    "History",
    "Holding",
    "Indicator",
    "IndicatorBase",
    "Input",
    "Level",
    "Model",
    "NeighboursAt",
    "Number",
    "Operator",
    "Pack",
    "Parameter",
    "Raise",
    "Rate",
    "Ratio",
    "Rule",
    "Source",
    "Sum",
    "Table",
    "Test",
    "Text",
    "conditions_in",
]

Operator = Literal[">=", ">", "<", "<="]


class Condition(Model):
    """`indicator op threshold`; threshold is a number, a parameter's name, or an indicator's id (`than`)."""

    id: Id
    """Name of the condition in result files (`decided_by`); once in a pack."""
    indicator: Id
    """What is compared."""
    op: Operator
    """How it is compared."""
    threshold: Number | None = None
    """With what it is compared: a number or a parameter."""
    than: Id | None = None
    """Compare with another indicator instead of a threshold."""
    text: Text
    """What is compared, in words that are right whether true or not; with {value} and {threshold}."""
    certainty: Mark
    """How well the condition is known; never better than the parameters that it uses."""
    source: str = ""
    """The `document` of a source, with the place in it after a comma."""
    optional: bool = False
    """If its input was never given, the condition counts as not assessed instead of unknown."""


class AnyOf(Model):
    """True when any part is true; unknown when none is true and one is unknown."""

    any: list["Test"] = Field(min_length=1)
    """Conditions, or further any/all."""


class AllOf(Model):
    """True when all parts are true; false when any is false."""

    all: list["Test"] = Field(min_length=1)
    """Conditions, or further any/all."""


def _which_test(value: Any) -> str:
    """Which of the three is meant, so that an error speaks of that one only."""
    keys = value if isinstance(value, dict) else vars(value) if isinstance(value, AnyOf | AllOf) else {}
    return "any" if "any" in keys else "all" if "all" in keys else "condition"


Test = Annotated[
    Annotated[Condition, Tag("condition")] | Annotated[AnyOf, Tag("any")] | Annotated[AllOf, Tag("all")],
    Discriminator(_which_test),
]


class Rule(Model):
    """An area is at `level` (at least) when the test is true."""

    level: Id
    """Any level of the scale but the best."""
    when: Test
    """A condition, or any/all of several."""


class Table(Model):
    """Level by two banded indicators. `row_cuts = [20, 50]` makes bands <20, 20-<50, >=50.

    A cell is a level, a list (any of these), or "unknown" where the text could not be read.
    """

    id: Id
    """Name of the table in result files."""
    rows: Id
    """The indicator that picks the row."""
    row_cuts: list[Number] = Field(min_length=1)
    """Where a new row begins, ascending; numbers or parameters."""
    columns: Id
    """The indicator that picks the column."""
    column_cuts: list[Number] = Field(min_length=1)
    """Where a new column begins, ascending; numbers or parameters."""
    cells: list[list[str | list[str]]]
    """One list per row; one more row than row_cuts, one more cell than column_cuts."""
    text: Text
    """What the table decides by."""
    certainty: Mark
    """How well the cells are known."""
    source: str = ""
    """As for a condition."""


class Holding(Model):
    """How long a better level must have been counted, day after day, before it becomes official."""

    days: Count = 0
    """Days, or a parameter; 0 means at once."""
    one_step: bool = False
    """One level at a time, each after `days` more days."""
    leaving: list[Id] = Field(default=[])
    """Only these levels wait before they are left; all of them when the list is empty."""
    certainty: Mark = Certainty.READING
    """How well this is known."""
    source: str = ""
    """As for a condition."""


class Raise(Model):
    """Raise the level by `by` steps when the test is true (never above the worst level)."""

    by: int = Field(default=1, ge=1)
    """Number of steps."""
    unless_level: list[Id] = Field(default=[])
    """Levels that are not raised."""
    when: Test
    """A condition, or any/all of several."""


class Criteria(Model):
    """The rules for areas of some levels of the tree. Without a true rule the best level applies."""

    applies_to: list[AreaLevel] = Field(min_length=1)
    """Levels of area that these rules judge."""
    scale: str = "risk"
    """Name of the scale."""
    rules: list[Rule] = Field(default=[])
    """When an area is at which level; the worst level with a true test counts."""
    table: Table | None = None
    """Level by two indicators; with rules too, the worse of both counts."""
    raises: list[Raise] = Field(default=[], alias="raise")
    """What raises the level afterwards."""
    no_improvement_when: Test | None = None
    """While this is true the level must not become better."""
    holding: Holding = Holding()
    """How long a better level waits."""
    minimum_population: Count = 0
    """Smaller areas are unknown; a number or a parameter."""


class Pack(Model):
    """A criteria pack."""

    id: str = Field(pattern=r"^[a-z0-9][a-z0-9-]*$")
    """Name of the pack: lower-case letters, digits, hyphens; the file is called the same."""
    version: str = Field(min_length=1)
    """Version of this file; raise it with every change."""
    title: Text
    """Short title."""
    summary: Text
    """What the pack does, in one or two sentences."""
    disease: str
    """The disease it is made for."""
    valid_from: date | None = None
    """First day on which the text is in force."""
    valid_to: date | None = None
    """Last day on which the text is in force."""
    gaps: list[Text] = Field(default=[])
    """What the text leaves open or could not be read, and what the pack does about it."""
    date_order: list[Literal["report", "result", "sample", "onset"]] = Field(
        default=["report", "result", "sample", "onset"], min_length=1
    )
    """By which date a case counts: the first of these that is recorded."""
    sources: list[Source] = Field(min_length=1)
    """The documents that the pack rests on."""
    parameters: dict[Id, Parameter] = Field(default={})
    """Numbers used by name."""
    series: dict[Id, Text] = Field(default={})
    """Daily columns that the pack needs beside case counts, and what stands in them."""
    scales: dict[str, list[Level]] = Field(min_length=1)
    """Each scale from the best level to the worst."""
    indicators: list[Indicator] = Field(default=[])
    """What is computed."""
    criteria: list[Criteria] = Field(min_length=1)
    """The rules, one block per kind of area."""

    def criteria_for(self, area_level: str) -> Criteria | None:
        """The criteria for one level of the tree, if the pack has any."""
        return next((c for c in self.criteria if area_level in c.applies_to), None)

    def scale_for(self, area_level: str) -> list[Level] | None:
        """The levels, best first, that areas of `area_level` can have."""
        criteria = self.criteria_for(area_level)
        return None if criteria is None else self.scales[criteria.scale]

    def indicator(self, name: str) -> Indicator:
        """An indicator by id; raises KeyError."""
        for indicator in self.indicators:
            if indicator.id == name:
                return indicator
        raise KeyError(name)

    def number(self, value: float | str) -> float:
        """A number as written, or the value of the parameter of that name."""
        return self.parameters[value].value if isinstance(value, str) else float(value)


def conditions_in(test: Test) -> Iterator[Condition]:
    """Every condition of a test, in reading order."""
    match test:
        case Condition():
            yield test
        case AnyOf():
            for part in test.any:
                yield from conditions_in(part)
        case AllOf():
            for part in test.all:
                yield from conditions_in(part)
