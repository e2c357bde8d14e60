"""An explained colour: everything a person may ask about one area on one day, and its sentences."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from vungxanh.messages import Language
from vungxanh.zoning import telling
from vungxanh.zoning.facts import UNKNOWN_COLOUR, Facts, Finding, Waiting

__all__ = ["UNKNOWN_COLOUR", "Explanation", "Finding", "Waiting"]


@dataclass(frozen=True)
class Explanation(Facts):
    """Why an area has its colour on a day, and what would make it better."""

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
            "barring": [finding.to_json() for finding in self.barring],
            "open": [finding.to_json() for finding in self.open],
            "not_assessed": [finding.to_json() for finding in self.not_assessed],
            "missing": [m.render("en") for m in self.missing],
            "pack": {"id": self.pack.id, "version": self.pack.version},
            "text": {"vi": self.sentences("vi"), "en": self.sentences("en")},
        }


def _iso(day: date | None) -> str | None:
    return None if day is None else day.isoformat()
