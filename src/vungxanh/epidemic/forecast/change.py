"""What if: one thing goes differently from tomorrow on, all else (also the luck of the draw) stays.

The paths of the plain forecast are thinned or raised day by day with a factor m[a, d], d = 0 tomorrow:

    rt_factor f      I[d] = R[d] sum_s w[s] I[d-s] gives R from the expected path; with f R instead the same
                     renewal gives I'[d], and m = I'/I (the first days differ little, later ones by f^(d/Tg))
    no_new_after     m = 0 after that day
    target s, by B   expected cases fall evenly on the log scale, so that the week up to B holds at most
                     (1 - s) times what the last week held, over all areas; where they fall faster anyway
                     m = 1

Assumption: every area changes alike; what was infected before tomorrow is not undone by rt_factor.
"""

from dataclasses import dataclass
from datetime import date

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
LARGEST = 50.0  # a what-if raises no day by more


@dataclass(frozen=True)
class Change:
    """What is assumed to go differently; the default changes nothing.

    `generation` (w[s], w[0] = 0) is needed for rt_factor; without it a mean interval of five days is taken.
    """

    rt_factor: float = 1.0
    no_new_after: date | None = None
    target: float | None = None
    target_by: date | None = None
    generation: Floats | None = None

    @property
    def nothing(self) -> bool:
        """Whether all goes as forecast."""
        return self.rt_factor == 1.0 and self.no_new_after is None and self.target is None


def factors(change: Change, panel: Panel, expected: Floats) -> Floats:
    """m[a, d] for the expected path (areas, days) after the panel's last day."""
    days = expected.shape[1]
    result = np.ones(expected.shape)
    if change.rt_factor != 1.0:
        result *= _renewed(change, panel.values, expected)
    if change.target is not None:
        result *= _ramp(change, panel, expected * result)
    if change.no_new_after is not None:
        kept = (change.no_new_after - panel.last_end).days
        result[:, max(0, min(kept, days)) :] = 0.0
    return np.minimum(result, LARGEST)


def _renewed(change: Change, past: Floats, expected: Floats) -> Floats:
    """Ratio of the renewal with f R to that with R."""
    w = _five_days() if change.generation is None else change.generation
    reach = len(w) - 1
    before = np.nan_to_num(past[:, -reach:])
    before = np.pad(before, ((0, 0), (reach - before.shape[1], 0)))
    plain = np.concatenate([before, expected], axis=1)
    other = plain.copy()
    backwards = w[:0:-1]
    for d in range(reach, plain.shape[1]):
        force, changed = (path[:, d - reach : d] @ backwards for path in (plain, other))
        ratio = np.divide(changed, force, out=np.ones(len(force)), where=force > 0)
        other[:, d] = plain[:, d] * change.rt_factor * ratio
    here, there = plain[:, reach:], other[:, reach:]
    result: Floats = np.divide(there, here, out=np.full(here.shape, change.rt_factor), where=here > 0)
    return result


def _ramp(change: Change, panel: Panel, expected: Floats) -> Floats:
    """Even fall on the log scale to the target by its day, then on at that level."""
    assert change.target is not None
    days = expected.shape[1]
    by = days if change.target_by is None else max(1, (change.target_by - panel.last_end).days)
    end = min(by, days)
    recent = np.nansum(panel.values[:, -7:]) / 7
    coming = expected[:, max(0, end - 7) : end].sum() / min(7, end)
    wanted = (1.0 - change.target) * recent / coming if coming > 0 else 1.0
    # Only part of the way is gone within the horizon when the campaign ends after it.
    steps = np.minimum(np.arange(1, days + 1), by) / by
    return np.broadcast_to(max(min(wanted, 1.0), 1e-6) ** steps, expected.shape)


def _five_days() -> Floats:
    """Gamma-shaped weights with mean 5 and standard deviation 2.5 days, for when no disease is named."""
    s = np.arange(16.0)
    weights = s**3 * np.exp(-s * 4 / 5)
    whole: Floats = weights / weights.sum()
    return whole
