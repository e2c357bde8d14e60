"""Reporting habits of all areas together: hazards by weekday and delay, their drift, as of every past day.

Question   Of the cases known d-1 steps after their reference day, how many more come with delay d?
Shapes     new, known (references T, delays D) of the pool; base (T, season, D), drift (T, D), both as of the
           end of day s = first index; season = 7 for days, 1 for weeks; index 1 of base = t mod season.
Equation   h[w, d] = sum_t W n[t, d] / sum_t W X[t, d-1]   with W = 2^-(s - t - d)/slow, shrunk to the
           product h[d] * c[weekday of the report]; drift m[d] = the same ratio against h with a fast
           memory, smoothed over neighbouring delays; which memory: by recent score.
Assumption Reports of one day and delay are proportional to what is known, not to what is missing.
Source     Chain ladder by reverse-time hazards (Lagakos 1988; Johnson 2025, Wellcome Open Res 10-614), with
           weekday effects as in epinowcast; drift and scoring are ours.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.nowcast.memory import Memory, kept

Array = NDArray[np.float64]

# Hazard of the first delay with reports, before which nothing is known: the share reported is then zero.
UNBOUNDED = 1e4
# Beyond this hazard too little is known before to tell by how much today's reports deviate.
TELLING = 20.0
# No drift, two memories, and the second of them continued along its change.
CANDIDATES = 4


@dataclass(frozen=True)
class Habits:
    """base (T, season, D), drift (T, D); per report day trust (T,), 0..1, and days of silence (T,)."""

    base: Array
    drift: Array
    trust: Array
    silent: NDArray[np.intp]
    weights: Array
    """Weight of each candidate for the drift as of every day (T, CANDIDATES)."""


def habits(new: Array, known: Array, *, step: int, memory: Memory) -> Habits:
    """What could be known at the end of every day about the pool's way to report."""
    references, delays = new.shape
    season = 7 if step == 1 else 1
    base = _Base(season, delays, kept(memory.slow, step), memory.cell)
    drift = _Drift(delays, [kept(half, step) for half in memory.fast], memory)
    choice = _Choice(CANDIDATES, delays, kept(memory.scored, step), step)
    ordinary = _Ordinary()
    out = Habits(
        np.zeros((references, season, delays)),
        np.ones((references, delays)),
        np.ones(references),
        np.zeros(references, np.intp),
        np.zeros((references, CANDIDATES)),
    )
    for s in range(references):
        late = np.arange(1, min(s, delays - 1) + 1)
        fresh, stock, weekday = new[s - late, late], known[s - late, late - 1], (s - late) % season
        hazard = base.hazard[weekday, late]
        telling = hazard < TELLING
        expected = stock * hazard * telling
        out.trust[s] = ordinary.trust(fresh[telling].sum(), (expected * drift.chosen[late]).sum())
        out.silent[s] = ordinary.silent
        drift.add(late, fresh * telling, expected, out.trust[s])
        base.add(weekday, late, fresh, stock, out.trust[s])
        candidates = drift.candidates()
        choice.judge(s, known, float(out.trust[max(s - choice.ahead + 1, 0) : s + 1].min()))
        choice.remember(s, base.hazard, candidates, known)
        drift.chosen = np.exp(choice.weights @ np.log(candidates))
        out.base[s], out.drift[s], out.weights[s] = base.hazard, drift.chosen, choice.weights
    return out


class _Base:
    """Slow hazards by weekday of the reference day and delay, shrunk to delay x weekday of the report."""

    def __init__(self, season: int, delays: int, keep: float, strength: float) -> None:
        self.fresh = np.zeros((season, delays))
        self.stock = np.zeros((season, delays))
        self.hazard = np.zeros((season, delays))
        self.weekday = np.ones(season)
        self.report = np.add.outer(np.arange(season), np.arange(delays)) % season
        self.keep, self.strength = keep, strength

    def add(
        self, weekday: NDArray[np.intp], late: NDArray[np.intp], fresh: Array, stock: Array, trust: float
    ) -> None:
        self.fresh *= self.keep
        self.stock *= self.keep
        self.fresh[weekday, late] += trust * fresh
        self.stock[weekday, late] += trust * stock
        by_delay = self._by_delay()
        for _ in range(2):
            self._refit(by_delay)
            by_delay = self._by_delay()
        smooth = by_delay * self.weekday[self.report]
        # So many reports "seen before" at the smooth hazard: a cell without any then follows it.
        seen = np.divide(self.strength, smooth, out=np.zeros_like(smooth), where=smooth > 0)
        known = self.stock + seen
        hazard = np.divide(self.fresh + self.strength, known, out=np.zeros_like(smooth), where=smooth > 0)
        self.hazard = np.minimum(hazard, UNBOUNDED)

    def _by_delay(self) -> Array:
        stock = (self.stock * self.weekday[self.report]).sum(axis=0)
        fresh = self.fresh.sum(axis=0)
        result: Array = np.minimum(fresh / np.maximum(stock, fresh / UNBOUNDED + 1e-12), UNBOUNDED)
        return result

    def _refit(self, by_delay: Array) -> None:
        expected = np.bincount(
            self.report.ravel(), (self.stock * by_delay * self.weekday[self.report]).ravel()
        )
        seen = np.bincount(self.report.ravel(), self.fresh.ravel())
        self.weekday *= (seen + self.strength) / (expected + self.strength)


