"""Which area a typed place means, if it can only mean one.

    "P4 Q6", "Phường 04, Quận 6"        -> 27373
    "Phường 4"                          -> no area: there are sixteen; all are listed
    "Phường 4", district "Cái Răng"     -> no area: that district is not in the list

A cell may be read in several ways; an area is taken only when all ways that lead anywhere lead to it.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import islice, product

from vungxanh.messages import Message
from vungxanh.territory.levels import LEVELS
from vungxanh.territory.naming import reasons
from vungxanh.territory.naming.cells import Reading, readings
from vungxanh.territory.naming.codes import CodeIndex
from vungxanh.territory.naming.resolve import Failure, Resolver
from vungxanh.territory.territory import Territory

_CACHED = 200_000
_MOST_READINGS = 256


@dataclass(frozen=True, slots=True)
class Found:
    """The position of the area meant; or None with the reason, and the areas it may have been."""

    position: int | None
    candidates: tuple[int, ...] = ()
    reason: Message | None = None


def place_finder(territory: Territory, *, province: str | None = None) -> "PlaceFinder":
    """A finder for the areas of a list. `province` says where it lies, if its codes or columns do not."""
    return PlaceFinder(territory, province)


class PlaceFinder:
    """Finds areas by name or code; every distinct spelling is worked out once."""

    def __init__(self, territory: Territory, province: str | None = None) -> None:
        self.territory = territory
        self._codes = CodeIndex(territory)
        self._resolver = Resolver(territory, self._codes, province)
        self._found: dict[tuple[str | None, ...], Found] = {}

    def find(
        self,
        ward: str | None = None,
        district: str | None = None,
        province: str | None = None,
        quarter: str | None = None,
        group: str | None = None,
    ) -> Found:
        """The finest area that the cells name together. A cell may hold several levels ("P4 Q6")."""
        spelling = (group, quarter, ward, district, province)
        found = self._found.get(spelling)
        if found is None:
            if len(self._found) >= _CACHED:
                self._found.clear()
            found = self._found[spelling] = self._work_out(spelling)
        return found

    def find_code(self, code: str) -> Found:
        """The area with this code; a spreadsheet's 775.0 and lost leading zeros are understood."""
        position = self._codes.find(code)
        return Found(position, (), reasons.unknown_code(code) if position is None else None)

    def _work_out(self, spelling: tuple[str | None, ...]) -> Found:
        cells = [readings(cell, level) for cell, level in zip(spelling, LEVELS, strict=True)]
        outcomes = [
            self._resolver.resolve(_joined(combination))
            for combination in islice(product(*cells), _MOST_READINGS)
        ]
        failures = [outcome for outcome in outcomes if isinstance(outcome, Failure)]
        positions = sorted({p for o in outcomes if not isinstance(o, Failure) for p in o})
        finest = self._finest_of_branch(positions)
        if finest is not None:
            return Found(finest)
        if positions:
            typed = ", ".join(cell for cell in spelling if cell)
            return Found(None, tuple(positions), reasons.ambiguous(typed, len(positions)))
        best = max(failures, key=lambda failure: failure.weight)
        return Found(None, self._resolver.candidates(best), best.reason)

    def _finest_of_branch(self, positions: list[int]) -> int | None:
        """The finest of areas that all lie in one another: one reading only says more than another."""
        if not positions:
            return None
        finest = min(positions, key=lambda p: LEVELS.index(self.territory.levels[p]))
        return finest if set(positions) <= set(self.territory.path(finest)) else None


def _joined(combination: Iterable[Reading]) -> Reading:
    return tuple(part for reading in combination for part in reading)
