"""Sample paths: possible futures of all areas together, day by day, that agree with the forecast of each.

Question: what may the next days look like, in all areas at once?
    result[k, a, d] = cases of area a on day d + 1 after the panel's last day in future k; whole numbers
1. the 7-day sums of each row follow its own forecast (`marginals`); which futures go together is a
Gaussian copula
       z[k, a, w] = sqrt(rc) C[k, w] + sqrt(rd) D[k, parent(a), w] + sqrt(1 - rc - rd) e[k, a, w]
   (the same luck for all, for one district, for one area; each goes on from week to week), u = rank of z
   / draws
2. `coherence`: children sum to their parent, whose own forecast holds
3. `weekdays`: each leaf's sum falls on the seven days; parents are the sums of their children, day by day
4. `change`: what if
Source: copula coupling of ensembles, Schefzik, Thorarinsdottir, Gneiting 2013, Statist. Sci. 28:616.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.blocks import WEEK
from vungxanh.epidemic.forecast.change import Change, factors
from vungxanh.epidemic.forecast.coherence import children_of, settle
from vungxanh.epidemic.forecast.marginals import depths, week_marginals
from vungxanh.epidemic.forecast.splitting import days_of, totals_of
from vungxanh.epidemic.forecast.weekdays import weekdays_of
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
Places = NDArray[np.intp]
CITY, DISTRICT, ONWARD = 0.25, 0.1, 0.7
# Finer than what is published: the paths also need what happens once in 500 times.
FINE = np.array([0.002, 0.005, 0.01, 0.025, *np.arange(0.05, 0.96, 0.05), 0.975, 0.99, 0.995, 0.998])


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
    rng = np.random.default_rng(seed)
    above = np.full(len(panel.areas), -1) if parents is None else np.asarray(parents, np.intp)
    weeks = -(-horizon // WEEK)
    totals = _week_totals(panel, above, weeks, draws, rng)
    leaves = np.setdiff1d(np.arange(len(above)), above)
    below = panel.of(leaves)
    shares = weekdays_of(below.values)
    paths = np.zeros((draws, len(above), weeks * WEEK), np.int32)
    tilted = shares.tilted(_growth(totals[leaves]))
    days_of(totals, leaves, tilted, shares.precision, rng, paths)
    if not change.nothing:
        _change(paths, leaves, factors(change, below, paths[:, leaves].mean(axis=0)), rng)
    _sum_up(paths, above)
    return paths[:, :, :horizon]


def _week_totals(
    panel: Panel, parents: Places, weeks: int, draws: int, rng: np.random.Generator
) -> NDArray[np.int64]:
    """Coherent 7-day sums (rows, weeks, draws)."""
    quantiles = np.nan_to_num(week_marginals(panel.values, parents, weeks, FINE))
    rank = _ranks(rng, draws, parents, weeks)
    totals = np.empty(rank.shape, np.int64)
    totals_of(rank, FINE, quantiles, rng.random(rank.shape), totals)
    settle(totals, parents, depths(parents), rng)
    return totals


def _ranks(rng: np.random.Generator, draws: int, parents: Places, weeks: int) -> Floats:
    """u (rows, weeks, draws), spread evenly over 0..1 for every row and week."""
    group = np.unique(parents, return_inverse=True)[1]
    z = np.sqrt(1 - CITY - DISTRICT) * _onward(rng, (len(parents), weeks, draws))
    z += np.sqrt(DISTRICT) * _onward(rng, (int(group.max()) + 1, weeks, draws))[group]
    z += np.sqrt(CITY) * _onward(rng, (1, weeks, draws))
    order = np.argsort(z, axis=-1)
    u: Floats = np.empty_like(z)
    np.put_along_axis(u, order, np.broadcast_to((np.arange(draws) + 0.5) / draws, z.shape), axis=-1)
    return u


def _onward(rng: np.random.Generator, shape: tuple[int, int, int]) -> Floats:
    """Standard normal, correlated from week to week."""
    z = rng.standard_normal(shape)
    for w in range(1, shape[1]):
        z[:, w] = ONWARD * z[:, w - 1] + np.sqrt(1 - ONWARD**2) * z[:, w]
    return z


def _growth(totals: NDArray[np.int64]) -> Floats:
    """Log change from week to week of all leaves together, for the slope of the days within a week."""
    whole = np.maximum(totals.mean(axis=-1).sum(axis=0), 1.0)
    change = np.diff(np.log(whole), append=np.log(whole[-1:]))
    if len(change) > 1:
        change[-1] = change[-2]
    slope: Floats = np.clip(change, -1.0, 1.0)
    return slope


def _change(paths: NDArray[np.int32], leaves: Places, factor: Floats, rng: np.random.Generator) -> None:
    """Each case is kept with probability m, or comes with m - 1 more."""
    for k in range(len(paths)):
        cases = paths[k, leaves]
        kept = rng.binomial(cases, np.minimum(factor, 1.0))
        paths[k, leaves] = kept + rng.poisson(cases * np.maximum(factor - 1.0, 0.0))


def _sum_up(paths: NDArray[np.int32], parents: Places) -> None:
    """Parents become the sum of their children, from the leaves up."""
    depth = depths(parents)
    below = children_of(parents)
    for row in sorted(below, key=lambda r: -depth[r]):
        paths[:, row] = paths[:, below[row]].sum(axis=1)
