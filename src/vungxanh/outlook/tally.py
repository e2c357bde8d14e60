"""From the ranks of many futures to probabilities, and to the day on which the best level is reached.

draw   today +1 +2 +3 +4      first best        p(rank 0) on day +3 = 2/4
0        2    2  1  0  0      3
1        2    2  2  2  2      never (5)         quantile .5 of the first best day: 4
2        2    1  1  1  0      4                 quantile .9: later than looked ahead
3        2    1  0  0  0      2
"""

from collections.abc import Iterable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

QUANTILES = (0.1, 0.25, 0.5, 0.75, 0.9)


@dataclass(frozen=True)
class Tally:
    """Counts of draws (levels + 1, areas, days; index 0 unknown, then rank 0, 1, ...), and per draw and area:

    first_best  days from today until the best level, 0 if it holds today, `days + 1` if never
    stays       within the first `horizon` days never worse than today, and never unknown
    """

    ranks: NDArray[np.int32]
    first_best: NDArray[np.int16]
    stays: NDArray[np.bool_]
    draws: int
    coming: int

    @property
    def p(self) -> NDArray[np.float64]:
        """Share of draws at unknown, rank 0, rank 1, ...; (levels + 1, areas, days)."""
        return self.ranks / self.draws

    def best_by(self, days: int) -> NDArray[np.float64]:
        """Share of draws that reach the best level within `days` days, per area."""
        share: NDArray[np.float64] = (self.first_best <= days).mean(axis=0)
        return share

    def best_quantiles(self, levels: tuple[float, ...] = QUANTILES) -> NDArray[np.int16]:
        """Days in which a share of draws reaches the best level (areas, levels); `days + 1`: not in time."""
        found = np.quantile(self.first_best, levels, axis=0, method="inverted_cdf")
        return found.T.astype(np.int16)


def tally(
    judged: Iterable[NDArray[np.int8]], today: NDArray[np.int8], *, levels: int, past: int, horizon: int
) -> Tally:
    """`today`: official ranks (areas,) of the last judged day; `past`: changed days up to it."""
    total: NDArray[np.int32] | None = None
    first, stays = [], []
    for ranks in judged:
        if total is None:
            total = np.zeros((levels + 1, *ranks.shape[1:]), np.int32)
        for rank in range(-1, levels):
            total[rank + 1] += (ranks == rank).sum(axis=0, dtype=np.int32)
        coming = ranks[:, :, past:]
        first.append(_first_best(coming, today))
        soon = coming[:, :, :horizon]
        stays.append(((soon >= 0) & (soon <= today[None, :, None])).all(axis=2))
    assert total is not None, "there is always a draw"
    return Tally(
        total,
        np.concatenate(first),
        np.concatenate(stays),
        draws=sum(len(part) for part in first),
        coming=int(total.shape[2]) - past,
    )


def _first_best(coming: NDArray[np.int8], today: NDArray[np.int8]) -> NDArray[np.int16]:
    best = coming == 0
    days = coming.shape[2]
    first = np.where(best.any(axis=2), np.argmax(best, axis=2) + 1, days + 1).astype(np.int16)
    return np.where(today == 0, np.int16(0), first)
