"""Sample paths: possible futures of all areas together, day by day, that agree with the forecast of each.

Question: what may the next days look like, in all areas at once?
    result[k, a, d] = cases of area a on day d + 1 after the panel's last day in future k; whole numbers
Each area's 7-day sums follow its own forecast; which futures go together over areas and weeks is a Gaussian copula
    z[k, a, w] = sqrt(rc) C[k, w] + sqrt(rd) D[k, parent(a), w] + sqrt(1 - rc - rd) e[k, a, w],  u = rank of z / draws
(the same good or bad luck for all, for one district, for one area; each goes on from week to week). Days: `weekdays`.
A parent is the sum of its children in every future.
Source: copula coupling of ensembles, Schefzik, Thorarinsdottir, Gneiting 2013, Statist. Sci. 28:616.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import WEEK, blocks_of
from vungxanh.epidemic.forecast.change import Change, factors
from vungxanh.epidemic.forecast.engine import forecast
from vungxanh.epidemic.forecast.hub import LEVELS
from vungxanh.epidemic.forecast.splitting import days_of
from vungxanh.epidemic.forecast.weekdays import weekdays_of
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
CITY, DISTRICT, ONWARD = 0.2, 0.1, 0.7


def sample_paths(
    panel: Panel,
    *,
    horizon: int,
    draws: int,
    parents: NDArray[np.intp] | None = None,
    seed: int = 0,
    change: Change | None = None,
) -> NDArray[np.int32]:
    """(draws, areas, horizon) from a daily panel; `parents`: position of each area's parent, -1 for none."""
    change = change or Change()
    parents = np.full(len(panel.areas), -1) if parents is None else parents
    weeks = -(-horizon // WEEK)
    leaves = np.setdiff1d(np.arange(len(parents)), parents)
    rng = np.random.default_rng(seed)
    below = panel.of(leaves)
    q = forecast(blocks_of(below), horizon=weeks, levels=LEVELS, seed=seed).quantiles
    u = _ranks(rng, draws, parents[leaves], weeks)
    pattern = weekdays_of(below.values)
    paths = np.zeros((draws, len(parents), weeks * WEEK), np.int32)
    out = np.zeros((draws, len(leaves), weeks * WEEK), np.int32)
    seeds = rng.integers(0, 2**31 - 1, len(leaves))
    days_of(u, LEVELS, np.nan_to_num(q), pattern.share, pattern.precision, seeds, out)
    if not change.nothing:
        out = _changed(rng, out, factors(change, below, out.mean(axis=0)))
    paths[:, leaves] = out
    return _summed(paths, parents)[:, :, :horizon]


def _ranks(rng: np.random.Generator, draws: int, groups: NDArray[np.intp], weeks: int) -> Floats:
    """u (draws, areas, weeks), spread evenly over 0..1 for every area and week."""
    _, group = np.unique(groups, return_inverse=True)
    own = np.sqrt(1 - CITY - DISTRICT) * _onward(rng, (draws, len(groups), weeks))
    shared = np.sqrt(DISTRICT) * _onward(rng, (draws, int(group.max(initial=0)) + 1, weeks))
    z = own + shared[:, group] + np.sqrt(CITY) * _onward(rng, (draws, 1, weeks))
    place: Floats = (np.argsort(np.argsort(z, axis=0), axis=0) + 0.5) / draws
    return place


def _onward(rng: np.random.Generator, shape: tuple[int, int, int]) -> Floats:
    """Standard normal, correlated along the last axis."""
    z = rng.standard_normal(shape)
    for w in range(1, shape[2]):
        z[:, :, w] = ONWARD * z[:, :, w - 1] + np.sqrt(1 - ONWARD**2) * z[:, :, w]
    return z


def _changed(rng: np.random.Generator, paths: NDArray[np.int32], factor: Floats) -> NDArray[np.int32]:
    """Each case kept with probability m, or m - 1 more of it."""
    kept = rng.binomial(paths, np.minimum(factor, 1.0))
    more = rng.poisson(paths * np.maximum(factor - 1.0, 0.0))
    return (kept + more).astype(np.int32)


def _summed(paths: NDArray[np.int32], parents: NDArray[np.intp]) -> NDArray[np.int32]:
    """Parents become the sum of their children, from the leaves up."""
    depth = np.zeros(len(parents), np.intp)
    above = parents.copy()
    while (above >= 0).any():
        depth += above >= 0
        above = np.where(above >= 0, parents[above], -1)
    for level in range(int(depth.max(initial=0)), 0, -1):
        for child in np.flatnonzero(depth == level):
            paths[:, parents[child]] += paths[:, child]
    return paths
