"""The law of the errors, learnt from what the nowcasts of past days would have been.

Question   How far off were nowcasts at every horizon, in which direction, and how do errors go together?
Shapes     a sample of areas x past days s x horizons k; results per horizon (D,) or (D, grid)
Time       a past nowcast counts once its reference day is settled: almost everything reported by now
Equation   see spread.py (variance), recalibration.py (levels), trend.py (leaning on the trend)
Assumption Errors to come are like those of the last months, the newest most (half-life memory.spread).
Source     Retrospective nowcasts for uncertainty: Johnson 2025 (baselinenowcast), generalised to many areas.
"""

from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy.special import ndtri

from vungxanh.epidemic.delays import Triangle
from vungxanh.epidemic.nowcast.counting import below
from vungxanh.epidemic.nowcast.memory import kept
from vungxanh.epidemic.nowcast.model import Model
from vungxanh.epidemic.nowcast.past import weight_of_past, windowed
from vungxanh.epidemic.nowcast.pools import spread_sample, unpack
from vungxanh.epidemic.nowcast.recalibration import asked_levels
from vungxanh.epidemic.nowcast.spread import mean_variance
from vungxanh.epidemic.nowcast.trend import UNDECIDED, Lean

Array = NDArray[np.float64]

# Areas whose past nowcasts are judged, from the smallest to the largest; and how many past days.
SAMPLE = 200
PAST = 120
# Share reported from which on a past day counts as known.
SETTLED = 0.97
# Days until errors of nowcasts are about independent of each other.
DEPENDENT_DAYS = 7


@dataclass(frozen=True)
class Law:
    """Per horizon: variance of what is missing, noise * mu + relative * mu^2; levels to ask (D, GRID)."""

    noise: Array
    relative: Array
    asked: Array

    def variance(self, mean: Array) -> Array:
        """Variance of what is missing, for means (..., horizons)."""
        count = mean.shape[-1]
        result: Array = self.noise[:count] * mean + self.relative[:count] * mean**2
        return result


@dataclass(frozen=True)
class Judged:
    """How to lean on the trend, the law of daily and of summed errors, and their dependence.

    along      correlation of the errors of neighbouring days
    together   correlation of the errors of two areas on the same day
    """

    lean: Lean
    daily: Law
    summed: Law
    along: float
    together: float


@dataclass(frozen=True)
class _Past:
    """Known counts and settled truth of past days (areas, stops, D), with weights (stops, D)."""

    known: Array
    truth: Array
    weight: Array
    independent: Array

    def missing(self, expected: Array, width: int) -> tuple[Array, Array]:
        """What was still to come over `width` days, expected and true; nothing before the first day."""
        return windowed(expected - self.known, width), windowed(self.truth - self.known, width)


def judge(triangle: Triangle, model: Model, width: int) -> Judged:
    """Nowcast every past day for a sample of areas, and compare with what is known by now."""
    references, delays = triangle.references, triangle.max_delay + 1
    stops = np.arange(max(references - PAST - delays, min(1, references - 1)), references)
    block = unpack(triangle, spread_sample(model.pools.size, SAMPLE))
    around = model.scene(stops)
    known, share = model.known(block, stops), model.share(block, stops)
    weight, independent = _weights(model, stops, delays)

    def compare(expected: Array) -> _Past:
        return _Past(known, _truth(block.known, expected[:, -1], stops), weight, independent)

    plain = known / np.maximum(share, 1e-6)
    reported = model.pool_share(stops[-1:])[0, -1]
    lean = _lean(compare(plain), plain, reported)
    expected, prior = model.completed(block, stops, around, lean)
    past = compare(expected)
    lean = replace(lean, doubt=_doubt(past, prior))
    expected, _ = model.completed(block, stops, around, lean)
    past = compare(expected)
    daily, scores = _law(past, *past.missing(expected, 1))
    summed = daily if width == 1 else _law(past, *past.missing(expected, width))[0]
    return Judged(lean, daily, summed, *_dependence(scores, weight))


