"""The chain ladder once more, slow and obvious: one area, one cell at a time, plain loops."""

import numpy as np


def slow_sums(
    new: np.ndarray, known: np.ndarray, hazard: np.ndarray, keep: float, today: int
) -> tuple[np.ndarray, np.ndarray]:
    """Reports and expected reports per delay, each cell weighted by the age of its report day."""
    references, delays = new.shape
    season = hazard.shape[0]
    came, expected = np.zeros(delays), np.zeros(delays)
    for t in range(references):
        for d in range(1, delays):
            if t + d <= today:
                weight = keep ** (today - t - d)
                came[d] += weight * new[t, d]
                expected[d] += weight * known[t, d - 1] * hazard[t % season, d]
    return came, expected


def slow_share(
    hazard: np.ndarray, lasting: np.ndarray, current: np.ndarray, fading: float, today: int
) -> np.ndarray:
    """Share reported of the days today - k: every later delay multiplies what is known."""
    season, delays = hazard.shape
    share = np.ones(delays)
    for k in range(min(today + 1, delays - 1)):
        grown = 1.0
        for d in range(k + 1, delays):
            ahead = d - k - 1
            factor = lasting[d] + (current[d] - lasting[d]) * fading**ahead
            grown = grown * (1 + hazard[(today - k) % season, d] * factor)
        share[k] = 1 / grown
    return share


def plain_chain_ladder(counts: np.ndarray, window: int = 60) -> np.ndarray:
    """Expected final cases per reference day: ratio of sums per delay, no weekdays, no memory, no pooling."""
    references, delays = counts.shape
    expected = np.zeros(references)
    for t in range(references):
        last = min(delays - 1, references - 1 - t)
        total = float(np.nansum(counts[t]))
        for d in range(last + 1, delays):
            rows = range(max(0, references - d - window), references - d)
            before = sum(float(np.nansum(counts[row, :d])) for row in rows)
            total *= 1 + (sum(float(counts[row, d]) for row in rows) / before if before else 0.0)
        expected[t] = total
    return expected
