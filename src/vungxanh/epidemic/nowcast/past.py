"""What the nowcasts of past days would have been, beside what is known now: the material for their errors."""

import numpy as np
from numba import njit
from numpy.typing import NDArray

Array = NDArray[np.float64]


@njit(cache=True, nogil=True)
def reports_and_known(counts: Array, withdrawn: Array) -> tuple[Array, Array]:
    """New reports that tell about delays, and what was known with each delay (areas, references, D).

    The first number of a row that was not watched from its beginning is stock, not a report of that delay.
    After the last observation the known count stays.
    """
    areas, references, delays = counts.shape
    new = np.zeros(counts.shape)
    known = np.zeros(counts.shape)
    lost = withdrawn.size > 0
    for a in range(areas):
        for t in range(references):
            total = 0.0
            started = False
            for d in range(delays):
                n = counts[a, t, d]
                if not np.isnan(n):
                    if started or d == 0:
                        new[a, t, d] = n
                    started = True
                    total += n
                    if lost:
                        total -= withdrawn[a, t, d]
                known[a, t, d] = max(total, 0.0)
    return new, known


@njit(cache=True, nogil=True)
def add_up(values: Array, group: NDArray[np.intp], sums: Array) -> None:
    """Add each area's values to its group's `sums` (groups, references, D)."""
    for a in range(values.shape[0]):
        into = sums[group[a]]
        for t in range(values.shape[1]):
            for d in range(values.shape[2]):
                into[t, d] += values[a, t, d]


def known_at(known: Array, stops: NDArray[np.intp]) -> Array:
    """What was known on each day s of the days s-k (areas, stops, D); zero before the first day."""
    delays = known.shape[2]
    lag = np.arange(delays)
    day = stops[:, None] - lag
    seen: Array = np.where(day >= 0, known[:, np.maximum(day, 0), lag], 0.0)
    return seen


def weight_of_past(stops: NDArray[np.intp], delays: int, last: int, settled: int, keep: float) -> Array:
    """Weight (stops, D) of each past nowcast: zero until its truth is settled, then fading with its age."""
    age = last - (stops[:, None] - np.arange(delays))
    weight: Array = np.where(age >= settled, keep ** (age - settled).clip(min=0), 0.0)
    weight[(stops[:, None] - np.arange(delays)) < 0] = 0.0
    return weight


def windowed(values: Array, width: int) -> Array:
    """Sums over the days s-k ... s-k-width+1 along the last axis; beyond it there is nothing more to come."""
    if width == 1:
        return values
    padded = np.concatenate([values, np.zeros((*values.shape[:-1], width - 1))], axis=-1)
    total = np.cumsum(np.concatenate([np.zeros((*values.shape[:-1], 1)), padded], axis=-1), axis=-1)
    result: Array = total[..., width:] - total[..., :-width]
    return result


def days_before(known: Array, stops: NDArray[np.intp], season: int) -> Array:
    """The two seasons before the open days, oldest first (areas, stops, 2 season), complete by then."""
    delays = known.shape[2]
    lag = delays - 1 + np.arange(2 * season, 0, -1)
    day = stops[:, None] - lag
    past = known[:, np.maximum(day, 0), delays - 1]
    # Before the first day: the mean of what is known; the oldest open days are nearly complete.
    oldest = known_at(known, stops)
    reach = np.minimum(stops + 1, delays)
    level = oldest.sum(axis=2) / np.maximum(reach, 1)
    result: Array = np.where(day >= 0, past, level[:, :, None])
    return result
