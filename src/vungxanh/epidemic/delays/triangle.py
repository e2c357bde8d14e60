"""Triangle: how many reports came how late, for every area and reference day.

One area, as of Thursday:
                     delay 0   1    2    3
    reference Mon        3     5    2    1      complete: all four report days have passed
    reference Tue        2     6    1   nan     nan = the report day has not come yet, never a zero
    reference Wed        4     7   nan  nan
    reference Thu        1    nan  nan  nan     known so far: 1

The reference day is whatever the table counts by (onset, sample, notification); the report day is the
reference day + delay * step. It does not imply that nothing comes after the last delay: the nowcast's
target is what is known `max_delay` after the reference day.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta

import numpy as np
from numpy.typing import NDArray


@dataclass(frozen=True)
class Triangle:
    """New reports (areas, references, delays); `withdrawn` holds what was taken back, as positive numbers.

    A row may begin with nan: it was first seen with some delay, and its first number is all until then.
    """

    areas: tuple[str, ...]
    first: date
    step: int
    counts: NDArray[np.float64]
    withdrawn: NDArray[np.float64] | None = None

    @property
    def references(self) -> int:
        """Number of reference days (or weeks)."""
        return int(self.counts.shape[1])

    @property
    def max_delay(self) -> int:
        """The longest delay, in steps; after it a reference day counts as complete."""
        return int(self.counts.shape[2]) - 1

    @property
    def as_of(self) -> date:
        """The last reference day, which is also the last report day."""
        return self.day_at(self.references - 1)

    def day_at(self, position: int) -> date:
        """The reference day at a position."""
        return self.first + timedelta(days=self.step * position)

    def net(self) -> NDArray[np.float64]:
        """Reports less withdrawals, nan where not observed."""
        return self.counts if self.withdrawn is None else self.counts - self.withdrawn

    def known(self) -> NDArray[np.float64]:
        """What is known so far of every reference day (areas, references), never below zero."""
        total: NDArray[np.float64] = np.maximum(np.nansum(self.net(), axis=2), 0.0)
        return total

    def seen_by(self, day: date) -> "Triangle":
        """The triangle as it was on an earlier day: later reports and reference days are gone."""
        last = (day - self.first).days // self.step
        if last >= self.references - 1:
            return self
        kept = slice(0, max(last + 1, 0))
        hidden = not_yet(max(last + 1, 0), self.max_delay)
        counts = np.where(hidden, np.nan, self.counts[:, kept])
        withdrawn = None if self.withdrawn is None else np.where(hidden, 0.0, self.withdrawn[:, kept])
        return replace(self, counts=counts, withdrawn=withdrawn)

    def of(self, which: NDArray[np.intp] | Sequence[int]) -> "Triangle":
        """Some of the areas, by position."""
        rows = np.asarray(which, np.intp)
        withdrawn = None if self.withdrawn is None else self.withdrawn[rows]
        return replace(
            self, areas=tuple(self.areas[i] for i in rows), counts=self.counts[rows], withdrawn=withdrawn
        )


def not_yet(references: int, max_delay: int) -> NDArray[np.bool_]:
    """Where (reference, delay) the report day lies after the last reference day."""
    return np.add.outer(np.arange(references), np.arange(max_delay + 1)) > references - 1