class _Drift:
    """Deviation of these days from the slow hazards, per delay, with several memories."""

    def __init__(self, delays: int, keep: list[float], memory: Memory) -> None:
        self.keep = np.array(keep)[:, None]
        self.fresh = np.zeros((len(keep), delays))
        self.expected = np.zeros((len(keep), delays))
        self.kernel = delay_kernel(delays, memory.width)
        self.strength = memory.cell
        self.chosen = np.ones(delays)

    def add(self, late: NDArray[np.intp], fresh: Array, expected: Array, trust: float) -> None:
        self.fresh *= self.keep
        self.expected *= self.keep
        self.fresh[:, late] += trust * fresh
        self.expected[:, late] += trust * expected

    def candidates(self) -> Array:
        """No drift; the two fast memories; and the second one continued along its change from the third."""
        by_memory = (self.fresh @ self.kernel + self.strength) / (self.expected @ self.kernel + self.strength)
        continued = by_memory[1] ** 2 / by_memory[2]
        result: Array = np.clip(np.vstack([np.ones_like(self.chosen), by_memory[:2], continued]), 0.1, 10.0)
        return result


class _Choice:
    """Weights of the candidates by how well they foretold the reports of the steps that followed."""

    AHEAD = 14
    SHARPNESS = 15.0  # a candidate whose error is 5 % larger gets half the weight

    def __init__(self, candidates: int, delays: int, keep: float, step: int) -> None:
        self.ahead = max(1, min(self.AHEAD // step, delays - 1))
        self.keep = keep
        self.error = np.zeros(candidates)
        self.weights = np.full(candidates, 1.0 / candidates)
        self.foretold: dict[int, Array] = {}

    def remember(self, s: int, base: Array, candidates: Array, known: Array) -> None:
        """What each candidate expects of the next steps, for every reference day still open."""
        delays = base.shape[1]
        lag = np.arange(min(s + 1, delays - self.ahead))
        weekday = (s - lag) % base.shape[0]
        grown = np.cumsum(np.log1p(base[None] * candidates[:, None, :]), axis=2)
        factor = np.exp(grown[:, weekday, lag + self.ahead] - grown[:, weekday, lag])
        self.foretold[s] = known[s - lag, lag] * (factor - 1.0)

    def judge(self, s: int, known: Array, trust: float) -> None:
        """Compare with what came by day s; days with a batch among them say little."""
        made = s - self.ahead
        foretold = self.foretold.pop(made, None)
        if foretold is None:
            return
        lag = np.arange(foretold.shape[1])
        came = known[made - lag, lag + self.ahead] - known[made - lag, lag]
        self.error = self.keep * self.error + trust * np.abs(foretold - came).sum(axis=1)
        best = self.error.min()
        if best > 0:
            weight = np.exp(-self.SHARPNESS * (self.error / best - 1.0))
            self.weights = weight / weight.sum()


class _Ordinary:
    """Holds down a report day that is far out: a holiday, a batch, no transmission at all and its arrears."""

    # With so many expected, hardly any means that nothing was transmitted.
    AWAITED = 20.0
    HARDLY = 0.03
    WIDEST = 0.25
    PERSISTENT = 3

    def __init__(self) -> None:
        self.size = 0.15
        self.days = 0
        self.run = 0.0
        self.silent = 0
        """For how many days now nothing has been transmitted."""

    def trust(self, fresh: float, expected: float) -> float:
        """1 for an ordinary day, towards 0 the further out; three days alike are a new habit."""
        self.days += 1
        if expected > self.AWAITED and fresh < self.HARDLY * expected:
            self.silent += 1
            return 0.0
        arrears, self.silent = self.silent > 0, 0
        if arrears:
            return 0.0
        deviation = float(np.log((fresh + 5.0) / (expected + 5.0)))
        # Small counts scatter by chance: the variance of the logarithm of a count is about 1 / count.
        bound = 3.0 * float(np.sqrt(self.size**2 + 2.0 / (expected + 5.0)))
        far = abs(deviation) > bound
        self.run = (self.run + np.sign(deviation)) if far and self.run * deviation >= 0 else 0.0
        # Ordinary size of a deviation: a slow mean of deviations that are themselves cut at the bound.
        size = 0.97 * self.size + 0.03 * 1.25 * min(abs(deviation), bound)
        self.size = min(max(size, 0.02), self.WIDEST)
        if self.days < 14 or not far or abs(self.run) >= self.PERSISTENT:
            return 1.0
        return (bound / abs(deviation)) ** 2


def delay_kernel(delays: int, width: float) -> Array:
    """How much delay d' (row) lends to delay d (column); delay 0 has no hazard."""
    place = np.log1p(np.arange(delays))
    kernel: Array = np.exp(-0.5 * (np.subtract.outer(place, place) / width) ** 2)
    kernel[0] = 0.0
    return kernel
