"""What the pooled autoregression sees of each area on each day t, with nothing from later.

    level   7-day sum today, 7 and 14 days ago; 7/3 of the last 3 days; running mean of weeks (half-life 28
            days); the area's share of its group's and of the whole's 7-day sum; a constant
    growth  log change of the 7-day sum over a week: of the whole; of the group and of the area beyond that;
            each shrunk to 0 where few cases carry it, and cut at +-1.5

A batch day (over all areas more than three times the highest of the week before) counts as that bound.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import WEEK, running_sums

Floats = NDArray[np.float64]
BATCH, BATCH_FLOOR = 3.0, 50.0
SILENT = 50.0  # cases of the week before from which a day without any is no zero
HALF_LIFE = 28.0
SHRINK_SHARE = 0.3  # mean areas that a share is shrunk by
SHRINK_WHOLE, SHRINK_OWN = 20.0, 10.0  # cases at which a growth counts half
LARGEST_GROWTH = 1.5
CONSTANT = 0.05


@dataclass(frozen=True)
class Features:
    """sums (areas, days): 7-day sums, batch days cut; level (areas, days, 8); growth (areas, days, 3)."""

    sums: Floats
    level: Floats
    growth: Floats

    @property
    def days(self) -> int:
        """Number of days."""
        return int(self.sums.shape[1])


def features_of(values: Floats, group: NDArray[np.intp]) -> Features:
    """From daily counts (areas, days; nan = not reported) and the number of each area's group."""
    counts = _without_batches(_filled(values))
    days = counts.shape[1]
    sums = _running(counts)
    grouped = np.zeros((int(group.max(initial=0)) + 1, days))
    np.add.at(grouped, group, sums)
    whole = sums.sum(axis=0)
    usual = _usual(counts)
    level = [sums, _back(sums, 7), _back(sums, 14), (counts + _back(counts, 1) + _back(counts, 2)) * 7 / 3]
    level += [usual, *_shares(usual, group, grouped, whole), np.full(sums.shape, CONSTANT)]
    return Features(sums, np.stack(level, axis=-1), _growths(sums, group, grouped, whole))


def _filled(values: Floats) -> Floats:
    """Days not reported get the mean of the reported ones of their week, or 0.

    A day without any case in any area, when the week before had many, was not reported either.
    """
    whole = np.nan_to_num(values).sum(axis=0)
    known = values.copy()
    for t in range(WEEK, len(whole)):
        if whole[t] == 0 and whole[t - WEEK : t].sum() > SILENT:
            known[:, t] = np.nan
    mean = running_sums(known) / WEEK
    last = np.zeros(len(values))
    for t in range(mean.shape[1]):
        # With too few reported days in the week, what was usual before them.
        mean[:, t] = last = np.where(np.isfinite(mean[:, t]), mean[:, t], last)
    return np.maximum(np.where(np.isfinite(known), known, mean), 0.0)


def _without_batches(counts: Floats) -> Floats:
    whole = counts.sum(axis=0)
    result = counts.copy()
    for t in range(WEEK, len(whole)):
        bound = max(BATCH * whole[t - WEEK : t].max(), BATCH_FLOOR)
        if whole[t] > bound:
            result[:, t] *= bound / whole[t]
            whole[t] = bound
    return result


def _running(counts: Floats) -> Floats:
    """7-day sums; in the first week the days so far, scaled to seven."""
    days = np.minimum(np.arange(1, counts.shape[1] + 1), WEEK)
    total = np.cumsum(counts, axis=1)
    total[:, WEEK:] -= total[:, :-WEEK].copy()
    scaled: Floats = total * WEEK / days
    return scaled


def _usual(counts: Floats) -> Floats:
    """Exponentially weighted mean of a week's cases."""
    keep = 0.5 ** (1 / HALF_LIFE)
    total, weight = np.zeros(len(counts)), 0.0
    result = np.empty_like(counts)
    for t in range(counts.shape[1]):
        total, weight = keep * total + counts[:, t] * WEEK, keep * weight + 1
        result[:, t] = total / weight
    return result


def _shares(usual: Floats, group: NDArray[np.intp], grouped: Floats, whole: Floats) -> tuple[Floats, Floats]:
    """What the area would have, had it its usual share of the group's and of the whole's cases today."""
    prior = SHRINK_SHARE * usual.mean(axis=0)
    in_group = np.zeros(grouped.shape)
    np.add.at(in_group, group, usual + prior)
    of_group = (usual + prior) / np.maximum(in_group[group], 1e-9)
    of_whole = (usual + prior) / np.maximum((usual + prior).sum(axis=0), 1e-9)
    return of_group * grouped[group], of_whole * whole


def _growths(sums: Floats, group: NDArray[np.intp], grouped: Floats, whole: Floats) -> Floats:
    top = _growth(whole[None], SHRINK_WHOLE)
    middle = _growth(grouped, SHRINK_WHOLE)[group] - top
    own = _growth(sums, SHRINK_OWN) - top
    parts = [np.broadcast_to(top, sums.shape), middle, own]
    return np.clip(np.stack(parts, axis=-1), -LARGEST_GROWTH, LARGEST_GROWTH)


def _growth(sums: Floats, shrink: float) -> Floats:
    change: Floats = np.log((sums + 2) / (_back(sums, WEEK) + 2)) * sums / (sums + shrink)
    return change


def _back(series: Floats, days: int) -> Floats:
    """The series `days` earlier; before its start the first value."""
    days = min(days, series.shape[1])
    return np.concatenate(
        [np.repeat(series[:, :1], days, axis=1), series[:, : series.shape[1] - days]], axis=1
    )
