"""The pool's trend as of every day: growth, weekday profile and the days before the open ones."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]

# A season's growth of the pool is believed between these factors; beyond them data are wrong more often.
GROWTH = (0.4, 2.5)
PROFILE_SEASONS = 8
PROFILE_STRENGTH = 20.0


@dataclass(frozen=True)
class Scene:
    """growth (stops, D), profile (stops, season), weekday (stops, D): see trend.completed."""

    growth: Array
    profile: Array
    weekday: NDArray[np.intp]

    def arrays(self) -> tuple[Array, Array, NDArray[np.intp]]:
        """In the order of trend.completed."""
        return self.profile, self.growth, self.weekday


def scene(known: Array, share: Array, stops: NDArray[np.intp], season: int) -> Scene:
    """From the pool's known counts (1, T, D) and reported shares (1, stops, D)."""
    delays = known.shape[2]
    length = delays + (PROFILE_SEASONS + 1) * season
    series = _series(known[0], share[0], stops, length)
    summed = _moving(series, season)
    lag = np.arange(delays)
    newer = summed[:, lag + 1]
    older = summed[:, lag + 1 + season]
    growth = np.clip((newer + 1.0) / (older + 1.0), *GROWTH)
    day = stops[:, None] - np.arange(length)
    return Scene(growth, _profile(series, summed, day, season), day[:, :delays] % season)


def _series(known: Array, share: Array, stops: NDArray[np.intp], length: int) -> Array:
    """Expected cases of the days s, s-1, ... as seen on day s (stops, length); nan before the first day."""
    delays = known.shape[1]
    lag = np.arange(length)
    day = stops[:, None] - lag
    seen = known[np.maximum(day, 0), np.minimum(lag, delays - 1)]
    seen[:, :delays] /= np.maximum(share, 1e-6)
    return np.where(day >= 0, seen, np.nan)


def _moving(series: Array, season: int) -> Array:
    """Sums over the days i ... i+season-1; before the first day the oldest known level goes on."""
    level = np.nanmean(series[:, : 8 * season], axis=1, keepdims=True)
    filled = np.where(np.isnan(series), level, series)
    total = np.cumsum(np.concatenate([np.zeros((len(filled), 1)), filled], axis=1), axis=1)
    result: Array = total[:, season:] - total[:, :-season]
    return result


def _profile(series: Array, summed: Array, day: NDArray[np.intp], season: int) -> Array:
    """Weight of each weekday: its cases over the mean of the seven days around it, mean 1."""
    if season == 1:
        return np.ones((len(series), 1))
    around = np.arange(season, PROFILE_SEASONS * season)
    centred = summed[:, around - season // 2] / season
    cases = np.nan_to_num(series[:, around])
    centred = np.where(np.isnan(series[:, around]), 0.0, centred)
    profile = np.ones((len(series), season))
    for w in range(season):
        same = day[:, around] % season == w
        cases_w, mean_w = (cases * same).sum(axis=1), (centred * same).sum(axis=1)
        profile[:, w] = (cases_w + PROFILE_STRENGTH) / (mean_w + PROFILE_STRENGTH)
    result: Array = profile / profile.mean(axis=1, keepdims=True)
    return result
