"""Delay distributions of areas, free of the bias of recent days and steadied by their group.

Question   With what probability does a report come d steps after its reference day (at most D - 1)?
Shapes     triangle (areas, references, D); probability (areas, D), sums to 1 per area
Time       d = 0 is the reference day itself; a cell counts once its report day is over
Equation   g[d] = P(delay = d | delay <= d) = sum_t n[t, d] / sum_t X[t, <= d], over the t old enough;
           p[d] = g[d] prod_{e>d} (1 - g[e]).   Area: (n + k g_group) / (X + k), group likewise from all
Assumption Delays do not change over the days that are used (`half_life` forgets older ones); at most D - 1.
Source     Lagakos, Barraj & De Gruttola 1988 (reverse-time hazards for right truncation): conditional on the
           reference day, so that growth of the epidemic does not bias it.
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.delays.triangle import Triangle

Array = NDArray[np.float64]

# Reports of the group that weigh as much as an area's own, per delay.
STRENGTH = 20.0


@dataclass(frozen=True)
class Delays:
    """Distributions (areas, D); `came`, `among` (areas, D): reports of a delay, among those up to it."""

    areas: tuple[str, ...]
    step: int
    probability: Array
    came: Array
    among: Array

    def mean(self) -> Array:
        """Mean delay of every area, in days."""
        result: Array = self.step * (self.probability @ np.arange(self.probability.shape[1]))
        return result

    def quantile(self, level: float) -> NDArray[np.intp]:
        """Days after which a share `level` of the reports is in, per area."""
        reached = np.cumsum(self.probability, axis=1) >= level - 1e-12
        result: NDArray[np.intp] = self.step * np.argmax(reached, axis=1)
        return result

    def draws(self, count: int, rng: np.random.Generator) -> Array:
        """Distributions that are compatible with the reports (count, areas, D): Beta hazards, independent."""
        size = (count, *self.came.shape)
        hazard = rng.beta(np.maximum(self.came, 1e-9), np.maximum(self.among - self.came, 1e-9), size)
        hazard = np.where(self.came <= 0, 0.0, np.where(self.came >= self.among, 1.0, hazard))
        return _probability(hazard)


def delay_distribution(
    triangle: Triangle,
    *,
    group: NDArray[np.intp] | None = None,
    half_life: float | None = None,
    strength: float = STRENGTH,
) -> Delays:
    """Delays of every area; few reports lean on the group's, the group's on all. `half_life` in days."""
    came, among = _counted(triangle, half_life)
    everyone = came.sum(axis=0, keepdims=True), among.sum(axis=0, keepdims=True)
    top = _ratio(*everyone)
    if group is None:
        above = np.broadcast_to(top, came.shape)
    else:
        number = np.unique(group, return_inverse=True)[1]
        sums = [np.zeros((number.max() + 1, came.shape[1])) for _ in range(2)]
        np.add.at(sums[0], number, came)
        np.add.at(sums[1], number, among)
        above = ((sums[0] + strength * top) / (sums[1] + strength))[number]
    leaning_came, leaning_among = came + strength * above, among + strength
    leaning_came[:, 0] = leaning_among[:, 0]
    probability = _probability(_ratio(leaning_came, leaning_among))
    return Delays(triangle.areas, triangle.step, probability, leaning_came, leaning_among)


def _counted(triangle: Triangle, half_life: float | None) -> tuple[Array, Array]:
    """Reports per delay, and reports up to that delay of the same reference days (areas, D)."""
    counts = triangle.counts
    references, delays = counts.shape[1:]
    # Rows that were not watched from delay 0 on tell nothing about their first number.
    watched = np.logical_not(np.isnan(counts)) & np.logical_not(np.isnan(counts[:, :, :1]))
    new = np.where(watched, counts, 0.0)
    upto = np.where(watched, np.cumsum(new, axis=2), 0.0)
    weight = np.ones((references, delays))
    if half_life is not None:
        age = references - 1 - np.add.outer(np.arange(references), np.arange(delays))
        weight = 0.5 ** (np.maximum(age, 0) * triangle.step / half_life)
    return (new * weight).sum(axis=1), (upto * weight).sum(axis=1)


def _ratio(came: Array, among: Array) -> Array:
    hazard = np.divide(came, among, out=np.zeros_like(came), where=among > 0)
    hazard[:, 0] = 1.0
    return hazard


def _probability(hazard: Array) -> Array:
    """From reverse-time hazards (..., D) to probabilities."""
    later = np.cumprod((1.0 - hazard)[..., ::-1], axis=-1)[..., ::-1]
    after = np.concatenate([later[..., 1:], np.ones_like(later[..., :1])], axis=-1)
    result: Array = hazard * after
    result[..., 0] = after[..., 0]
    return result
