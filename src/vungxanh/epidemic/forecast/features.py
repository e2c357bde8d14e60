"""Features: what can be seen of every area's past at every step, on the log scale, with nothing from later.

Every feature is an array (areas, steps). Families:
    change k     z[t] - z[t-k]                               k = 1, 2, 3, 4, 6, 8
    slope w      least-squares slope of the last w steps     w = 3, 5, 8; curve: difference of two slopes
    level        z[t], and its distance from the highest and the mean so far, and from the lowest of 12 steps
    noise        running mean of |second difference|
    all areas    mean change, slope and distance from the highest over all areas (same for all), and by parent
    season       sine and cosine of the day of the year, change over the same steps one year ago
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.series import Series

YEAR = 365.25
Floats = NDArray[np.float64]


def back(z: Floats, k: int) -> Floats:
    """z[t-k], nan before the start."""
    out = np.full_like(z, np.nan)
    if k < z.shape[1]:
        out[:, k:] = z[:, : z.shape[1] - k]
    return out


def slope(z: Floats, window: int) -> Floats:
    """Least-squares slope of the last `window` steps, per step."""
    x = np.arange(window) - (window - 1) / 2
    weights = x / (x @ x)
    fitted: Floats = np.add.reduce([w * back(z, window - 1 - j) for j, w in enumerate(weights)])
    return fitted


def running_mean(z: Floats, memory: float) -> Floats:
    """Exponentially weighted mean of what is known so far; nan before the first value."""
    total, weight = np.zeros(len(z)), np.zeros(len(z))
    out = np.full_like(z, np.nan)
    for t in range(z.shape[1]):
        given = np.isfinite(z[:, t])
        total = memory * total + np.where(given, z[:, t], 0.0)
        weight = memory * weight + given
        out[:, t] = np.divide(total, weight, out=np.full(len(z), np.nan), where=weight > 0)
    return out


def lowest(z: Floats, window: int) -> Floats:
    """Minimum of the last `window` steps."""
    smallest: Floats = np.fmin.reduce([back(z, k) for k in range(window)])
    return smallest


def over_areas(z: Floats) -> Floats:
    """The mean over all areas, given to every one of them."""
    given = np.isfinite(z)
    n = given.sum(axis=0)
    mean = np.divide(np.where(given, z, 0.0).sum(axis=0), n, out=np.full(z.shape[1], np.nan), where=n > 0)
    return np.broadcast_to(mean, z.shape)


def features_of(
    series: Series, *, season: bool, parents: NDArray[np.intp] | None = None
) -> tuple[tuple[str, ...], Floats]:
    """Names and values (areas, steps, features); gaps for an area without a parent."""
    z, unit = series.filled, series.unit
    moves = _moves(z)
    out = {name: value / unit for name, value in moves.items()}
    for name in ("change1", "change2", "change4", "slope5", "curve", "below_top", "above_low", "from_mean"):
        out["all_" + name] = over_areas(out[name])
        if parents is not None:
            out["parent_" + name] = np.where((parents >= 0)[:, None], out[name][parents], np.nan)
    for name in ("change1", "slope5", "below_top", "above_low"):
        out["raw_" + name] = moves[name]
    out["level"], out["unit"] = z, unit
    out["size"] = np.log1p(running_mean(np.maximum(series.panel.values, 0.0), 0.95))
    if season:
        out |= _season(series)
    return tuple(out), np.stack(list(out.values()), axis=-1)


def _moves(z: Floats) -> dict[str, Floats]:
    """How each area moved lately and where it stands, in units of z."""
    out = {f"change{k}": z - back(z, k) for k in (1, 2, 3, 4, 6, 8)}
    out |= {f"slope{w}": slope(z, w) for w in (3, 5, 8)}
    out["curve"] = out["slope3"] - back(out["slope3"], 2)
    out["curve5"] = out["slope5"] - back(out["slope5"], 3)
    out["below_top"] = z - np.fmax.accumulate(z, axis=1)
    out["from_mean"] = z - running_mean(z, 0.98)
    out["above_low"] = z - lowest(z, 12)
    out["noise"] = running_mean(np.abs(out["change1"] - back(out["change1"], 1)), 0.85)
    return out


def _season(series: Series) -> dict[str, Floats]:
    """Sine and cosine of the day of the year of each step."""
    panel = series.panel
    day = np.array([panel.end_of(t).timetuple().tm_yday for t in range(panel.steps)]) / YEAR * 2 * np.pi
    shape = series.z.shape
    return {"sin": np.broadcast_to(np.sin(day), shape), "cos": np.broadcast_to(np.cos(day), shape)}
