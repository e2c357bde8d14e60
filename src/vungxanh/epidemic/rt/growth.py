"""How fast the epidemic grows: from R and the generation interval, and directly from the counts."""

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FASTEST, POINTS = 1.5, 3001


def growth_of(r: NDArray[np.floating], generation: Array) -> Array:
    """Growth rate a day of an epidemic that keeps the reproduction number R; any shape, nan stays nan.

    Question   how fast do cases multiply if R stays as it is?
    Equation   Euler-Lotka: 1 / R = sum_s w[s] exp(-g s); solved by a table, as R grows with g without
               exception
    Assumption R and the generation interval stay constant; |g| <= FASTEST
    Source     Wallinga and Lipsitch 2007, 10.1098/rspb.2006.3754
    """
    g = np.linspace(-FASTEST, FASTEST, POINTS)
    log_r = -np.log(np.exp(-np.outer(g, np.arange(len(generation)))) @ generation)
    return np.asarray(np.interp(np.log(np.asarray(r, np.float64)), log_r, g))


def reproduction_of(growth: float, generation: Array) -> float:
    """The R that belongs to a growth rate (Euler-Lotka the other way round)."""
    return float(1 / (np.exp(-growth * np.arange(len(generation))) @ generation))


def doubling_days(growth: NDArray[np.floating]) -> Array:
    """Days until cases double; negative: until they halve; infinite at zero growth."""
    with np.errstate(divide="ignore"):
        return np.asarray(np.log(2) / np.asarray(growth, np.float64))


def observed_growth(counts: Array, *, window: int = 14) -> tuple[Array, Array]:
    """Growth rate a day over the `window` days that end on t, and its standard error: (areas, days) each.

    Question   how fast did the counts themselves grow, whatever the disease?
    Equation   log E[I_t] = a + g t over the window, by quasi-Poisson (one step per day of weighted least
               squares
               from log(I + 0.5)); error scaled by the root of the dispersion chi^2 / (n - 2), not below 1
    Assumption exponential change within the window; weekday effects cancel only in whole weeks
    Limits     nan while the window is not full, or holds fewer than 3 days reported or no case at all
    """
    areas, days = counts.shape
    growth, error = np.full((areas, days), np.nan), np.full((areas, days), np.nan)
    if days >= window:
        seen = np.lib.stride_tricks.sliding_window_view(counts, window, axis=1)
        with np.errstate(invalid="ignore", divide="ignore"):  # windows without a report become nan below
            growth[:, window - 1 :], error[:, window - 1 :] = _slopes(seen)
    return growth, error


def _slopes(seen: Array) -> tuple[Array, Array]:
    """Slope and its error from (..., window) counts."""
    t = np.arange(seen.shape[-1]) - (seen.shape[-1] - 1) / 2
    known = np.isfinite(seen)
    y = np.nan_to_num(seen)
    mean = np.where(known, y + 0.5, 0.0)
    for _ in range(4):
        g, a = _weighted_line(t, mean, np.log(np.maximum(mean, 1e-12)) + (y - mean) / np.maximum(mean, 1e-12))
        mean = np.where(known, np.exp(np.clip(a[..., None] + g[..., None] * t, -20, 20)), 0.0)
    centre = (mean @ t) / mean.sum(axis=-1)
    information = (mean * (t - centre[..., None]) ** 2).sum(axis=-1)
    degrees = np.maximum(known.sum(axis=-1) - 2, 1)
    chi = np.where(known, (y - mean) ** 2 / np.maximum(mean, 1e-12), 0.0).sum(axis=-1) / degrees
    error = np.sqrt(np.maximum(chi, 1.0) / information)
    some = (known.sum(axis=-1) >= 3) & (y.sum(axis=-1) > 0)
    return np.where(some, g, np.nan), np.where(some, error, np.nan)


def _weighted_line(t: Array, weight: Array, z: Array) -> tuple[Array, Array]:
    """Slope and intercept of z on t."""
    total = weight.sum(axis=-1)
    t_mean, z_mean = (weight @ t) / total, (weight * z).sum(axis=-1) / total
    off = t - t_mean[..., None]
    slope = (weight * off * z).sum(axis=-1) / np.maximum((weight * off**2).sum(axis=-1), 1e-12)
    return slope, z_mean - slope * t_mean
