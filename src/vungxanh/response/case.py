"""The life of a case: where its status and its outcome may go, and which definition judges it on a day."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any

from vungxanh.messages import VungXanhError, message
from vungxanh.rules import read_rule

Machine = Mapping[str, tuple[str, ...]]

STATUS: dict[str, tuple[str, ...]] = {
    "notified": ("investigating", "under_care", "closed"),
    "investigating": ("under_care", "closed"),
    "under_care": ("investigating", "closed"),
    "closed": ("investigating", "under_care"),
}
"""What is being done about a case. A closed one is opened again when something new is learnt."""

OUTCOME: dict[str, tuple[str, ...]] = {
    "pending": ("recovered", "died", "transferred", "lost"),
    "transferred": ("pending", "recovered", "died", "lost"),
    "lost": ("pending", "recovered", "died"),
    "recovered": ("pending", "died"),
    # Only a wrong entry: nobody recovers from it.
    "died": ("pending",),
}
"""What became of the patient."""

FINAL = ("recovered", "died", "transferred", "lost")
CLASSIFICATIONS = ("suspected", "probable", "confirmed", "discarded")
FOUND_IN = ("community", "quarantine", "lockdown", "hospital", "border", "unknown")


class MoveNotAllowed(VungXanhError):
    """A status or an outcome cannot become that one."""


@dataclass(frozen=True)
class Definition:
    """A dated definition: what each classification means, in both languages.

    `uncertain` names the classifications whose text was not found; all of them where certainty is K.
    """

    id: str
    disease: str
    valid_from: date
    valid_to: date | None
    document: str
    certainty: str
    uncertain: tuple[str, ...]
    means: Mapping[str, Mapping[str, str]]

    def is_uncertain(self, classification: str) -> bool:
        """Whether what this classification means was not found in a document."""
        return self.certainty in ("K", "uncertain") or classification in self.uncertain


@cache
def definitions() -> tuple[Definition, ...]:
    """Every definition, in the order of the file."""
    return tuple(_definition(entry) for entry in read_rule("response", "case-definitions")["definition"])


def definition_on(disease: str, day: date) -> Definition | None:
    """The definition in force for a disease on a day."""
    held = [d for d in definitions() if d.disease == disease and d.valid_from <= day]
    return next((d for d in held if d.valid_to is None or day <= d.valid_to), None)


def definition_called(identifier: str) -> Definition | None:
    """A definition by its id."""
    return next((d for d in definitions() if d.id == identifier), None)


def check_move(machine: Machine, old: str, new: str) -> None:
    """Raises MoveNotAllowed unless the machine leads from old to new; staying is always allowed."""
    if new not in machine:
        raise MoveNotAllowed(message("There is no such status or outcome."))
    if old != new and new not in machine.get(old, tuple(machine)):
        raise MoveNotAllowed(message("This step is not possible: first undo the one before."))


def _definition(entry: Mapping[str, Any]) -> Definition:
    return Definition(
        id=entry["id"],
        disease=entry["disease"],
        valid_from=entry["valid_from"],
        valid_to=entry.get("valid_to"),
        document=entry["document"],
        certainty=entry["certainty"],
        uncertain=tuple(entry.get("uncertain", ())),
        means={name: entry[name] for name in CLASSIFICATIONS},
    )
