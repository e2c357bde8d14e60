"""What a criteria pack may say: the typed schema behind `rules/zoning/*.toml`.

A pack turns counts into levels (colours). Everything that a text of law leaves open is a named parameter
marked as our reading; every condition says where it comes from and how certain that is.
"""

from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from vungxanh.messages import Language


class Model(BaseModel):
    """Strict and immutable: an unknown key in a pack is an error, not a surprise."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Text(Model):
    """The same sentence in Vietnamese and English."""

    vi: str
    en: str

    def render(self, language: Language) -> str:
        """The sentence in one language."""
        return self.vi if language == "vi" else self.en


class Certainty(StrEnum):
    """How well a rule is known; everything but `verified` is marked on screen."""

    VERIFIED = "verified"
    SECONDARY = "secondary"
    DERIVED = "derived"
    READING = "reading"
    UNCERTAIN = "uncertain"


class Source(Model):
    """A document that the pack rests on."""

    document: str
    issued: date | None = None
    found_in: list[str] = Field(default=[], description="Where its words were read (page or reference)")
    certainty: Certainty
    note: Text | None = None


class Parameter(Model):
    """A number that the rules use by name."""

    value: float
    unit: str = ""
    certainty: Certainty
    why: Text


class Level(Model):
    """One step of a scale. `pattern` and `symbol` carry the meaning where colour cannot."""

    id: str
    name: Text
    colour: str = Field(pattern=r"^#[0-9a-fA-F]{6}$")
    pattern: Literal["none", "dots", "diagonal", "cross", "horizontal"] = "none"
    symbol: str = ""
    advice: Text | None = Field(default=None, description="What people and officers do at this level")


Count = int | str
"""A whole number, or the name of a parameter."""


class IndicatorBase(Model):
    """What every indicator has."""

    id: str
    name: Text
    unit: str = ""


class Sum(IndicatorBase):
    """Cases of a series over the last `window` days, today included."""

    kind: Literal["sum"]
    series: str = "community"
    window: Count


class Rate(IndicatorBase):
    """The same per `per` people; unknown without population."""

    kind: Literal["rate"]
    series: str = "community"
    window: Count
    per: int = 100_000


class DaysWithout(IndicatorBase):
    """Consecutive days without a case of the series, up to and including today."""

    kind: Literal["days_without"]
    series: str = "community"


class Ratio(IndicatorBase):
    """100 x sum of `numerator` / sum of `denominator` over `window` days; unknown when that is 0."""

    kind: Literal["ratio"]
    numerator: str
    denominator: str
    window: Count


class Change(IndicatorBase):
    """Per cent change of indicator `of` against its value `days` days before."""

    kind: Literal["change"]
    of: str
    days: Count


class Falling(IndicatorBase):
    """How many steps of `step` days in a row indicator `of` has fallen, up to today, at most `at_most`."""

    kind: Literal["falling"]
    of: str
    step: Count
    at_most: Count


class BelowPeak(IndicatorBase):
    """Per cent by which indicator `of` lies below its highest value since `since` (else of all days)."""

    kind: Literal["below_peak"]
    of: str
    since: date | None = None


class Calendar(IndicatorBase):
    """Cases since the first day of the current month, or since Monday of the current week."""

    kind: Literal["calendar"]
    series: str = "cases"
    period: Literal["week", "month"]


class History(IndicatorBase):
    """mean + `sd` x standard deviation of the same month's or week's totals in earlier years.

    Takes the last `years` years that are not marked epidemic in the history table; unknown with fewer
    than `at_least`.
    """

    kind: Literal["history"]
    period: Literal["week", "month"]
    years: Count = 5
    at_least: Count = 5
    sd: Count | float


class NeighboursAt(IndicatorBase):
    """How many neighbours are at `level` or worse (by today's counted level, before holding times)."""

    kind: Literal["neighbours"]
    level: str


class ChildrenAt(IndicatorBase):
    """Per cent of the child areas at `level` (or worse, with `or_worse`)."""

    kind: Literal["children"]
    child: str = Field(description="area level of the children, e.g. ward")
    level: str
    or_worse: bool = False
    pack: str | None = Field(default=None, description="colours of another pack are meant")


class Input(IndicatorBase):
    """A value from the inputs table (area, day, name, value), carried forward `valid_days` days."""

    kind: Literal["input"]
    name_in_table: str
    valid_days: Count = 7
    lowest: float | None = None
    highest: float | None = Field(default=None, description="outside lowest..highest is unknown")


Indicator = Annotated[
    Sum | Rate | DaysWithout | Ratio | Change | Falling | BelowPeak | Calendar | History
    | NeighboursAt | ChildrenAt | Input,
    Field(discriminator="kind"),
]  # fmt: skip

Operator = Literal[">=", ">", "<", "<="]


class Condition(Model):
    """`indicator op threshold`; threshold is a number, a parameter's name, or an indicator's id (`than`)."""

    id: str
    indicator: str
    op: Operator
    threshold: float | str | None = None
    than: str | None = Field(default=None, description="compare with another indicator instead")
    text: Text = Field(description="what holds when the condition is true; {value} and {threshold} are filled in")
    certainty: Certainty
    source: str = ""
    optional: bool = Field(
        default=False,
        description="If its input was never given, the condition counts as not assessed instead of unknown",
    )


class AnyOf(Model):
    """True when any part is true; unknown when none is true and one is unknown."""

    any: list["Condition | AnyOf | AllOf"] = Field(min_length=1)


class AllOf(Model):
    """True when all parts are true; false when any is false."""

    all: list["Condition | AnyOf | AllOf"] = Field(min_length=1)


Test = Condition | AnyOf | AllOf


class Rule(Model):
    """An area is at `level` (at least) when the test is true."""

    level: str
    when: Test


class Table(Model):
    """Level by two banded indicators. `rows.cuts = [20, 50]` makes bands <20, 20-<50, >=50.

    A cell is a level, a list (any of these), or "unknown" where the text could not be read.
    """

    id: str
    rows: str
    row_cuts: list[float | str]
    columns: str
    column_cuts: list[float | str]
    cells: list[list[str | list[str]]]
    text: Text
    certainty: Certainty
    source: str = ""


class Holding(Model):
    """How long a better level must have been counted, day after day, before it becomes official."""

    days: Count = 0
    one_step: bool = Field(default=False, description="one level at a time, each after `days` more days")
    certainty: Certainty = Certainty.READING
    source: str = ""


class Raise(Model):
    """Raise the level by `by` steps when the test is true (never above the worst level)."""

    by: int = 1
    unless_level: list[str] = []
    when: Test


class Criteria(Model):
    """The rules for areas of some levels of the tree. Without a true rule the best level applies."""

    applies_to: list[Literal["group", "quarter", "ward", "district", "province"]]
    scale: str = "risk"
    rules: list[Rule] = []
    table: Table | None = None
    raises: list[Raise] = Field(default=[], alias="raise")
    no_improvement_when: Test | None = None
    holding: Holding = Holding()
    minimum_population: Count = 0


class Pack(Model):
    """A criteria pack."""

    id: str
    version: str
    title: Text
    summary: Text
    disease: str
    valid_from: date | None = None
    valid_to: date | None = None
    date_order: list[Literal["report", "result", "sample", "onset"]] = [
        "report", "result", "sample", "onset"]  # fmt: skip
    sources: list[Source] = Field(min_length=1)
    parameters: dict[str, Parameter] = {}
    scales: dict[str, list[Level]] = Field(description="each scale from the best level to the worst")
    indicators: list[Indicator] = []
    criteria: list[Criteria] = Field(min_length=1)

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
