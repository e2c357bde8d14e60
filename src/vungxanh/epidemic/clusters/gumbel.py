"""The tail beyond the replicas: a Gumbel distribution fitted to their highest ratios.

Question    how small is p where no replica (of 999, say) reaches the ratio that was found?
Equation    p = 1 - exp(-exp(-(x - mu) / beta)), mu and beta by maximum likelihood
Assumption  the maximum over very many zones is nearly Gumbel; good for the ratios of scans
Source      Abrams, Kulldorff and Kleinman 2010, 10.1186/1476-072X-9-61
"""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

_ROUNDS = 50


@dataclass(frozen=True)
class Gumbel:
    """Location and scale; a scale of 0 is a distribution in one point."""

    mu: float
    beta: float

    def above(self, x: float) -> float:
        """The chance of a value of at least x."""
        if self.beta <= 0:
            return 1.0 if x <= self.mu else 0.0
        return float(-np.expm1(-np.exp(-(x - self.mu) / self.beta)))

    def standard(self, x: NDArray[np.float64]) -> NDArray[np.float64]:
        """Values in units of the scale from the location: ratios of two forms of zones become comparable."""
        return (x - self.mu) / (self.beta if self.beta > 0 else 1.0)


def fit_gumbel(values: NDArray[np.float64]) -> Gumbel:
    """By maximum likelihood: beta = mean(x) - sum(x exp(-x/beta)) / sum(exp(-x/beta)), by bisection."""
    mean, low = float(values.mean()), float(values.min())
    spread = float(values.std())
    if spread < 1e-12:
        return Gumbel(mean, 0.0)
    shifted = values - low

    def excess(beta: float) -> float:
        weight = np.exp(-shifted / beta)
        return beta - (mean - low) + float((shifted * weight).sum() / weight.sum())

    short, long = 1e-3 * spread, 10 * spread
    for _ in range(_ROUNDS):
        middle = (short + long) / 2
        short, long = (middle, long) if excess(middle) < 0 else (short, middle)
    beta = (short + long) / 2
    return Gumbel(low - beta * float(np.log(np.exp(-shifted / beta).mean())), beta)
