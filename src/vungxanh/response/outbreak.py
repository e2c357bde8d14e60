"""Figures of an outbreak from its links: serial intervals, secondary cases and how unevenly they fall.

Question: how fast and how unevenly does it spread here? Given: for each linked pair the onset of source and
of case; for each case how many others name it as their source. Days are days of onset.

Serial interval: onset of the case less onset of its source, in days; negative ones are kept (they happen
when symptoms begin before those of the source). Pairs without both onsets are left out and counted.

Secondary cases: negative binomial with mean R and dispersion k, P(x) = C(x+k-1, x) (k/(k+R))^k (R/(k+R))^x;
the smaller k, the more of the spread is by few. The mean's estimate is the sample mean whatever k is, so k
is found on the profile, its 95 % interval by the likelihood ratio (Lloyd-Smith 2007,
10.1371/journal.pone.0000180).
Assumes that every case was traced and has had the time to infect; recent cases make R too low.
"""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from math import inf, isfinite

import numpy as np
from scipy.optimize import brentq, minimize_scalar
from scipy.special import gammaln
from scipy.stats import chi2

SMALLEST, LARGEST = 1e-3, 1e3
FEWEST = 10
"""Below this many cases no k is told."""


@dataclass(frozen=True)
class Intervals:
    """Serial intervals in days. `counts` is the histogram, `left_out` pairs without both onsets."""

    n: int
    left_out: int
    mean: float | None
    median: float | None
    counts: dict[int, int]


@dataclass(frozen=True)
class Offspring:
    """Secondary cases of `n` cases. `k` is infinite where nothing is more uneven than chance."""

    n: int
    mean: float | None
    variance: float | None
    counts: dict[int, int]
    k: float | None
    k_low: float | None
    k_high: float | None
    share_of_top_fifth: float | None


def serial_intervals(pairs: Sequence[tuple[date | None, date | None]]) -> Intervals:
    """From pairs (onset of the source, onset of the case)."""
    days = np.array([(late - early).days for early, late in pairs if early and late], dtype=np.int64)
    if not days.size:
        return Intervals(0, len(pairs), None, None, {})
    counts = Counter(days.tolist())
    told = {day: counts.get(day, 0) for day in range(int(days.min()), int(days.max()) + 1)}
    return Intervals(
        int(days.size), len(pairs) - int(days.size), float(days.mean()), float(np.median(days)), told
    )


def secondary_cases(cases: Sequence[int], sources: Sequence[int | None]) -> list[int]:
    """For each case how many others name it. `sources` is the source of each case, in the same order."""
    named = Counter(source for source in sources if source is not None)
    return [named.get(case, 0) for case in cases]


def offspring(numbers: Sequence[int]) -> Offspring:
    """Mean, variance and dispersion of numbers of secondary cases."""
    n = len(numbers)
    if not n:
        return Offspring(0, None, None, {}, None, None, None, None)
    x = np.asarray(numbers, dtype=np.float64)
    mean = float(x.mean())
    variance = float(x.var(ddof=1)) if n > 1 else None
    k, low, high = _dispersion(x, mean) if n >= FEWEST and mean > 0 else (None, None, None)
    counts = Counter(int(number) for number in numbers)
    told = {number: counts.get(number, 0) for number in range(max(counts) + 1)}
    return Offspring(n, mean, variance, told, k, low, high, _top_fifth(x))


def by_day(days: Sequence[date]) -> list[tuple[date, int]]:
    """Cases of each day from the first to the last, days without a case too."""
    if not days:
        return []
    counts, first = Counter(days), min(days)
    span = (max(days) - first).days + 1
    return [(day, counts.get(day, 0)) for day in (first + timedelta(days=n) for n in range(span))]


def log_likelihood(x: np.ndarray, mean: float, k: float) -> float:
    """Of numbers of secondary cases, at a mean and a dispersion; k infinite is Poisson."""
    if not isfinite(k):
        return float(np.sum(x * np.log(mean) - mean - gammaln(x + 1)))
    terms = gammaln(x + k) - gammaln(k) - gammaln(x + 1)
    return float(np.sum(terms + k * np.log(k / (k + mean)) + x * np.log(mean / (k + mean))))


def _dispersion(x: np.ndarray, mean: float) -> tuple[float, float, float]:
    """k of the highest likelihood, and where the likelihood ratio test no longer refuses it."""
    edges = (np.log(SMALLEST), np.log(LARGEST))
    best = minimize_scalar(
        lambda log_k: -log_likelihood(x, mean, float(np.exp(log_k))), bounds=edges, method="bounded"
    )
    chance = log_likelihood(x, mean, inf)
    top, k = -float(best.fun), float(np.exp(best.x))
    if chance >= top - 1e-3:
        top, k = chance, inf
    fall = top - float(chi2.ppf(0.95, 1)) / 2

    def above(log_k: float) -> float:
        return log_likelihood(x, mean, float(np.exp(log_k))) - fall

    at = min(np.log(k), edges[1])
    low = float(np.exp(brentq(above, edges[0], at))) if above(edges[0]) < 0 < above(at) else SMALLEST
    high = inf if above(edges[1]) >= 0 else float(np.exp(brentq(above, at, edges[1])))
    return k, low, high


def _top_fifth(x: np.ndarray) -> float | None:
    """Share of secondary cases caused by the most infectious fifth of the cases."""
    if not x.sum():
        return None
    top = np.sort(x)[::-1][: max(1, round(x.size / 5))]
    return float(top.sum() / x.sum())
