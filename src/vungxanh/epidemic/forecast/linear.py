"""Linear: one ridge regression of the coming move on what can be seen, pooled over all areas.

Question: how many units will the area have moved h+1 steps from now?
    (z[a, t+h+1] - z[a, t]) / unit[a, t] = x[a, t] b[h] + e,     minimise sum e^2 + ridge |b|^2
Features that are the same for all areas are penalised more: they have seen only as many cases as there are
steps.
Errors of the same rule at past steps give the spread (spread.py). Assumption: growth responds in proportion.
Source: ridge regression (Hoerl and Kennard 1970); pooled autoregressions as in FluSight's ar6_pooled.
"""

import numpy as np
from numpy.typing import NDArray

from vungxanh.epidemic.forecast.features import features_of
from vungxanh.epidemic.forecast.series import Series, series_of
from vungxanh.epidemic.forecast.spread import errors_of
from vungxanh.epidemic.panel import Panel

Floats = NDArray[np.float64]
FIRST = 8
LARGEST = 6.0  # units: no move counts as larger
FARTHEST = 20.0  # nor any feature
ROWS = 20_000
RIDGE = 0.1  # of the number of rows
SHARED = 10.0  # as much more for features shared by all areas
USED = (
    "change1",
    "change2",
    "change3",
    "change4",
    "slope3",
    "slope5",
    "slope8",
    "curve",
    "curve5",
    "below_top",
    "from_mean",
    "above_low",
    "level",
    "all_change1",
    "all_change2",
    "all_slope5",
    "all_curve",
    "all_below_top",
)


def linear_at(
    panel: Panel,
    origins: list[int],
    horizon: int,
    levels: Floats,
    _seed: int = 0,
    _parents: NDArray[np.intp] | None = None,
    *,
    power: float,
) -> Floats:
    """Quantiles of values, (origins, areas, horizon, levels)."""
    out = []
    for o in origins:
        series = series_of(panel.until(o + 1), power)
        names, x = features_of(series, season=False)
        keep = [i for i, name in enumerate(names) if name in USED]
        penalty = np.array([SHARED if names[i].startswith("all_") else 1.0 for i in keep]) * RIDGE
        seen = np.clip(np.nan_to_num(x[..., keep]), -FARTHEST, FARTHEST)
        centre = series.filled[:, :, None] + series.unit[:, :, None] * _moves(series, seen, penalty, horizon)
        errors = errors_of(series.z, centre)
        out.append(series.scale.back(centre[:, o, :, None] + errors.quantiles(o, levels)))
    return np.stack(out)


def _moves(series: Series, x: Floats, penalty: Floats, horizon: int) -> Floats:
    """Fitted moves (areas, steps, horizon) in units, zero where there is too little to learn from."""
    steps = series.z.shape[1]
    moves = np.zeros((*series.z.shape, horizon))
    for h in range(horizon):
        known = steps - 1 - h
        if known <= FIRST:
            continue
        y = (series.z[:, FIRST + h + 1 :] - series.filled[:, FIRST:known]) / series.unit[:, FIRST:known]
        given = np.isfinite(y)
        every = max(int(given.sum()) // ROWS, 1)
        rows, target = x[:, FIRST:known][given][::every], np.clip(y[given][::every], -LARGEST, LARGEST)
        if len(target) >= 2 * x.shape[-1]:
            mean, b = _ridge(rows, target, penalty)
            level = float(target.mean()) - float(np.einsum("f,f->", mean, b))
            moves[:, :, h] = np.clip(level + np.einsum("atf,f->at", x, b), -LARGEST, LARGEST)
    return moves


def _ridge(rows: Floats, target: Floats, penalty: Floats) -> tuple[Floats, Floats]:
    """Means of the features and coefficients; einsum, so that the result does not depend on threads."""
    mean, spread = rows.mean(axis=0), rows.std(axis=0) + 1e-6
    scaled = (rows - mean) / spread
    gram = np.einsum("ri,rj->ij", scaled, scaled) / len(rows) + np.diag(penalty)
    b: Floats = np.linalg.solve(gram, np.einsum("ri,r->i", scaled, target - target.mean()) / len(rows))
    return mean, b / spread
