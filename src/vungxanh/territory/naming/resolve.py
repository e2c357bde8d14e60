"""One reading of a row's cells: the areas that fit all of its parts, or why none does."""

from dataclasses import dataclass

import numpy as np

from vungxanh.messages import Message
from vungxanh.territory.levels import LEVELS, finer
from vungxanh.territory.naming import reasons
from vungxanh.territory.naming.cells import Part, Reading
from vungxanh.territory.naming.codes import CodeIndex
from vungxanh.territory.naming.descendants import Descendants
from vungxanh.territory.naming.index import NameIndex
from vungxanh.territory.naming.provinces import home_of, named, province_of
from vungxanh.territory.territory import Territory


@dataclass(frozen=True)
class Failure:
    """Why a reading leads nowhere. The failure with the greatest weight explains the row best.

    `asked` is the name that was not found, and `within` where it should have been: what looks like it is only
    searched for when this failure is the one that is told.
    """

    reason: Message
    weight: tuple[int, int, int]
    candidates: tuple[int, ...] = ()
    asked: Part | None = None
    within: frozenset[int] | None = None


@dataclass(frozen=True)
class _Claim:
    """Areas of one level that the row can mean, and how it was typed."""

    level: str
    typed: str
    positions: frozenset[int]


_EMPTY, _UNKNOWN, _UNCHECKED, _CONTRADICTED, _ELSEWHERE, _PROVINCE = range(6)


class Resolver:
    """Looks the parts of a reading up in one territory."""

    def __init__(self, territory: Territory, codes: CodeIndex, province: str | None) -> None:
        self.territory = territory
        self.codes = codes
        self.names = NameIndex(territory)
        self.tree = Descendants(territory)
        self.home = home_of(territory) if province is None else province_of(province)
        self.present = territory.present_levels
        for position in territory.at_level("province"):
            known = province_of(territory.names[position])
            for alias in known.aliases if known else ():
                self.names.add(int(position), "province", alias)

    def resolve(self, reading: Reading) -> frozenset[int] | Failure:
        """The areas that fit all parts of a reading."""
        claims: list[_Claim] = []
        for level in reversed(LEVELS):
            parts = [part for part in reading if part.level == level]
            if not parts:
                continue
            claim = self._claim(level, parts, claims, len(reading))
            if isinstance(claim, Failure):
                return claim
            if claim is not None:
                claims.append(claim)
        if not claims:
            return Failure(reasons.nothing_given(), (_EMPTY, 0, 0))
        return claims[-1].positions

    def _claim(
        self, level: str, parts: list[Part], above: list[_Claim], size: int
    ) -> _Claim | Failure | None:
        """What the parts of one level say, within what the coarser ones say. None: nothing to check."""
        typed = " / ".join(dict.fromkeys(part.typed for part in parts))
        progress = sum(1 for _ in above), sum(part.kind is not None for part in parts) + size
        if level not in self.present:
            return self._absent(level, parts, progress)
        matches = [self.names.find(part) | self._by_code(part) for part in parts]
        if not all(matches):
            return self._unknown(parts[matches.index(frozenset())], above, progress)
        same = frozenset.intersection(*matches)
        if not same:
            candidates = tuple(sorted(frozenset.union(*matches)))
            return Failure(reasons.contradicted(level, typed), (_CONTRADICTED, *progress), candidates)
        if above:
            inside = same & self.tree.below(above[-1].positions)
            if not inside:
                reason = reasons.elsewhere(typed, above[-1].typed)
                return Failure(reason, (_ELSEWHERE, *progress), tuple(sorted(same)))
            same = inside
        return _Claim(level, typed, same)

    def _by_code(self, part: Part) -> frozenset[int]:
        """The area of that level whose code stands where its name should."""
        position = self.codes.find(part.typed) if part.kind is None else None
        if position is None or self.territory.levels[position] != part.level:
            return frozenset()
        return frozenset({position})

    def _absent(self, level: str, parts: list[Part], progress: tuple[int, int]) -> Failure | None:
        """A level that the list does not have: too fine to matter, or coarser and then to be checked."""
        if not any(finer(present, level) for present in self.present):
            return None
        typed = parts[0].typed
        if level != "province" or self.home is None:
            return Failure(reasons.unchecked(level, typed), (_UNCHECKED, *progress))
        for part in parts:
            meant = named(part)
            if meant is None:
                return Failure(reasons.unknown_province(part.typed), (_UNKNOWN, *progress))
            if meant.code != self.home.code:
                return Failure(reasons.other_province(part.typed, meant.name), (_PROVINCE, *progress))
        return None

    def _unknown(self, part: Part, above: list[_Claim], progress: tuple[int, int]) -> Failure:
        """No area is called so; perhaps it is another province."""
        meant = named(part)
        if part.level in ("district", "province") and meant is not None and not self._is_home(meant.code):
            return Failure(reasons.other_province(part.typed, meant.name), (_PROVINCE, *progress))
        within = above[-1].positions if above else None
        reason = reasons.unknown(part.level, part.typed)
        return Failure(reason, (_UNKNOWN, *progress), asked=part, within=within)

    def candidates(self, failure: Failure) -> tuple[int, ...]:
        """The areas that may have been meant, never taken without being asked for."""
        if failure.asked is None:
            return failure.candidates
        entries = self.names.at_level(failure.asked.level)
        among = np.arange(len(entries))
        if failure.within is not None:
            below = self.tree.below(failure.within)
            among = np.array([k for k, entry in enumerate(entries) if entry.position in below], np.int64)
        lookalikes = self.names.lookalikes(failure.asked.level)
        near = lookalikes.nearest("".join(token.bare for token in failure.asked.name), among)
        return tuple(dict.fromkeys(entries[i].position for i in near))

    def _is_home(self, code: str) -> bool:
        return self.home is not None and self.home.code == code
