"""Everything that is known of every person while the outbreak runs: one array entry per person.

Days are whole numbers from the first simulated day; NEVER stands for what has not happened.
"""

from dataclasses import dataclass, field

import numpy as np
from numpy.typing import NDArray

from vungxanh.demo.parameters import ROUTES
from vungxanh.demo.people import Ints, People

NEVER = 30_000

WHERE = ("", "community", "screening", "quarantine", "lockdown")
"""Where a case was found; screening is in the community too."""


def _never(size: int) -> Ints:
    return np.full(size, NEVER, np.int64)


@dataclass
class State:
    """The truth about every person (`infected` .. `onset`) and what the health office did about it."""

    people: People
    rng: np.random.Generator
    risk: NDArray[np.float64]
    infected: Ints = field(init=False)
    infector: Ints = field(init=False)
    route: NDArray[np.int8] = field(init=False)
    infectivity: NDArray[np.float64] = field(init=False)
    onset: Ints = field(init=False)
    sample_due: Ints = field(init=False)
    sampled: Ints = field(init=False)
    where: NDArray[np.int8] = field(init=False)
    result: Ints = field(init=False)
    reported: Ints = field(init=False)
    linked: NDArray[np.bool_] = field(init=False)
    quarantine_from: Ints = field(init=False)
    quarantine_until: Ints = field(init=False)
    locked_from: Ints = field(init=False)
    locked_until: Ints = field(init=False)
    tests: list[tuple[Ints, int]] = field(default_factory=list)
    order: Ints = field(default_factory=lambda: np.zeros(0, np.int64))

    def __post_init__(self) -> None:
        persons, groups = len(self.people), len(self.people.group_start) - 1
        for name in ("infected", "onset", "sample_due", "sampled", "result", "reported", "quarantine_from"):
            setattr(self, name, _never(persons))
        self.infector = np.full(persons, -1)
        self.route = np.full(persons, -1, np.int8)
        self.infectivity = np.zeros(persons)
        self.where = np.zeros(persons, np.int8)
        self.linked = np.zeros(persons, np.bool_)
        self.quarantine_until = np.full(persons, -1)
        self.locked_from = _never(groups)
        self.locked_until = np.full(groups, -1)

    def in_quarantine(self, persons: Ints, day: int) -> NDArray[np.bool_]:
        """Which of these persons are in quarantine on `day`."""
        return (self.quarantine_from[persons] <= day) & (day <= self.quarantine_until[persons])

    def is_locked(self, persons: Ints, day: int) -> NDArray[np.bool_]:
        """Which of these persons live in a group that is locked on `day`."""
        group = self.people.group[persons]
        return (self.locked_from[group] <= day) & (day <= self.locked_until[group])

    def infect(self, persons: Ints, infectors: Ints, route: NDArray[np.int8], day: int) -> Ints:
        """Infect those not yet infected, each once; returns the newly infected."""
        fresh = self.infected[persons] == NEVER
        persons, first = np.unique(persons[fresh], return_index=True)
        self.infected[persons] = day
        self.infector[persons] = infectors[fresh][first]
        self.route[persons] = route[fresh][first]
        self.order = np.concatenate([self.order, persons])
        return persons


def route_code(name: str) -> int:
    """Position of one route in ROUTES."""
    return ROUTES.index(name)
