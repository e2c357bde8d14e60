"""Simulated epidemics whose reproduction number is known: four shapes, negative-binomial counts."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

SHAPES = ("sinus", "steps", "walk", "linear")
LARGEST_LAMBDA = 20_000.0


@dataclass(frozen=True)
class Simulated:
    """counts, truth (R) and infectiousness (Lambda), each (series, days); `shape` per series; `w`, `k` and `seed`."""

    counts: NDArray[np.float64]
    truth: NDArray[np.float64]
    infectiousness: NDArray[np.float64]
    shape: tuple[str, ...]
    w: NDArray[np.float64]
    k: float
    seed: int


def simulate(series: int, days: int, *, w: NDArray[np.float64], k: float, seed: int) -> Simulated:
    """Series take the shapes in turn; one that dies out or grows beyond bounds is drawn again."""
    counts, truth, lam = (np.empty((series, days)) for _ in range(3))
    for i in range(series):
        rng = np.random.default_rng([seed, i])
        while True:
            r = _SHAPE[SHAPES[i % 4]](days, rng)
            counts[i], lam[i] = _epidemic(r, w, k, rng)
            if lam[i].max() < LARGEST_LAMBDA and np.mean(lam[i] >= 3) > 0.6:
                break
        truth[i] = r
    return Simulated(counts, truth, lam, tuple(SHAPES[i % 4] for i in range(series)), w, k, seed)


def _epidemic(
    r: NDArray[np.float64], w: NDArray[np.float64], k: float, rng: np.random.Generator
) -> tuple[NDArray[np.float64], NDArray[np.float64]]:
    """I_t ~ NB(R_t Lambda_t, k), begun by ten cases a day for a week."""
    start = 7
    counts, lam = np.zeros(len(r)), np.zeros(len(r))
    for t in range(len(r)):
        s = np.arange(1, min(t, len(w) - 1) + 1)
        lam[t] = w[s] @ counts[t - s]
        if t < start:
            counts[t] = rng.poisson(10)
        elif 0 < lam[t] < 10 * LARGEST_LAMBDA:
            mean = r[t] * lam[t]
            counts[t] = rng.poisson(mean * rng.gamma(k, 1 / k))
        elif lam[t] > 0:
            return counts, np.full(len(r), np.inf)
    return counts, lam


def _sinus(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    t = np.arange(days)
    height, period, phase = rng.uniform(0.2, 0.5), rng.uniform(60, 150), rng.uniform(0, 2 * np.pi)
    return np.asarray(rng.uniform(1.0, 1.08) + height * np.sin(2 * np.pi * t / period + phase))


def _steps(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    r = np.empty(days)
    t = 0
    above = bool(rng.integers(2))
    while t < days:
        until = t + int(rng.integers(30, 70))
        r[t:until] = rng.uniform(1.1, 1.6) if above else rng.uniform(0.6, 0.95)
        t, above = until, not above
    return r


def _walk(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    log_r = np.empty(days)
    log_r[0] = rng.normal(0.1, 0.2)
    for t in range(1, days):
        log_r[t] = 0.985 * log_r[t - 1] + rng.normal(0, 0.04)
    return np.asarray(np.exp(log_r + 0.02))


def _linear(days: int, rng: np.random.Generator) -> NDArray[np.float64]:
    knots = np.cumsum(np.append(0, rng.integers(25, 60, size=days // 20)))
    level = np.where(np.arange(len(knots)) % 2 == 0, rng.uniform(1.1, 1.6, len(knots)), rng.uniform(0.6, 0.95, len(knots)))
    return np.asarray(np.interp(np.arange(days), knots, level))


_SHAPE = {"sinus": _sinus, "steps": _steps, "walk": _walk, "linear": _linear}
