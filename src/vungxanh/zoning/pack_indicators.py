"""The kinds of indicators that a criteria pack can compute from counts, colours and inputs."""

from datetime import date
from typing import Annotated, Literal

from pydantic import Field

from vungxanh.zoning.pack_terms import AreaLevel, Count, Id, Model, Number, Text

COUNTED_SERIES = ("cases", "community", "unlinked", "linked", "quarantine")
"""The daily series that every assessment has; a pack declares further ones under `series`."""


class IndicatorBase(Model):
    """What every indicator has."""

    id: Id
    """Name by which rules refer to it."""
    name: Text
    """What it is called on screen."""
    unit: str = ""
    """Its unit, for example cases, days or %."""


class Sum(IndicatorBase):
    """Cases of a series over the last `window` days, today included."""

    kind: Literal["sum"]
    """The word sum."""
    series: str = "community"
    """Which daily series is added up."""
    window: Count
    """Number of days, or a parameter."""


class Rate(IndicatorBase):
    """Cases of a series over the last `window` days per `per` people; unknown without population."""

    kind: Literal["rate"]
    """The word rate."""
    series: str = "community"
    """Which daily series is added up."""
    window: Count
    """Number of days, or a parameter."""
    per: int = Field(default=100_000, ge=1)
    """Per how many people."""


class DaysWithout(IndicatorBase):
    """Consecutive days without a case of the series, up to and including today."""

    kind: Literal["days_without"]
    """The word days_without."""
    series: str = "community"
    """Which daily series must be quiet."""


class Ratio(IndicatorBase):
    """100 x sum of `numerator` / sum of `denominator` over `window` days; unknown when that is 0."""

    kind: Literal["ratio"]
    """The word ratio."""
    numerator: str
    """The series above the line, for example positives."""
    denominator: str
    """The series below the line, for example tests."""
    window: Count
    """Number of days, or a parameter."""


class Change(IndicatorBase):
    """Per cent change of indicator `of` against its value `days` days before."""

    kind: Literal["change"]
    """The word change."""
    of: Id
    """Another indicator."""
    days: Count
    """How many days before, or a parameter."""


class Falling(IndicatorBase):
    """How many steps of `step` days in a row indicator `of` has fallen, up to today, at most `at_most`."""

    kind: Literal["falling"]
    """The word falling."""
    of: Id
    """Another indicator."""
    step: Count
    """Days between two values that are compared, or a parameter."""
    at_most: Count
    """How far back to count, or a parameter; the value never exceeds it."""


class BelowPeak(IndicatorBase):
    """Per cent by which indicator `of` lies below its highest value since `since` (else of all days)."""

    kind: Literal["below_peak"]
    """The word below_peak."""
    of: Id
    """Another indicator."""
    since: date | None = None
    """First day of the wave; without it the first day of the counts."""


class Calendar(IndicatorBase):
    """Cases since the first day of the current month, or since Monday of the current week."""

    kind: Literal["calendar"]
    """The word calendar."""
    series: str = "cases"
    """Which daily series is added up."""
    period: Literal["week", "month"]
    """Week (from Monday) or month (from the 1st)."""


class History(IndicatorBase):
    """mean + `sd` x standard deviation of the same month's or week's totals in earlier years.

    Takes the last `years` years that are not marked epidemic in the history table; unknown with fewer
    than `at_least`.
    """

    kind: Literal["history"]
    """The word history."""
    period: Literal["week", "month"]
    """Week (of the ISO calendar) or month."""
    years: Count = 5
    """How many earlier years, or a parameter."""
    at_least: Count = 5
    """With fewer years the value is unknown; a number or a parameter."""
    sd: Number
    """How many standard deviations above the mean, or a parameter."""


class NeighboursAt(IndicatorBase):
    """How many neighbours are at `level` or worse (by today's counted level, before holding times)."""

    kind: Literal["neighbours"]
    """The word neighbours."""
    level: Id
    """A level worse than the one that the rule gives."""


class ChildrenAt(IndicatorBase):
    """Per cent of the child areas at `level` (or worse, with `or_worse`)."""

    kind: Literal["children"]
    """The word children."""
    child: AreaLevel
    """Level of area of the children, e.g. ward."""
    level: Id
    """The level that is counted."""
    or_worse: bool = False
    """Count worse levels too."""
    pack: str | None = None
    """Take the children's levels from this other shipped pack."""


class Input(IndicatorBase):
    """A value from the inputs table (area, day, name, value), carried forward `valid_days` days."""

    kind: Literal["input"]
    """The word input."""
    name_in_table: str = Field(min_length=1)
    """What stands in the column `name` of the inputs table."""
    valid_days: Count = 7
    """For how many days a value holds, or a parameter."""
    lowest: float | None = None
    """A lower value is unknown."""
    highest: float | None = None
    """A higher value is unknown."""


Indicator = Annotated[
    Sum | Rate | DaysWithout | Ratio | Change | Falling | BelowPeak | Calendar | History
    | NeighboursAt | ChildrenAt | Input,
    Field(discriminator="kind"),
]  # fmt: skip

INDICATOR_KINDS: tuple[type[IndicatorBase], ...] = (
    Sum, Rate, DaysWithout, Ratio, Change, Falling, BelowPeak, Calendar, History,
    NeighboursAt, ChildrenAt, Input,
)  # fmt: skip
