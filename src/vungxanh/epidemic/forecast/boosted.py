"""Boosted: what happened after similar pasts, in any area, learned by one set of boosted quantile trees.

Question: how many units will the area have moved h+1 steps from now, given what can be seen at `step`?
    y[a, t, h] = (z[a, t+h+1] - z[a, t]) / unit[a, t]      x: features of (a, t), and h
    quantile   = z[a, origin] + unit[a, origin] * F(x)
Rows of all areas and steps are pooled; each of the bags sees a random part. The trees are fitted anew at
every fifth past origin; in between the earlier trees see the later features.
Assumption: equal pasts, equal futures.
Source: pooled gradient boosted quantile regression as in UMass-flusion (Ray et al. 2024, arXiv 2407.19054).
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.features import features_of
from vungxanh.epidemic.forecast.levels import at_levels
from vungxanh.epidemic.forecast.series import Series, series_of
from vungxanh.epidemic.forecast.trees import Growth, Trees, fit_trees
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
Steps = NDArray[np.intp]
Parents = NDArray[np.intp] | None
KNOTS = np.array([0.025, 0.1, 0.25, 0.5, 0.75, 0.9, 0.975])
ROWS = 6_000
BAGS = 2
FIRST = 8  # steps an area's features need
REFIT = 5
LEAST_ROWS = 300
MOST = 60_000  # rows made, from evenly spaced areas
SEASON = 270  # days of history from which on the time of the year is looked at


def boosted_at(
    panel: Panel,
    origins: list[int],
    horizon: int,
    levels: Floats,
    seed: int,
    parents: Parents = None,
    *,
    power: float,
) -> Floats:
    """Quantiles of values, (origins, areas, horizon, levels); nan where there is too little to learn from."""
    blocks = [origins[i : i + REFIT] for i in range(0, len(origins), REFIT)]
    return np.concatenate([_block(panel, block, horizon, levels, power, seed, parents) for block in blocks])


def _block(
    panel: Panel,
    block: list[int],
    horizon: int,
    levels: Floats,
    power: float,
    seed: int,
    parents: Parents,
) -> Floats:
    """The origins of one block, from one fit."""
    fit_at = block[0]
    series = series_of(panel.until(block[-1] + 1), power, seen=fit_at + 1)
    _, x = features_of(series, season=fit_at * panel.step >= SEASON, parents=parents)
    known = _rows_of(series, x, fit_at, horizon)
    areas = len(panel.areas)
    out = np.full((len(block), areas, horizon, len(levels)), np.nan)
    if known is None:
        return out
    bags = [_fit(known, np.random.default_rng([seed, bag])) for bag in range(BAGS)]
    for i, origin in enumerate(block):
        rows = np.concatenate(
            [np.column_stack([x[:, origin], np.full(areas, float(h))]) for h in range(horizon)]
        )
        mean = np.mean([trees.predict(rows) for trees in bags], axis=0)
        knots = mean.reshape(horizon, areas, len(KNOTS)).transpose(1, 0, 2)
        move = at_levels(knots, KNOTS, levels)
        z = series.filled[:, origin, None, None] + series.unit[:, origin, None, None] * move
        out[i] = series.scale.back(z)
    return out


def _rows_of(series: Series, x: Floats, fit_at: int, horizon: int) -> tuple[Floats, Floats, Steps] | None:
    """Features, moves and step of the (area, step, h) whose outcome is known at `fit_at`."""
    some = slice(None, None, max(series.z.size * horizon // MOST, 1))
    z, filled, unit, x = series.z[some], series.filled[some], series.unit[some], x[some]
    xs, ys, steps = [], [], []
    for h in range(horizon):
        known = fit_at - h
        if known <= FIRST:
            continue
        y = (z[:, FIRST + h + 1 : fit_at + 1] - filled[:, FIRST:known]) / unit[:, FIRST:known]
        given = np.isfinite(y)
        chosen = x[:, FIRST:known][given]
        xs.append(np.column_stack([chosen, np.full(len(chosen), float(h))]))
        ys.append(y[given])
        steps.append(np.broadcast_to(np.arange(FIRST, known), y.shape)[given])
    if sum(map(len, ys)) < LEAST_ROWS:
        return None
    return np.concatenate(xs), np.concatenate(ys), np.concatenate(steps)


def _fit(known: tuple[Floats, Floats, Steps], rng: np.random.Generator) -> Trees:
    """Trees on a random part of the rows."""
    x, y, step = known
    some = rng.choice(len(y), min(ROWS, len(y)), replace=False)
    return fit_trees(x[some], y[some], step[some], KNOTS, rng, Growth())
