"""The facts behind an explained colour: conditions with their values, waiting, dates."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vungxanh.messages import Language, Message, show_number
from vungxanh.zoning.pack import Certainty, Level, Pack, Text

UNKNOWN_COLOUR = "unknown"


@dataclass(frozen=True)
class Finding:
    """One condition: what it says, its value (or bounds) against its threshold, and the answer.

    `state` is True, False, or None for unknown; `reason` then says what is missing.
    `about` names the indicator. A table of two indicators has `row` and `column` instead of a value.
    """

    condition: str
    level: str
    text: Text
    state: bool | None
    value: float | None
    value_upper: float | None
    threshold: float | None
    certainty: Certainty
    source: str
    about: Text
    reason: Message | None = None
    row: float | None = None
    column: float | None = None

    def sentence(self, language: Language) -> str:
        """The pack's sentence with value and threshold filled in."""
        shown = {
            "value": self.value_shown(language),
            "threshold": _number(self.threshold, language),
            "row": _number(self.row, language),
            "column": _number(self.column, language),
        }
        text = self.text.render(language)
        for name, number in shown.items():
            text = text.replace("{" + name + "}", number)
        return text

    def value_shown(self, language: Language) -> str:
        """The value, or "at least" it where only a lower bound is known."""
        if self.value is None:
            return "?"
        shown = _number(self.value, language)
        return shown if self.value_upper == self.value else f"≥ {shown}"

    def to_json(self) -> dict[str, Any]:
        """Plain values for programs."""
        return {
            "condition": self.condition,
            "level": self.level,
            "state": self.state,
            "value": self.value,
            "value_upper": self.value_upper,
            "threshold": self.threshold,
            "row": self.row,
            "column": self.column,
            "certainty": str(self.certainty),
            "source": self.source,
            "text": {"vi": self.sentence("vi"), "en": self.sentence("en")},
            "missing": None if self.reason is None else self.reason.render("en"),
        }


@dataclass(frozen=True)
class Waiting:
    """A better level has been counted for `done` days; it becomes official after `needed`."""

    done: int
    needed: int


@dataclass(frozen=True)
class Facts:
    """Everything known about the colour of one area on one day.

    deciding      the condition that decided (None for the best level and for unknown)
    also          the other conditions that would give the same level
    blocking      the conditions that must stop holding before the next better level is counted
    open          conditions that could not be answered and may mean a worse level, with the reason
    not_assessed  optional conditions whose data were never given
    barring       conditions that keep the level from becoming better, though better is counted
    """

    area: str
    name: str
    area_level: str
    day: date
    pack: Pack
    scale: str
    level: Level | None
    rank: int | None
    counted: Level | None
    since: date
    worse_possible: Level | None
    deciding: Finding | None
    barrier: Finding | None
    also: tuple[Finding, ...]
    blocking: tuple[Finding, ...]
    open: tuple[Finding, ...]
    not_assessed: tuple[Finding, ...]
    missing: tuple[Message, ...]
    waiting: Waiting | None
    better: Level | None
    earliest_better: date | None
    earliest_best: date | None
    barring: tuple[Finding, ...] = ()

    @property
    def colour(self) -> str:
        """Id of the level, or "unknown"."""
        return UNKNOWN_COLOUR if self.level is None else self.level.id

    @property
    def days_to_better(self) -> int | None:
        """Days from `day` to `earliest_better`."""
        return None if self.earliest_better is None else (self.earliest_better - self.day).days

    @property
    def days_to_best(self) -> int | None:
        """Days from `day` to `earliest_best`."""
        return None if self.earliest_best is None else (self.earliest_best - self.day).days


def _number(value: float | None, language: Language) -> str:
    return "?" if value is None else show_number(value, language)
