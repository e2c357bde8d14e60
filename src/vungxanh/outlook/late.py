"""Cases of the last days that are still to be reported, draw by draw from the nowcast."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic import Counts, sum_up

if TYPE_CHECKING:
    from vungxanh.epidemic.nowcast import Nowcast


@dataclass(frozen=True)
class Late:
    """`added` (draws, areas, last days): cases still to come, the area's own, without those of its parts."""

    added: NDArray[np.int32]

    @property
    def days(self) -> int:
        """How many of the last days are not complete."""
        return int(self.added.shape[2])

    def expected(self, counts: Counts) -> NDArray[np.float64]:
        """The mean over draws, summed up the tree, on the axis of `counts`."""
        mean = np.zeros(counts.cases.shape)
        if self.days:
            # Sums of whole numbers go up the tree, so the mean is taken afterwards.
            total = sum_up(counts.territory, self.added.sum(axis=0, dtype=np.int32))
            mean[:, -self.days :] = total / len(self.added)
        return mean


NO_LATE = Late(np.zeros((1, 0, 0), np.int32))


def late_cases(counts: Counts, nowcast: "Nowcast", draws: int, seed: int) -> Late:
    """What the nowcast says is still missing, from the first day on that may lack anything."""
    offset = (nowcast.first - counts.first).days
    days = min(counts.days, counts.days - offset)
    rng = np.random.default_rng([seed, 0, 2])
    missing = np.maximum(nowcast.samples(draws, rng) - nowcast.known.astype(np.int32), 0)
    missing = missing[:, :, max(0, -offset) :][:, :, :days]
    rows = np.array([counts.territory.index[code] for code in nowcast.areas], np.intp)
    added = np.zeros((draws, len(counts.territory), max(days, 0)), np.int32)
    added[:, rows, : missing.shape[2]] = missing
    late = added.any(axis=(0, 1))
    return Late(added[:, :, int(np.argmax(late)) :] if late.any() else added[:, :, :0])