def _weights(model: Model, stops: NDArray[np.intp], delays: int) -> tuple[Array, Array]:
    """Weights of past nowcasts: settled, not among the first ones, newer ones more; and independent days."""
    last = int(stops[-1])
    share = model.pool_share(stops[-1:])[0, -1]
    settled = int(np.clip(np.argmax(share >= SETTLED), 1, max(delays - 1, 1)))
    weight = weight_of_past(stops, delays, last, settled, kept(model.memory.spread, model.step))
    # The first nowcasts were made without experience; they must not widen the intervals of today.
    weight[stops < min(delays + 2 * DEPENDENT_DAYS, (last + 1 - delays) // 2)] = 0.0
    independent: Array = weight.sum(axis=0) / max(1, DEPENDENT_DAYS // model.step)
    return weight, independent


def _truth(known: Array, newest: Array, stops: NDArray[np.intp]) -> Array:
    """Cases of the days s-k as far as can be told now (areas, stops, D): reported, or nowcast of today."""
    delays = known.shape[2]
    final = known[:, :, -1].copy()
    lag = np.arange(min(delays, final.shape[1]))
    final[:, final.shape[1] - 1 - lag] = newest[:, lag]
    day = stops[:, None] - np.arange(delays)
    truth: Array = np.where(day >= 0, final[:, np.maximum(day, 0)], 0.0)
    return truth


def _lean(past: _Past, plain: Array, reported: Array) -> Lean:
    """How noisy the plain chain ladder is, so that the trend knows how much to trust it."""
    mean, true = past.missing(plain, 1)
    noise, relative = mean_variance(true, mean, past.weight, _near(mean.shape[2]))
    unsettled = max(int((reported < SETTLED).sum()), 1)
    spread = relative * (1.0 - reported) ** 2
    return Lean(
        np.full(mean.shape[2], UNDECIDED), spread, float(np.clip(np.median(noise[:unsettled]), 1, 10))
    )


def _doubt(past: _Past, prior: Array) -> Array:
    """Relative variance of the trend's forecast of a day's cases."""
    _, relative = mean_variance(past.truth, prior, past.weight, _near(prior.shape[2]))
    return np.maximum(relative, 1e-3)


def _law(past: _Past, mean: Array, true: Array) -> tuple[Law, Array]:
    """Variance and levels per horizon, and the normal scores of the past errors (areas, stops, D)."""
    noise, relative = mean_variance(true, mean, past.weight, _near(mean.shape[2]))
    mu = np.maximum(mean, 1e-6)
    variance = noise * mu + relative * mu**2
    observed = np.where(past.weight > 0, true, 0.0)
    sides = below(mu.ravel(), variance.ravel(), observed.ravel()).reshape(*mu.shape, 2)
    asked = asked_levels(sides[..., 0], sides[..., 1], past.weight, past.independent)
    scores: Array = ndtri(np.clip(sides.mean(axis=-1), 1e-3, 1 - 1e-3))
    return Law(noise, relative, asked), scores


def _near(delays: int) -> Array:
    """Which horizons lend each other strength; narrower than for the hazards, as errors fall off fast."""
    place = np.log1p(np.arange(delays))
    kernel: Array = np.exp(-0.5 * (np.subtract.outer(place, place) / 0.15) ** 2)
    return kernel


def _dependence(scores: Array, weight: Array) -> tuple[float, float]:
    """Correlation of errors of neighbouring days, and between areas, both pooled over horizons."""
    if not (weight > 0).any() or scores.shape[2] < 2:
        return 0.5, 0.3
    w = np.broadcast_to(weight, scores.shape)
    square = (w * scores**2).sum()
    pair = np.sqrt(w[..., 1:] * w[..., :-1])
    scale = np.sqrt((pair * scores[..., 1:] ** 2).sum() * (pair * scores[..., :-1] ** 2).sum())
    along = (pair * scores[..., 1:] * scores[..., :-1]).sum() / max(scale, 1e-9)
    areas = scores.shape[0]
    between = (weight * scores.sum(axis=0) ** 2).sum() - square
    together = between / max(square * (areas - 1), 1e-9) if areas > 1 else 0.0
    return float(np.clip(along, 0.0, 0.98)), float(np.clip(together, 0.0, 0.95))
