"""Weekday effects of reporting, estimated from the counts and shrunk to none where they are noise."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
LEAST_WEEKS = 6


def weekday_effects(totals: Array) -> Array:
    """(series, 7): factor of the reports on days t with t % 7 = d; the mean over a week is 1.

    Question   which days get more reports than others, for reasons of the office and not of the disease?
    Equation   log ratio of each day to its centred 7-day mean, averaged over weeks; times max(0, 1 - noise /
               variance)
    Assumption the pattern is constant; with fewer than LEAST_WEEKS whole weeks there is none.
    """
    effects = np.ones((totals.shape[0], 7))
    for row, counts in enumerate(totals):
        weeks = (len(counts) - 6) // 7
        if weeks < LEAST_WEEKS:
            continue
        trend = np.convolve(counts, np.ones(7) / 7, "valid")[: weeks * 7]
        ratio = np.log((counts[3 : 3 + weeks * 7] + 0.5) / (trend + 0.5))
        weight = np.where(np.isfinite(ratio), np.nan_to_num(trend), 0.0)
        effects[row] = _shrunk(np.nan_to_num(ratio).reshape(weeks, 7), weight.reshape(weeks, 7))
    return effects


def _shrunk(ratio: Array, weight: Array) -> Array:
    """From (weeks, 7) log ratios, the first of which belong to t = 3."""
    total = weight.sum(axis=0)
    if (total <= 0).any():
        return np.ones(7)
    mean = (weight * ratio).sum(axis=0) / total
    noise = (weight**2 * (ratio - mean) ** 2).sum(axis=0) / total**2
    mean = mean - mean.mean()
    # Differences no larger than twice their noise are taken for noise (the rule of James and Stein, doubled).
    kept = max(0.0, 1 - 2 * float(noise.mean()) / max(float(mean @ mean) / 7, 1e-300))
    effect = np.exp(kept * mean)
    return np.roll(effect / effect.mean(), 3)
