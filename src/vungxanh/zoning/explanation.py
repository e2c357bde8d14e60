"""An explained colour: everything a person may ask about one area on one day."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vungxanh.messages import Language, Message, show_number
from vungxanh.zoning import telling
from vungxanh.zoning.pack import Certainty, Level, Pack, Text

UNKNOWN_COLOUR = "unknown"


@dataclass(frozen=True)
class Finding:
    """One condition: what it says, its value (or bounds) against its threshold, and the answer.

    `state` is True, False, or None for unknown; `reason` then says what is missing.
    `about` names the indicator.
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

    def sentence(self, language: Language) -> str:
        """The pack's sentence with value and threshold filled in."""
        shown = {"value": self.value_shown(language), "threshold": _number(self.threshold, language)}
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
class Explanation:
    """Why an area has its colour on a day, and what would make it better.

    deciding      the condition that decided (None for the best level and for unknown)
    also          other true conditions of the same level or worse
    blocking      the conditions that must stop holding before the next better level is counted
    open          conditions that could not be answered, with the reason
    not_assessed  optional conditions whose data were never given
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

    def headline(self, language: Language) -> str:
        """One sentence: the area, its colour, since when."""
        return telling.headline(self, language)

    def sentences(self, language: Language) -> list[str]:
        """The explanation in words, most important first."""
        return telling.sentences(self, language)

    def to_json(self) -> dict[str, Any]:
        """Plain values for programs; dates are ISO."""
        return {
            "area": self.area,
            "name": self.name,
            "area_level": self.area_level,
            "day": self.day.isoformat(),
            "colour": self.colour,
            "rank": self.rank,
            "since": self.since.isoformat(),
            "counted": None if self.counted is None else self.counted.id,
            "worse_possible": None if self.worse_possible is None else self.worse_possible.id,
            "better": None if self.better is None else self.better.id,
            "days_to_better": self.days_to_better,
            "earliest_better": _iso(self.earliest_better),
            "days_to_best": self.days_to_best,
            "earliest_best": _iso(self.earliest_best),
            "waiting": None
            if self.waiting is None
            else {"done": self.waiting.done, "needed": self.waiting.needed},
            "deciding": None if self.deciding is None else self.deciding.to_json(),
            "also": [finding.to_json() for finding in self.also],
            "blocking": [finding.to_json() for finding in self.blocking],
            "open": [finding.to_json() for finding in self.open],
            "not_assessed": [finding.to_json() for finding in self.not_assessed],
            "missing": [m.render("en") for m in self.missing],
            "pack": {"id": self.pack.id, "version": self.pack.version},
            "text": {"vi": self.sentences("vi"), "en": self.sentences("en")},
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _number(value: float | None, language: Language) -> str:
    return "?" if value is None else show_number(value, language)
