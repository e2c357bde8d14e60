"""Simulated epidemics whose reproduction number is known: four shapes, negative-binomial counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHAPES = ("sinus", "steps", "walk", "linear")
LARGEST_LAMBDA, LEAST_ALIVE, SEEDED_DAYS = 20_000.0, 0.4, 7


@dataclass(frozen=True)
class Simulated:
    """counts, truth (R) and infectiousness (Lambda): (series, days); `shape` per series; `w`, `k`, `seed`."""

    counts: NDArray[np.float64]
    truth: NDArray[np.float64]
    infectiousness: NDArray[np.float64]
    shape: tuple[str, ...]
    w: NDArray[np.float64]
    k: float
    seed: int


def simulate(series: int, days: int, *, w: NDArray[np.float64], k: float, seed: int) -> Simulated:
    """Series take the shapes in turn; one that dies out early or grows beyond bounds is drawn again."""
    counts, truth, lam = (np.empty((series, days)) for _ in range(3))
    for i in range(series):
        rng = np.random.default_rng([seed, i])
        while True:
            truth[i] = _SHAPE[SHAPES[i % 4]](days, rng)
            counts[i], lam[i] = epidemic(truth[i], w, k, rng)
            if lam[i].max() < LARGEST_LAMBDA and np.mean(lam[i] >= 3) > LEAST_ALIVE:
                break
    return Simulated(counts, truth, lam, tuple(SHAPES[i % 4] for i in range(series)), w, k, seed)


def epidemic(
    r: NDArray[np.float64], w: NDArray[np.float64], k: float, rng: np.random.Generator, start: float = 30
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """I_t ~ NB(R_t Lambda_t, k), begun by `start` cases a day for a week; returns counts and Lambda."""
    counts, lam = np.zeros(len(r)), np.zeros(len(r))
    for t in range(len(r)):
        s = np.arange(1, min(t, len(w) - 1) + 1)
        lam[t] = w[s] @ counts[t - s]
        if t < SEEDED_DAYS:
            counts[t] = rng.poisson(start)
        elif 0 < lam[t] < 2 * LARGEST_LAMBDA:
            counts[t] = rng.poisson(r[t] * lam[t] * rng.gamma(k, 1 / k))
        elif lam[t] > 0:
            return counts, np.full(len(r), np.inf)
    return counts, lam


def _sinus(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    t = np.arange(days)
    height, period, phase = rng.uniform(0.15, 0.4), rng.uniform(60, 160), rng.uniform(0, 2 * np.pi)
    return np.asarray(rng.uniform(0.98, 1.06) + height * np.sin(2 * np.pi * t / period + phase))


def _steps(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    lengths = rng.integers(30, 80, size=days // 30 + 1)
    return np.repeat(_levels(len(lengths), rng), lengths)[:days]


def _walk(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    log_r = np.empty(days)
    log_r[0] = rng.normal(0.05, 0.15)
    for t in range(1, days):
        log_r[t] = 0.98 * log_r[t - 1] + rng.normal(0, 0.035)
    return np.asarray(np.exp(log_r + 0.01))


def _linear(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    knots = np.cumsum(np.append(0, rng.integers(25, 60, size=days // 20)))
    return np.asarray(np.interp(np.arange(days), knots, _levels(len(knots), rng)))


def _levels(number: int, rng: np.random.Generator) -> NDArray[np.float64]:
    """Above and below 1 in turn."""
    above = (np.arange(number) + rng.integers(2)) % 2 == 0
    return np.where(above, rng.uniform(1.05, 1.5, number), rng.uniform(0.65, 0.95, number))


_SHAPE = {"sinus": _sinus, "steps": _steps, "walk": _walk, "linear": _linear}
