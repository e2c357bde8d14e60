"""The reproduction number of every area at every level, pooled among the areas of one parent."""

import numpy as np
import polars as pl
from numpy.typing import NDArray

from vungxanh.epidemic import finest_first
from vungxanh.epidemic.rt import COLUMNS, cori, estimate
from vungxanh.nightly.scene import Scene

SHOWN_DAYS = 120
"""Older days are in earlier runs already."""

EARLIER_DAYS = 60
"""Days before the shown ones that the filter starts from: what was before them has been forgotten by then."""

LEAD_DAYS = 8
"""Cori's window and a day."""


def rt(scene: Scene) -> pl.DataFrame:
    """Columns area, date, kind (filter, smoother, cori), mean, quantiles, p_above_1, enough."""
    cases, doubt = _completed(scene)
    start = max(0, scene.counts.days - SHOWN_DAYS - EARLIER_DAYS)
    cases, doubt = cases[:, start:], None if doubt is None else doubt[:, start:]
    _, group = np.unique(scene.parents, return_inverse=True)
    made = estimate(cases, scene.disease.generation, group=group.astype(np.intp), extra_variance=doubt)
    first = max(0, cases.shape[1] - SHOWN_DAYS)
    # Infectiousness on the first shown day comes from the days before it; Cori's needs no more than those.
    lead = max(0, first - len(scene.disease.generation) - LEAD_DAYS)
    kinds: dict[str, NDArray[np.floating]] = {
        "filter": made.filter.values[:, first:],
        "smoother": made.smoother.values[:, first:],
        "cori": cori(cases[:, lead:], scene.disease.generation)[:, first - lead :],
    }
    enough = made.enough[:, first:]
    return pl.concat([_rows(scene, kind, values, enough, start + first) for kind, values in kinds.items()])


def _completed(scene: Scene) -> tuple[NDArray[np.float64], NDArray[np.float64] | None]:
    """Cases with what late reports will add, and the variance of that addition (areas, days)."""
    made = scene.nowcast
    if made is None or made.step != 1:
        return scene.cases, None
    territory = scene.counts.territory
    rows = [territory.index[code] for code in made.areas]
    draws = made.samples(200, np.random.default_rng(scene.number))
    more, doubt = np.zeros(scene.cases.shape), np.zeros(scene.cases.shape)
    start = (made.first - scene.counts.first).days
    inside = slice(max(0, -start), min(draws.shape[2], scene.counts.days - start))
    days = slice(start + inside.start, start + inside.stop)
    more[rows, days] = (draws.mean(axis=0) - made.known)[:, inside]
    doubt[rows, days] = draws.var(axis=0)[:, inside]
    for position in finest_first(territory):
        above = territory.parent[position]
        if above >= 0:
            more[above] += more[position]
            doubt[above] += doubt[position]
    return np.maximum(scene.cases + more, 0.0), doubt


def _rows(
    scene: Scene, kind: str, values: NDArray[np.floating], enough: NDArray[np.bool_], first: int
) -> pl.DataFrame:
    """Null where there are not enough cases."""
    areas, days = enough.shape
    dates = pl.date_range(scene.counts.day_at(first), scene.counts.last, eager=True)
    shown = np.where(enough[..., None], values, np.nan)
    return pl.DataFrame(
        {
            "area": scene.codes(np.repeat(np.arange(areas), days)),
            "date": dates.gather(np.tile(np.arange(days), areas)),
            "kind": pl.repeat(kind, areas * days, eager=True),
            **{name: shown[:, :, i].ravel().astype(np.float32) for i, name in enumerate(COLUMNS)},
            "enough": enough.ravel(),
        }
    ).with_columns(pl.col(*COLUMNS).fill_nan(None))
