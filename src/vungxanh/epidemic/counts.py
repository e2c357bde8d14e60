"""Counts: the heart of the library, one dense labelled array area x day.

                 day 0   day 1   ...   day n-1
    27346            0       2             1        cases[area, day]
    27349            3       0             0
    775              3       2             1        parents hold the sum of their children

The area axis is a Territory, the day axis starts at `first` and has no gaps. It does not imply that a
zero was reported: where `reported` is False the number is only a lower bound.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray

from vungxanh.territory import Territory


@dataclass(frozen=True)
class Counts:
    """Daily counts as known on `as_of`. All arrays have shape (areas, days).

    cases       every new case
    community   new cases found in the community (not in quarantine, lockdown or at the border)
    unlinked    community cases whose source is unknown; a source that is not recorded is unknown
    reported    False where no report covers the day; None when every day is covered
    incomplete  per day: reports for it are still coming in (informative; colours use what is counted)
    extra       further daily series by name (tests, positives, ...), nan where not reported
    first_given per further series and area the ordinal of the first day with a value, also one before `first`
    """

    territory: Territory
    first: date
    cases: NDArray[np.int32]
    community: NDArray[np.int32]
    unlinked: NDArray[np.int32]
    as_of: date
    reported: NDArray[np.bool_] | None = None
    incomplete: NDArray[np.bool_] | None = None
    extra: Mapping[str, NDArray[np.float64]] = field(default_factory=dict)
    first_given: Mapping[str, NDArray[np.int32]] = field(default_factory=dict)

    @property
    def days(self) -> int:
        """Number of days on the axis."""
        return int(self.cases.shape[1])

    @property
    def last(self) -> date:
        """The last day on the axis."""
        return self.first + timedelta(days=self.days - 1)

    def day_index(self, day: date) -> int:
        """Position of `day`; raises KeyError when it is not on the axis."""
        position = (day - self.first).days
        if not 0 <= position < self.days:
            raise KeyError(day)
        return position

    def day_at(self, position: int) -> date:
        """The day at one position."""
        return self.first + timedelta(days=position)

    def series(self, name: str) -> NDArray[np.int32] | NDArray[np.float64]:
        """One series by name; `linked` and `quarantine` are differences. Raises KeyError."""
        match name:
            case "cases" | "community" | "unlinked":
                values: NDArray[np.int32] = getattr(self, name)
                return values
            case "linked":
                return self.community - self.unlinked
            case "quarantine":
                return self.cases - self.community
            case _:
                return self.extra[name]

    def given_since(self, name: str) -> NDArray[np.int32]:
        """Per area the ordinal of the first day on which a further series has a value; far away if never."""
        if name in self.first_given:
            return self.first_given[name]
        given = ~np.isnan(self.extra[name])
        first = self.first.toordinal() + np.argmax(given, axis=1)
        return np.where(given.any(axis=1), first, np.iinfo(np.int32).max).astype(np.int32)

    def between(self, start: int, stop: int) -> "Counts":
        """The days start..stop-1 of the axis."""
        return replace(
            self,
            first=self.day_at(start),
            cases=self.cases[:, start:stop],
            community=self.community[:, start:stop],
            unlinked=self.unlinked[:, start:stop],
            reported=None if self.reported is None else self.reported[:, start:stop],
            incomplete=None if self.incomplete is None else self.incomplete[start:stop],
            extra={name: values[:, start:stop] for name, values in self.extra.items()},
            first_given={name: self.given_since(name) for name in self.extra},
        )
